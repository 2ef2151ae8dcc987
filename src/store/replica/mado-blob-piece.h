/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-cache.h"

G_BEGIN_DECLS

/* What has come of attachments that are being fetched. Each function on the thread that writes. */

gboolean mado_blob_pieces_find_place (MadoDatabase *database, const MadoHash *hash, gint64 *out_place, GError **error);
gboolean mado_blob_piece_keep (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, gint64 first, GBytes *bytes, GError **error);
gboolean mado_blob_pieces_join (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, MadoInstant now, GError **error);
gboolean mado_blob_pieces_drop (MadoDatabase *database, const MadoHash *hash, GError **error);
gboolean mado_blob_pieces_drop_all (MadoDatabase *database, GError **error);

G_END_DECLS
