/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-query.h"
#include "mado-transaction.h"

G_BEGIN_DECLS

/* How queries run on an encrypted file; for src/service/backend-sqlcipher/ alone. */

typedef struct {
  MadoSqlBackend sql;
  MadoDatabase *database;
  MadoTransaction *transaction; /* (nullable): of the turn */
  MadoBackendAccess access;
  gboolean must_scrub; /* what was erased may still be in the write-ahead log */
} MadoSqlcipherBackend;

extern const MadoSqlType mado_sqlcipher_sql;

G_END_DECLS
