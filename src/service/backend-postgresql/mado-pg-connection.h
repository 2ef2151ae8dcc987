/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend-postgresql.h"
#include "mado-pg-error.h"

G_BEGIN_DECLS

/* A connection on which statements are sent one after another without waiting, until somebody wants an answer: a turn
 * that writes a hundred operations waits for the server a few times, not a thousand. No answer takes longer than the
 * place's patience: after that the connection is lost. */

typedef struct _MadoPgConnection MadoPgConnection;

#define MADO_PG_MAX_PARAMETERS 16

/* All binary. */
typedef struct {
  int n_parameters;
  Oid types[MADO_PG_MAX_PARAMETERS];
  const char *values[MADO_PG_MAX_PARAMETERS];
  int lengths[MADO_PG_MAX_PARAMETERS];
} MadoPgParameters;

MadoPgConnection *mado_pg_connection_open (const MadoPostgresqlPlace *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_pg_connection_free (MadoPgConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPgConnection, mado_pg_connection_free)

gboolean mado_pg_connection_is_lost (const MadoPgConnection *self);

gboolean mado_pg_connection_send (MadoPgConnection *self,
                                  const char *sql,
                                  const MadoPgParameters *parameters,
                                  GError **error);
PGresult *mado_pg_connection_receive (MadoPgConnection *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_pg_connection_begin (MadoPgConnection *self, MadoBackendAccess access, GError **error);
gboolean mado_pg_connection_commit (MadoPgConnection *self, GError **error);
void mado_pg_connection_undo (MadoPgConnection *self);

gboolean mado_pg_connection_run_script (MadoPgConnection *self, const char *sql, GError **error);

G_END_DECLS
