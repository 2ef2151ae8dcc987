/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-archive-record.h"
#include "mado-sealed-file.h"

G_BEGIN_DECLS

/* A folder of what was saved of one ward: files that have all of it, each followed by such as have what came since the
 * one before. Beside them lies the list of what was erased (mado-erasure-list.h). */
typedef struct _MadoWardArchive MadoWardArchive;

typedef struct {
  gint64 number;
  gboolean is_whole; /* it goes on from none */
  char *path;
} MadoArchiveFile;

MadoWardArchive *mado_ward_archive_open (const char *folder,
                                         const MadoSecret *key,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_archive_free (MadoWardArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardArchive, mado_ward_archive_free)

const MadoSecret *mado_ward_archive_get_key (const MadoWardArchive *self);
guint mado_ward_archive_count (const MadoWardArchive *self);
const MadoArchiveFile *mado_ward_archive_get (const MadoWardArchive *self, guint index);
char *mado_ward_archive_build_path (const MadoWardArchive *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ward_archive_build_next (const MadoWardArchive *self,
                                    gboolean is_whole,
                                    gint64 *out_number) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ward_archive_find_chain (
    const MadoWardArchive *self, gint64 until, guint *out_first, guint *out_last, GError **error);

gboolean mado_ward_archive_load_begin (const MadoWardArchive *self,
                                       guint index,
                                       MadoArchiveRecord *out_begin,
                                       GError **error);

/* A file of it, record by record. */
typedef gboolean (*MadoArchiveTaker) (gpointer user_data, const guint8 *record, gsize length, GError **error);
gboolean mado_ward_archive_read (
    const MadoWardArchive *self, guint index, MadoArchiveTaker taker, gpointer user_data, GError **error);

G_END_DECLS
