/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libpq in pipeline mode. A statement is prepared when it is first sent; what is on its way is counted, and one
 * synchronization brings all the answers. */

#include "mado-pg-connection.h"

#include <poll.h>
#include <string.h>

#include "mado-fault-point.h"
#include "mado-pg-server.h"

#define MOST_ON_THE_WAY 256 /* their answers must fit in the socket while nobody reads */
#define SENT_AT_ONCE 16
#define PATIENCE_AFTER_SERVERS 1000 /* milliseconds that the network may take beyond what the server allows itself */

struct _MadoPgConnection {
  PGconn *connection;
  GHashTable *prepared; /* text → name */
  guint n_names;
  guint n_on_the_way;
  guint n_warnings;
  guint patience; /* milliseconds */
  gboolean is_lost;
  gboolean is_silent; /* lost because no answer came in time */
};

/* --- opening ----------------------------------------------------------------------------------------------------- */

/* A commit that gave up waiting for its standby tells of it in a warning, and succeeds. */
static void
notice_cb (void *data, const PGresult *result)
{
  MadoPgConnection *self = data;
  const char *severity = PQresultErrorField (result, PG_DIAG_SEVERITY_NONLOCALIZED);

  g_debug ("PostgreSQL: %s", PQresultErrorMessage (result));
  if (g_strcmp0 (severity, "WARNING") == 0)
    self->n_warnings++;
}

static gboolean
check_encoding (const MadoPgConnection *self, GError **error)
{
  if (g_strcmp0 (PQparameterStatus (self->connection, "server_encoding"), "UTF8") == 0)
    return TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA,
                       "cannot use the database: it does not keep UTF-8");

  return FALSE;
}

/* The server bounds itself a little earlier than we give up on it, so that it lets go of its locks. */
static const char set_up[] = "SELECT set_config ('synchronous_commit', 'on', false),"
                             " set_config ('statement_timeout', $1, false),"
                             " set_config ('idle_in_transaction_session_timeout', '5min', false)";

static gboolean
configure (MadoPgConnection *self, GError **error)
{
  g_autofree char *patience = g_strdup_printf ("%u", self->patience);
  const MadoPgParameters parameters = {
    .n_parameters = 1, .types = { 25 }, .values = { patience }, .lengths = { (int) strlen (patience) }
  };
  g_autoptr (PGresult) result = NULL;

  if (PQsetnonblocking (self->connection, 1) != 0 || PQenterPipelineMode (self->connection) != 1) {
    mado_pg_error_set_unreachable (error, self->connection);
    return FALSE;
  }
  if (!mado_pg_connection_send (self, set_up, &parameters, error))
    return FALSE;
  result = mado_pg_connection_receive (self, error);

  return result != NULL;
}

/**
 * mado_pg_connection_open:
 * @place: where the database is
 * @error: %MADO_BACKEND_ERROR_LOST, %MADO_BACKEND_ERROR_SCHEMA
 *
 * Returns: (transfer full) (nullable): a connection to the server that can be written to; of several, to the one that
 * was promoted last
 */
MadoPgConnection *
mado_pg_connection_open (const MadoPostgresqlPlace *place, GError **error)
{
  PGconn *connection = mado_pg_server_find (place->conninfo, error);
  g_autoptr (MadoPgConnection) self = NULL;

  if (connection == NULL)
    return NULL;
  self = g_new0 (MadoPgConnection, 1);
  self->connection = connection;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->patience = place->patience != 0 ? place->patience : MADO_POSTGRESQL_PATIENCE;
  PQsetNoticeReceiver (connection, notice_cb, self);

  return check_encoding (self, error) && configure (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_pg_connection_free:
 * @self: (nullable) (transfer full): a connection; what was not committed is undone
 */
void
mado_pg_connection_free (MadoPgConnection *self)
{
  if (self == NULL)
    return;

  PQfinish (self->connection);
  g_hash_table_unref (self->prepared);
  g_free (self);
}

/**
 * mado_pg_connection_is_lost:
 * @self: a connection
 *
 * Returns: whether it is of no use any more
 */
gboolean
mado_pg_connection_is_lost (const MadoPgConnection *self)
{
  return self->is_lost;
}

static gboolean
lose (MadoPgConnection *self, const char *why, GError **error)
{
  self->is_lost = TRUE;
  mado_pg_error_set_lost (error, why);

  return FALSE;
}

/* --- sending ----------------------------------------------------------------------------------------------------- */

static gboolean
note_sent (MadoPgConnection *self, int is_sent, GError **error)
{
  if (is_sent != 1)
    return lose (self, "the connection broke", error);
  self->n_on_the_way++;

  return TRUE;
}

static const char *
prepare (MadoPgConnection *self, const char *sql, const MadoPgParameters *parameters, GError **error)
{
  char *name = g_hash_table_lookup (self->prepared, sql);

  if (name != NULL)
    return name;
  name = g_strdup_printf ("s%u", self->n_names++);
  g_hash_table_insert (self->prepared, (gpointer) sql, name);

  return note_sent (self, PQsendPrepare (self->connection, name, sql, parameters->n_parameters, parameters->types),
                    error)
             ? name
             : NULL;
}

static gboolean
make_room (MadoPgConnection *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (self->is_lost)
    return lose (self, "the connection broke", error);
  if (self->n_on_the_way < MOST_ON_THE_WAY)
    return TRUE;
  result = mado_pg_connection_receive (self, error);

  return result != NULL;
}

/**
 * mado_pg_connection_send:
 * @self: a connection
 * @sql: one statement: a literal
 * @parameters: its parameters, not needed afterwards
 * @error: what went wrong, with this statement or with an earlier one
 *
 * Returns: whether it is on its way
 */
gboolean
mado_pg_connection_send (MadoPgConnection *self, const char *sql, const MadoPgParameters *parameters, GError **error)
{
  static const int formats[MADO_PG_MAX_PARAMETERS] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  const char *name = make_room (self, error) ? prepare (self, sql, parameters, error) : NULL;

  if (name == NULL || !note_sent (self,
                                  PQsendQueryPrepared (self->connection, name, parameters->n_parameters,
                                                       parameters->values, parameters->lengths, formats, 1),
                                  error))
    return FALSE;
  if (self->n_on_the_way % SENT_AT_ONCE == 0)
    (void) PQflush (self->connection); /* ignored: whoever receives flushes, and sees what is wrong */

  return TRUE;
}

static gboolean
send_plain (MadoPgConnection *self, const char *sql, GError **error)
{
  return make_room (self, error) &&
         note_sent (self, PQsendQueryParams (self->connection, sql, 0, NULL, NULL, NULL, NULL, 1), error);
}

/* --- receiving --------------------------------------------------------------------------------------------------- */

/* Until the next answer can be had without waiting. */
static gboolean
wait_for_answer (MadoPgConnection *self, gint64 deadline, GError **error)
{
  for (;;) {
    const int flushed = PQflush (self->connection);
    const gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
    struct pollfd socket = { PQsocket (self->connection), POLLIN, 0 };

    if (flushed < 0)
      return lose (self, "the connection broke", error);
    if (flushed == 0 && PQisBusy (self->connection) == 0)
      return TRUE;
    if (left <= 0) {
      self->is_silent = TRUE;
      return lose (self, "the server does not answer", error);
    }
    if (flushed > 0)
      socket.events |= POLLOUT;
    (void) poll (&socket, 1, (int) MIN (left, G_MAXINT)); /* ignored: the loop looks again */
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput (self->connection) == 0)
      return lose (self, "the connection broke", error);
  }
}

/* The first fault is the cause; what came after it was not even tried. */
static void
note_answer (PGresult *result, PGresult **last, GError **fault)
{
  const ExecStatusType status = PQresultStatus (result);

  if (*fault == NULL && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    mado_pg_error_set (fault, result);
  PQclear (*last);
  *last = result;
}

static gint64
find_deadline (const MadoPgConnection *self)
{
  return g_get_monotonic_time () + (self->patience + PATIENCE_AFTER_SERVERS) * G_GINT64_CONSTANT (1000);
}

static gboolean
collect (MadoPgConnection *self, PGresult **last, GError **fault, GError **error)
{
  const gint64 deadline = find_deadline (self);
  guint n_ends = 0;

  while (wait_for_answer (self, deadline, error)) {
    PGresult *result = PQgetResult (self->connection);

    if (result != NULL && PQresultStatus (result) == PGRES_PIPELINE_SYNC) {
      PQclear (result);
      return TRUE;
    }
    n_ends = result == NULL ? n_ends + 1 : 0;
    if (n_ends > 1) /* of one statement, and then of everything */
      return lose (self, "the connection broke", error);
    if (result != NULL)
      note_answer (result, last, fault);
  }

  return FALSE;
}

/* After a fault nobody knows which of the statements on their way were prepared. */
static void
forget_prepared (MadoPgConnection *self)
{
  g_hash_table_remove_all (self->prepared);
}

/**
 * mado_pg_connection_receive:
 * @self: a connection on which something was sent
 * @error: what went wrong with anything that was
 *
 * Returns: (transfer full) (nullable): the answer to what was sent last; what came before it went well
 */
PGresult *
mado_pg_connection_receive (MadoPgConnection *self, GError **error)
{
  g_autoptr (PGresult) last = NULL;
  g_autoptr (GError) fault = NULL;

  if (self->is_lost || PQpipelineSync (self->connection) != 1) {
    lose (self, "the connection broke", error);
    return NULL;
  }
  self->n_on_the_way = 0;
  if (!collect (self, &last, &fault, error))
    return NULL;
  if (fault != NULL) {
    forget_prepared (self);
    self->is_lost |= g_error_matches (fault, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);
    g_propagate_error (error, g_steal_pointer (&fault));
    return NULL;
  }

  return g_steal_pointer (&last);
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

/**
 * mado_pg_connection_begin:
 * @self: a connection in no transaction
 * @access: how
 * @error: what went wrong
 *
 * Returns: whether the beginning is on its way
 */
gboolean
mado_pg_connection_begin (MadoPgConnection *self, MadoBackendAccess access, GError **error)
{
  self->n_warnings = 0;

  return send_plain (self,
                     access == MADO_BACKEND_WRITE ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                                  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                     error);
}

static gboolean
set_unsure (GError **error)
{
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE,
                       "cannot commit: the standby did not confirm it");

  return FALSE;
}

/* Whether it is said by a warning that nobody waited for the standby, or by silence. */
static gboolean
judge_commit (const MadoPgConnection *self, PGresult *result, GError *fault, GError **error)
{
  if (result == NULL && !self->is_silent) {
    g_propagate_error (error, fault);
    return FALSE;
  }
  g_clear_error (&fault);
  if (result == NULL || self->n_warnings > 0)
    return set_unsure (error);
  if (strcmp (PQcmdStatus (result), "COMMIT") == 0)
    return TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                       "cannot commit: something in the turn went wrong");

  return FALSE;
}

/**
 * mado_pg_connection_commit:
 * @self: a connection in a transaction
 * @error: %MADO_BACKEND_ERROR_UNSURE where it is on this server and nobody knows whether on its standby
 *
 * The server bounds its statements, but not this wait. When we give up, it is not cancelled: so nobody sees what is not
 * on the standby, and who comes to write finds the ward in use until it is.
 *
 * Returns: whether it is on the disk, and on that of the standby
 */
gboolean
mado_pg_connection_commit (MadoPgConnection *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  GError *fault = NULL;

  if (!send_plain (self, "COMMIT", error))
    return FALSE;
  mado_fault_point ("server-commits");
  result = mado_pg_connection_receive (self, &fault);
  mado_fault_point ("server-committed");

  return judge_commit (self, result, fault, error);
}

/**
 * mado_pg_connection_undo:
 * @self: a connection, in a transaction, failed or not
 */
void
mado_pg_connection_undo (MadoPgConnection *self)
{
  g_autoptr (PGresult) result = NULL;

  if (self->is_lost)
    return;

  if (self->n_on_the_way > 0)
    PQclear (mado_pg_connection_receive (self, NULL)); /* ignored: it is undone, whatever it was */
  if (!send_plain (self, "ROLLBACK", NULL) ||
      (g_hash_table_size (self->prepared) == 0 && !send_plain (self, "DEALLOCATE ALL", NULL)))
    return;
  result = mado_pg_connection_receive (self, NULL);
  self->is_lost |= result == NULL; /* a connection that cannot even undo is none */
}

/* --- scripts ----------------------------------------------------------------------------------------------------- */

/* What is several statements has several answers. */
static PGresult *
ask (MadoPgConnection *self, const char *sql, GError **error)
{
  const gint64 deadline = find_deadline (self);
  g_autoptr (PGresult) last = NULL;
  g_autoptr (GError) fault = NULL;
  PGresult *result;

  if (PQsendQuery (self->connection, sql) != 1) {
    lose (self, "the connection broke", error);
    return NULL;
  }
  do {
    if (!wait_for_answer (self, deadline, error))
      return NULL;
    result = PQgetResult (self->connection);
    if (result != NULL)
      note_answer (result, &last, &fault);
  } while (result != NULL);
  if (fault != NULL) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return NULL;
  }

  return g_steal_pointer (&last);
}

static gboolean
run_all (MadoPgConnection *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) ran = ask (self, sql, error);

  return ran != NULL;
}

static gboolean
receive_all (MadoPgConnection *self, GError **error)
{
  g_autoptr (PGresult) result = mado_pg_connection_receive (self, error);

  return result != NULL;
}

/**
 * mado_pg_connection_run_script:
 * @self: a connection in a transaction
 * @sql: statements, which no program and no person puts together
 * @error: what went wrong; the connection is lost then, and nothing of the transaction is there
 *
 * Returns: whether all of them ran
 */
gboolean
mado_pg_connection_run_script (MadoPgConnection *self, const char *sql, GError **error)
{
  if (!receive_all (self, error))
    return FALSE;
  if (PQexitPipelineMode (self->connection) != 1)
    return lose (self, "the connection broke", error);
  self->is_lost |= !run_all (self, sql, error);

  return !self->is_lost && PQenterPipelineMode (self->connection) == 1;
}
