/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream.h"
#include "mado-ward-archive.h"

G_BEGIN_DECLS

/* A ward from what was saved of it. It is the same, by its digest, before anything else happens to it; then what was
 * erased since is erased, each stream gets another epoch, and everybody has to sign in again; and only then may anybody
 * work with it. */

typedef struct {
  gint64 number;  /* of the last file */
  MadoInstant at; /* when that was saved */
  guint n_files;
  guint n_erased; /* of what is on the list */
  MadoWardDigest *digest;
} MadoRestoring;

void mado_restoring_clear (MadoRestoring *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoRestoring, mado_restoring_clear)

gboolean mado_ward_restore (const MadoWardArchive *archive,
                            gint64 until,
                            MadoBackend *to,
                            const MadoChanceAndTime *means,
                            MadoRestoring *out_restoring,
                            GError **error);

/* The latter half alone, for a ward that somebody else brought back: with its whole cluster, say. */
gboolean mado_ward_renew (const MadoWardArchive *archive,
                          MadoBackend *ward,
                          const MadoChanceAndTime *means,
                          guint *out_n_erased,
                          GError **error);

G_END_DECLS
