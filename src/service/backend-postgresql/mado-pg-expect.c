/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question for all ids of a kind, in the place of one for each. */

#include "mado-pg-expect.h"

#include <string.h>

#define TYPE_IDS 2951 /* the number that arrays of ids have had in every release */
#define TYPE_ID 2950
#define ID_SIZE 16

static void
append_int (GByteArray *bytes, gint32 value)
{
  const gint32 wire = GINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &wire, sizeof wire);
}

/* An array as PostgreSQL has it on the wire: dimensions, no NULLs, type, length, first index, elements. */
static GByteArray *
spell_ids (const GArray *ids)
{
  GByteArray *bytes = g_byte_array_new ();

  append_int (bytes, 1);
  append_int (bytes, 0);
  append_int (bytes, TYPE_ID);
  append_int (bytes, (gint32) ids->len);
  append_int (bytes, 1);
  for (guint i = 0; i < ids->len; i++) {
    append_int (bytes, ID_SIZE);
    g_byte_array_append (bytes, g_array_index (ids, MadoId, i).bytes, ID_SIZE);
  }

  return bytes;
}

static PGresult *
ask (MadoPostgresqlBackend *self, const char *sql, const GArray *ids, GError **error)
{
  g_autoptr (GByteArray) bytes = spell_ids (ids);
  const MadoPgParameters parameters = {
    .n_parameters = 1, .types = { TYPE_IDS }, .values = { (const char *) bytes->data }, .lengths = { (int) bytes->len }
  };

  if (self->connection == NULL) {
    mado_pg_error_set_lost (error, "there is no connection");
    return NULL;
  }

  return mado_pg_connection_send (self->connection, sql, &parameters, error)
             ? mado_pg_connection_receive (self->connection, error)
             : NULL;
}

static MadoId
get_id (const PGresult *result, int row, int column)
{
  MadoId id = MADO_ID_NONE;

  if (PQgetlength (result, row, column) == sizeof id.bytes)
    memcpy (id.bytes, PQgetvalue (result, row, column), sizeof id.bytes);

  return id;
}

static gint64
get_int (const PGresult *result, int row, int column)
{
  gint64 value = 0;

  g_assert (PQgetlength (result, row, column) == sizeof value);
  memcpy (&value, PQgetvalue (result, row, column), sizeof value);

  return GINT64_FROM_BE (value);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

static const char find_operations[] = "SELECT operation FROM entry WHERE operation = ANY ($1)";

static gboolean
expect_operations (MadoPostgresqlBackend *self, const GArray *operations, GError **error)
{
  g_autoptr (PGresult) result = ask (self, find_operations, operations, error);

  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    mado_sql_memory_keep_operation (self->sql.memory, g_array_index (operations, MadoId, i), FALSE);
  for (int i = 0; i < PQntuples (result); i++)
    mado_sql_memory_keep_operation (self->sql.memory, get_id (result, i, 0), TRUE);

  return TRUE;
}

/* --- entities ---------------------------------------------------------------------------------------------------- */

static const char find_entities[] = "SELECT stream, seq, entity.id, about, rank, text FROM entity"
                                    " LEFT JOIN body ON body.id = entity.id WHERE entity.id = ANY ($1)";

static gboolean
read_row (const PGresult *result, int i, MadoStoredRow *out_row, GError **error)
{
  MadoStoredRow row = {
    .stream = get_int (result, i, 0),
    .seq = get_int (result, i, 1),
    .id = get_id (result, i, 2),
    .about = get_id (result, i, 3),
    .rank = (guint) get_int (result, i, 4),
  };

  if (PQgetisnull (result, i, 5) == 0) {
    row.entity = mado_entity_read (PQgetvalue (result, i, 5), (gsize) PQgetlength (result, i, 5), error);
    if (row.entity == NULL)
      return FALSE;
  }
  *out_row = row;

  return TRUE;
}

static gboolean
expect_entities (MadoPostgresqlBackend *self, const GArray *entities, GError **error)
{
  static const MadoStoredRow none = { 0 };
  g_autoptr (PGresult) result = ask (self, find_entities, entities, error);

  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < entities->len; i++)
    mado_sql_memory_keep_row (self->sql.memory, g_array_index (entities, MadoId, i), &none);
  for (int i = 0; i < PQntuples (result); i++) {
    g_auto (MadoStoredRow) row = { 0 };

    if (!read_row (result, i, &row, error))
      return FALSE;
    mado_sql_memory_keep_row (self->sql.memory, row.id, &row);
  }

  return TRUE;
}

static const char find_abouts[] = "SELECT DISTINCT about FROM entity WHERE about = ANY ($1)";

static gboolean
expect_abouts (MadoPostgresqlBackend *self, const GArray *entities, GError **error)
{
  g_autoptr (PGresult) result = ask (self, find_abouts, entities, error);

  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < entities->len; i++)
    mado_sql_memory_keep_about (self->sql.memory, g_array_index (entities, MadoId, i), FALSE);
  for (int i = 0; i < PQntuples (result); i++)
    mado_sql_memory_keep_about (self->sql.memory, get_id (result, i, 0), TRUE);

  return TRUE;
}

/**
 * mado_pg_expect:
 * @backend: a PostgreSQL backend, in a turn
 * @operations: (element-type MadoId): that will be looked for
 * @entities: (element-type MadoId): that will be looked for, and what is about them
 * @error: where to put what went wrong: then the turn is to be undone
 *
 * Returns: whether nothing went wrong
 */
gboolean
mado_pg_expect (MadoBackend *backend, const GArray *operations, const GArray *entities, GError **error)
{
  MadoPostgresqlBackend *self = (MadoPostgresqlBackend *) backend;

  if (self->sql.memory == NULL)
    return TRUE;

  return (operations->len == 0 || expect_operations (self, operations, error)) &&
         (entities->len == 0 || (expect_entities (self, entities, error) && expect_abouts (self, entities, error)));
}
