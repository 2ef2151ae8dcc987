/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plain connection. */

#include "mado-test-session.h"

#include <libpq-fe.h>

struct _MadoTestSession {
  PGconn *connection;
};

static void
ignore_notice_cb (void *data, const char *message)
{
}

/**
 * mado_test_session_new:
 * @server: a server that runs
 * @database: one of its databases
 *
 * Returns: (transfer full): a connection to it
 */
MadoTestSession *
mado_test_session_new (const MadoTestServer *server, const char *database)
{
  g_autofree char *conninfo = mado_test_server_dup_conninfo (server, database);
  MadoTestSession *self = g_new (MadoTestSession, 1);

  self->connection = PQconnectdb (conninfo);
  if (PQstatus (self->connection) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (self->connection));
  PQsetNoticeProcessor (self->connection, ignore_notice_cb, NULL);

  return self;
}

/**
 * mado_test_session_free:
 * @self: (transfer full): a session; what it holds is let go
 */
void
mado_test_session_free (MadoTestSession *self)
{
  PQfinish (self->connection);
  g_free (self);
}

static gboolean
is_success (const PGresult *result)
{
  const ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/**
 * mado_test_session_try:
 * @self: a session
 * @sql: statements
 *
 * Returns: whether they ran
 */
gboolean
mado_test_session_try (MadoTestSession *self, const char *sql)
{
  PGresult *result = PQexec (self->connection, sql);
  const gboolean is_done = is_success (result);

  PQclear (result);

  return is_done;
}

/**
 * mado_test_session_load:
 * @self: a session
 * @sql: a statement that must run
 *
 * Returns: (transfer full) (nullable): its first value, if any
 */
char *
mado_test_session_load (MadoTestSession *self, const char *sql)
{
  PGresult *result = PQexec (self->connection, sql);
  char *value;

  if (!is_success (result))
    g_error ("%s: %s", sql, PQerrorMessage (self->connection));
  value = PQntuples (result) > 0 ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;
  PQclear (result);

  return value;
}
