/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries as statements of the store. */

#include "mado-sqlcipher-query.h"

#include "mado-statement.h"

static gpointer
take_statement (MadoSqlBackend *backend, const char *sql)
{
  return mado_statement_take (((MadoSqlcipherBackend *) backend)->database, sql);
}

static void
give_back_statement (gpointer statement)
{
  mado_statement_give_back (statement);
}

static void
bind_int (gpointer statement, int place, gint64 value)
{
  mado_statement_bind_int (statement, place, value);
}

static void
bind_text (gpointer statement, int place, const char *text)
{
  mado_statement_bind_text (statement, place, text);
}

static void
bind_bytes (gpointer statement, int place, const void *bytes, gsize length)
{
  mado_statement_bind_bytes (statement, place, bytes, length);
}

static void
bind_id (gpointer statement, int place, MadoId id)
{
  if (mado_id_compare (id, MADO_ID_NONE) == 0)
    mado_statement_bind_bytes (statement, place, NULL, 0);
  else
    mado_statement_bind_id (statement, place, id);
}

static gboolean
step_statement (gpointer statement)
{
  return mado_statement_step (statement);
}

static gboolean
finish_statement (gpointer statement, GError **error)
{
  return mado_statement_finish (statement, error);
}

static gboolean
run_statement (gpointer statement, GError **error)
{
  return mado_statement_run (statement, error);
}

static gint64
get_int (gpointer statement, int column)
{
  return mado_statement_get_int (statement, column);
}

static const char *
get_text (gpointer statement, int column)
{
  return mado_statement_get_text (statement, column);
}

static GBytes *
dup_bytes (gpointer statement, int column)
{
  return mado_statement_is_null (statement, column) ? NULL : mado_statement_dup_bytes (statement, column);
}

static MadoId
get_id (gpointer statement, int column)
{
  return mado_statement_get_id (statement, column);
}

const MadoSqlType mado_sqlcipher_sql = {
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
