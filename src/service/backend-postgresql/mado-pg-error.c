/* SPDX-License-Identifier: GPL-3.0-or-later */

/* PostgreSQL's codes. Its messages may quote what was to be written, so they go to the debug log alone; what it says
 * where nobody could connect names hosts and no data. */

#include "mado-pg-error.h"

#include "mado-backend-error.h"

static const struct {
  const char *state; /* the beginning of SQLSTATE */
  MadoBackendError code;
  const char *meaning;
} states[] = {
  { "08", MADO_BACKEND_ERROR_LOST, "the connection broke" },
  { "22", MADO_BACKEND_ERROR_REFUSED, "a value is none that it can keep" },
  { "23", MADO_BACKEND_ERROR_REFUSED, "it would break a rule of its table" },
  { "25006", MADO_BACKEND_ERROR_LOST, "the server cannot be written to" },
  { "25P02", MADO_BACKEND_ERROR_REFUSED, "something in the turn went wrong before" },
  { "53100", MADO_BACKEND_ERROR_FULL, "the server's disk is full" },
  { "53300", MADO_BACKEND_ERROR_LOST, "the server has too many connections" },
  { "57014", MADO_BACKEND_ERROR_FAILED, "it took too long, or somebody cancelled it" },
  { "57P0", MADO_BACKEND_ERROR_LOST, "the server stops, or is not up yet" },
  { "58", MADO_BACKEND_ERROR_FAILED, "the server's system refused" },
  { "", MADO_BACKEND_ERROR_FAILED, "the server refused" },
};

/**
 * mado_pg_error_set:
 * @error: where to put it
 * @result: a failure
 */
void
mado_pg_error_set (GError **error, const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  gsize i = 0;

  g_debug ("PostgreSQL: %s", PQresultErrorMessage (result));
  if (state == NULL) {
    mado_pg_error_set_lost (error, "the connection broke");
    return;
  }
  while (!g_str_has_prefix (state, states[i].state))
    i++;
  g_set_error (error, MADO_BACKEND_ERROR, (int) states[i].code, "cannot use the database: %s (%s)", states[i].meaning,
               state);
}

/**
 * mado_pg_error_set_lost:
 * @error: where to put it
 * @why: what happened
 */
void
mado_pg_error_set_lost (GError **error, const char *why)
{
  g_set_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST, "cannot use the database: %s", why);
}

/**
 * mado_pg_error_set_unreachable:
 * @error: where to put it
 * @connection: one that could not be made
 */
void
mado_pg_error_set_unreachable (GError **error, const PGconn *connection)
{
  g_autofree char *why = g_strdup (PQerrorMessage (connection));

  g_strdelimit (g_strchomp (why), "\n", ';');
  g_set_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST, "cannot reach the database: %s", why);
}
