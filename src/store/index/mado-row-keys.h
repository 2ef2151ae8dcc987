/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-programme.h"
#include "mado-row-change.h"

G_BEGIN_DECLS

/* Keys that stand beside the rows that have one, so that a row is found by something in its body. */
typedef struct {
  const char *add, *remove, *find; /* statements: ?1 the key, ?2 the row */
  const char *remove_all, *count;  /* statements */
  const char *list;                /* statement: row and text of whatever may have a key */
  char *(*dup_key) (const MadoProgramme *programme, const MadoEntity *entity); /* %NULL: it has none */
} MadoRowKeys;

gboolean mado_row_keys_change (const MadoRowKeys *self,
                               MadoDatabase *database,
                               const MadoProgramme *programme,
                               const MadoRowChange *changes,
                               guint n_changes,
                               GError **error);
gboolean mado_row_keys_rebuild (const MadoRowKeys *self,
                                MadoDatabase *database,
                                const MadoProgramme *programme,
                                GError **error);
gboolean mado_row_keys_check (const MadoRowKeys *self,
                              MadoDatabase *reader,
                              const MadoProgramme *programme,
                              gboolean *out_is_right,
                              GError **error);

G_END_DECLS
