/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment-source.h"

G_BEGIN_DECLS

/* A ZIP that somebody else made. */
typedef struct _MadoAttachmentZip MadoAttachmentZip;

MadoAttachmentZip *mado_attachment_zip_open (const char *path,
                                             const MadoAttachmentLimits *limits,
                                             GPtrArray *entries,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAttachmentZip *mado_attachment_zip_open_bytes (GBytes *bytes,
                                                   const MadoAttachmentLimits *limits,
                                                   GPtrArray *entries,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_attachment_zip_free (MadoAttachmentZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAttachmentZip, mado_attachment_zip_free)

GBytes *mado_attachment_zip_load (MadoAttachmentZip *self,
                                  const MadoAttachmentEntry *entry,
                                  gsize max,
                                  const char **out_code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
