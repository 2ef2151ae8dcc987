/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* Attachments by the hash of their content, in parts of one size. They come part by part, in any order and as often as
 * the line needs; they count when they are whole and have that hash. Each function within a turn. */

#define MADO_BLOB_PART (256 * 1024) /* bytes: of every part but the last */
#define MADO_BLOB_MAX_PARTS 256     /* 64 MiB */

gboolean mado_blob_shelf_put (MadoBackend *backend, const MadoHash *hash, guint part, GBytes *bytes, GError **error);
gboolean mado_blob_shelf_finish (MadoBackend *backend,
                                 const char *stream,
                                 const MadoHash *hash,
                                 gint64 size,
                                 gboolean *out_is_whole,
                                 GError **error);
gboolean mado_blob_shelf_find_size (
    MadoBackend *backend, const char *stream, const MadoHash *hash, gint64 *out_size, GError **error);
GBytes *mado_blob_shelf_read (MadoBackend *backend, const MadoHash *hash, guint64 first, guint64 length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
