/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-cache.h"

G_BEGIN_DECLS

/* What was handed in with an application: a picture, a PDF. The bytes are a blob that stays, whose owner is the case.
 */
typedef struct {
  MadoBlob blob;
  char *name; /* of the file */
  char *type; /* "image/png", "image/jpeg", "application/pdf" */
  MadoInstant at;
} MadoKeptAttachment;

void mado_kept_attachment_free (MadoKeptAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoKeptAttachment, mado_kept_attachment_free)

gboolean mado_kept_attachment_put (MadoDatabase *database,
                                   const MadoKeptAttachment *attachment,
                                   MadoInstant now,
                                   GError **error);
gboolean mado_kept_attachments_add (MadoDatabase *database,
                                    const MadoKeptAttachment *attachments,
                                    guint n_attachments,
                                    MadoInstant now,
                                    GError **error);
gboolean mado_kept_attachment_is_there (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, gboolean *out_is_there, GError **error);
GPtrArray *mado_kept_attachment_list (MadoDatabase *database, MadoId entity, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
