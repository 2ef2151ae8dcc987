/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment.h"
#include "mado-backend.h"

G_BEGIN_DECLS

/* Attachments by the hash of their content, in parts of one size. They come part by part, in any order and as often as
 * the line needs; they count when they are whole, have that hash, and belong to something. Whoever makes one belong to
 * something has sent all of it himself: a hash that somebody heard of opens nothing. Each function within a turn. */

/* An attachment of a stream, and who deals with it. */
typedef struct {
  const char *stream;
  const char *account;
  MadoHash hash;
} MadoBlobName;

gboolean mado_blob_shelf_put (
    MadoBackend *backend, const MadoBlobName *blob, guint part, GBytes *bytes, GError **error);
gboolean mado_blob_shelf_finish (MadoBackend *backend,
                                 const MadoBlobName *blob,
                                 gint64 size,
                                 const MadoAttachment *attachment,
                                 gboolean *out_is_whole,
                                 GError **error);
gboolean mado_blob_shelf_is_whole (MadoBackend *backend, const MadoHash *hash, gboolean *out_is_whole, GError **error);
GPtrArray *mado_blob_shelf_list (MadoBackend *backend, const char *stream, const MadoHash *hash, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_blob_shelf_find_size (
    MadoBackend *backend, const char *stream, const MadoHash *hash, gint64 *out_size, GError **error);
GBytes *mado_blob_shelf_read (MadoBackend *backend, const MadoHash *hash, guint64 first, guint64 length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_blob_shelf_forget (
    MadoBackend *backend, const char *stream, const MadoHash *hash, MadoId entity, GError **error);
gboolean mado_blob_shelf_ban (
    MadoBackend *backend, const char *stream, const MadoHash *hash, MadoId entity, GError **error);

G_END_DECLS
