/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"
#include "mado-programme.h"
#include "mado-row-change.h"

G_BEGIN_DECLS

/* Something that is made of the rows: told of those that change, and made again of all of them where it was made for
 * another programme. */
typedef struct {
  const char *name; /* in the file */
  /* within the transaction that changes the rows: by row, those of one row in the order in which it changed */
  gboolean (*change) (MadoDatabase *database,
                      const MadoProgramme *programme,
                      const MadoRowChange *changes,
                      guint n_changes,
                      GError **error);
  /* within a transaction: leaves nothing of what was, and takes all rows */
  gboolean (*rebuild) (MadoDatabase *database, const MadoProgramme *programme, GError **error);
  /* all that decides what is in it, beside the rows */
  void (*add_basis) (MadoHasher *hasher, const MadoProgramme *programme);
} MadoIndex;

gboolean mado_index_rebuild (const MadoIndex *self,
                             MadoDatabase *database,
                             const MadoProgramme *programme,
                             GError **error);
gboolean mado_index_renew (const MadoIndex *self,
                           MadoDatabase *database,
                           const MadoProgramme *programme,
                           GError **error);

void mado_index_add_text (MadoHasher *hasher, const char *text);

G_END_DECLS
