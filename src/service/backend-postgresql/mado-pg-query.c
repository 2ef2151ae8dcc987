/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries with binary parameters and results. One that gives no rows is sent and not waited for. */

#include "mado-pg-query.h"

#include <string.h>

#define TYPE_BYTES 17 /* the numbers that these types have had in every release */
#define TYPE_INT 20
#define TYPE_TEXT 25
#define TYPE_ID 2950
#define ID_SIZE 16

typedef struct {
  MadoPostgresqlBackend *backend;
  const char *sql;
  MadoPgParameters parameters;
  guint8 small[MADO_PG_MAX_PARAMETERS][ID_SIZE]; /* numbers and ids */
  PGresult *result;                              /* (nullable): before it ran */
  int row;
  GError *fault;
} PgStatement;

static gpointer
take_statement (MadoSqlBackend *backend, const char *sql)
{
  PgStatement *self = g_new0 (PgStatement, 1);

  self->backend = (MadoPostgresqlBackend *) backend;
  self->sql = sql;

  return self;
}

static void
give_back_statement (gpointer statement)
{
  PgStatement *self = statement;

  PQclear (self->result);
  g_clear_error (&self->fault);
  g_free (self);
}

/* --- binding ----------------------------------------------------------------------------------------------------- */

static void
bind (PgStatement *self, int place, Oid type, const void *value, gsize length)
{
  MadoPgParameters *parameters = &self->parameters;

  g_assert (place <= MADO_PG_MAX_PARAMETERS && length <= G_MAXINT);
  parameters->n_parameters = MAX (parameters->n_parameters, place);
  parameters->types[place - 1] = type;
  parameters->values[place - 1] = value;
  parameters->lengths[place - 1] = (int) length;
}

static void
bind_int (gpointer statement, int place, gint64 value)
{
  PgStatement *self = statement;
  const gint64 wire = GINT64_TO_BE (value);

  memcpy (self->small[place - 1], &wire, sizeof wire);
  bind (self, place, TYPE_INT, self->small[place - 1], sizeof wire);
}

static void
bind_text (gpointer statement, int place, const char *text)
{
  bind (statement, place, TYPE_TEXT, text, strlen (text));
}

static void
bind_bytes (gpointer statement, int place, const void *bytes, gsize length)
{
  bind (statement, place, TYPE_BYTES, bytes, length);
}

static void
bind_id (gpointer statement, int place, MadoId id)
{
  PgStatement *self = statement;
  const gboolean is_none = mado_id_compare (id, MADO_ID_NONE) == 0;

  memcpy (self->small[place - 1], id.bytes, ID_SIZE);
  bind (self, place, TYPE_ID, is_none ? NULL : self->small[place - 1], ID_SIZE);
}

/* --- running ----------------------------------------------------------------------------------------------------- */

static gboolean
send_statement (PgStatement *self)
{
  if (self->backend->connection == NULL) {
    mado_pg_error_set_lost (&self->fault, "there is no connection");
    return FALSE;
  }

  return mado_pg_connection_send (self->backend->connection, self->sql, &self->parameters, &self->fault);
}

static gboolean
step_statement (gpointer statement)
{
  PgStatement *self = statement;

  if (self->fault != NULL)
    return FALSE;
  if (self->result != NULL)
    return ++self->row < PQntuples (self->result);
  if (!send_statement (self))
    return FALSE;
  self->result = mado_pg_connection_receive (self->backend->connection, &self->fault);

  return self->result != NULL && PQntuples (self->result) > 0;
}

static gboolean
finish_statement (gpointer statement, GError **error)
{
  PgStatement *self = statement;

  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fault));

  return FALSE;
}

static gboolean
run_statement (gpointer statement, GError **error)
{
  PgStatement *self = statement;

  (void) send_statement (self); /* ignored: the next call says it */

  return finish_statement (self, error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static gint64
get_int (gpointer statement, int column)
{
  const PgStatement *self = statement;
  const char *value = PQgetvalue (self->result, self->row, column);
  gint64 large;
  gint32 small;

  if (PQgetlength (self->result, self->row, column) == sizeof large) {
    memcpy (&large, value, sizeof large);
    return GINT64_FROM_BE (large);
  }
  g_assert (PQgetlength (self->result, self->row, column) == sizeof small);
  memcpy (&small, value, sizeof small);

  return GINT32_FROM_BE (small);
}

static const char *
get_text (gpointer statement, int column)
{
  const PgStatement *self = statement;

  return PQgetvalue (self->result, self->row, column);
}

static GBytes *
dup_bytes (gpointer statement, int column)
{
  const PgStatement *self = statement;

  if (PQgetisnull (self->result, self->row, column) == 1)
    return NULL;

  return g_bytes_new (PQgetvalue (self->result, self->row, column),
                      (gsize) PQgetlength (self->result, self->row, column));
}

static MadoId
get_id (gpointer statement, int column)
{
  const PgStatement *self = statement;
  MadoId id = MADO_ID_NONE;

  if (PQgetlength (self->result, self->row, column) == sizeof id.bytes)
    memcpy (id.bytes, PQgetvalue (self->result, self->row, column), sizeof id.bytes);

  return id;
}

const MadoSqlType mado_pg_sql = {
  .take = take_statement,
  .give_back = give_back_statement,
  .bind_int = bind_int,
  .bind_text = bind_text,
  .bind_bytes = bind_bytes,
  .bind_id = bind_id,
  .step = step_statement,
  .finish = finish_statement,
  .run = run_statement,
  .get_int = get_int,
  .get_text = get_text,
  .dup_bytes = dup_bytes,
  .get_id = get_id,
};
