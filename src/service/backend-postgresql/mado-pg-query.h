/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pg-connection.h"
#include "mado-query.h"

G_BEGIN_DECLS

/* How queries run on PostgreSQL; for src/service/backend-postgresql/ alone. */

typedef struct {
  MadoSqlBackend sql;
  char *conninfo;
  guint patience;
  MadoBackendAccess access;
  MadoPgConnection *connection; /* (nullable): while there is none */
  gint64 fence;                 /* the number under which it writes; 0: none yet */
} MadoPostgresqlBackend;

extern const MadoSqlType mado_pg_sql;

G_END_DECLS
