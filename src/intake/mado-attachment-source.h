/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How much one source may hold, whoever made it. */
typedef struct {
  gsize max_file;    /* bytes of one */
  guint64 max_total; /* bytes of all */
  guint max_entries;
  guint max_depth; /* folders in folders */
  guint max_ratio; /* of what a packed file says that it becomes to what it is */
} MadoAttachmentLimits;

/* A file in a source, before it is read. */
typedef struct {
  char *name; /* with its folders */
  guint64 size;
  const char *code; /* (nullable): why it is not read */
  gint64 index;     /* in its archive; -1: it is a file of a folder */
} MadoAttachmentEntry;

/* A folder or a ZIP with files that belong to applications. Nothing of it is unpacked onto a disk. */
typedef struct _MadoAttachmentSource MadoAttachmentSource;

const MadoAttachmentLimits *mado_attachment_limits_get_default (void);

MadoAttachmentSource *mado_attachment_source_open (const char *path,
                                                   const MadoAttachmentLimits *limits,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAttachmentSource *mado_attachment_source_open_bytes (GBytes *zip,
                                                         const MadoAttachmentLimits *limits,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_attachment_source_free (MadoAttachmentSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAttachmentSource, mado_attachment_source_free)

const GPtrArray *mado_attachment_source_get_entries (const MadoAttachmentSource *self);
GBytes *mado_attachment_source_load (MadoAttachmentSource *self,
                                     const MadoAttachmentEntry *entry,
                                     const char **out_code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
