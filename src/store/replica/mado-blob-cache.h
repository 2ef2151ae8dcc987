/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* Attachments that were fetched. Those that are not pinned give way, the one first that was not looked at for longest.
 */

typedef struct {
  MadoId entity; /* whose it is */
  MadoHash hash; /* SHA-256, as the entity names it */
  GBytes *bytes;
} MadoBlob;

gboolean mado_blob_cache_put (MadoDatabase *database, const MadoBlob *blob, MadoInstant now, GError **error);
gboolean mado_blob_cache_keep_all (
    MadoDatabase *database, const MadoBlob *blobs, guint n_blobs, MadoInstant now, GError **error);
gboolean mado_blob_cache_keep (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, GBytes *bytes, MadoInstant now, GError **error);
gboolean mado_blob_cache_find (
    MadoDatabase *database, const MadoHash *hash, MadoInstant now, GBytes **out_bytes, GError **error);
gboolean mado_blob_cache_adopt (MadoDatabase *database,
                                MadoId entity,
                                const MadoHash *hash,
                                MadoInstant now,
                                gboolean *out_is_here,
                                GError **error);
GArray *mado_blob_cache_list (MadoDatabase *database, MadoId entity, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_blob_cache_pin (MadoDatabase *database, const MadoHash *hash, gboolean is_pinned, GError **error);
gboolean mado_blob_cache_shrink (MadoDatabase *database, gint64 budget, GError **error);

G_END_DECLS
