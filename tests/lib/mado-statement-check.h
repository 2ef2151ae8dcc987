/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* That no statement, as it stands in the sources, goes through a whole table where there are many rows. */
typedef struct {
  MadoDatabase *database;    /* with all tables */
  const char *const *tables; /* where there are many rows */
  const char *const *whole;  /* (nullable): statements that have to go through all of them */
} MadoStatementCheck;

guint mado_statement_check_folder (const MadoStatementCheck *self, const char *path);

G_END_DECLS
