/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A statement on whichever connection, and the values that the backends know. */

#include "mado-query.h"

#include <string.h>

struct _MadoQuery {
  MadoSqlBackend *backend;
  gpointer statement;
};

/**
 * mado_query_take:
 * @backend: one that speaks SQL, in a turn
 * @sql: one statement: a literal
 *
 * Returns: (transfer full): the query; a fault in it shows in mado_query_finish()
 */
MadoQuery *
mado_query_take (MadoBackend *backend, const char *sql)
{
  MadoQuery *self = g_new (MadoQuery, 1);

  self->backend = (MadoSqlBackend *) backend;
  self->statement = self->backend->sql->take (self->backend, sql);

  return self;
}

/**
 * mado_query_give_back:
 * @self: (nullable) (transfer full): a query; its texts may no longer be used
 */
void
mado_query_give_back (MadoQuery *self)
{
  if (self == NULL)
    return;

  self->backend->sql->give_back (self->statement);
  g_free (self);
}

/**
 * mado_query_bind_int:
 * @self: a query
 * @place: of the parameter, from 1
 * @value: an integer
 */
void
mado_query_bind_int (MadoQuery *self, int place, gint64 value)
{
  self->backend->sql->bind_int (self->statement, place, value);
}

/**
 * mado_query_bind_text:
 * @self: a query
 * @place: of the parameter, from 1
 * @text: a text, until the query ran
 */
void
mado_query_bind_text (MadoQuery *self, int place, const char *text)
{
  self->backend->sql->bind_text (self->statement, place, text);
}

/**
 * mado_query_bind_bytes:
 * @self: a query
 * @place: of the parameter, from 1
 * @bytes: (nullable): bytes, until the query ran
 */
void
mado_query_bind_bytes (MadoQuery *self, int place, GBytes *bytes)
{
  gsize length = 0;
  const void *start = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes != NULL && start == NULL)
    start = ""; /* empty is not none */
  self->backend->sql->bind_bytes (self->statement, place, start, length);
}

/**
 * mado_query_bind_hash:
 * @self: a query
 * @place: of the parameter, from 1
 * @hash: a hash, until the query ran
 */
void
mado_query_bind_hash (MadoQuery *self, int place, const MadoHash *hash)
{
  self->backend->sql->bind_bytes (self->statement, place, hash->bytes, sizeof hash->bytes);
}

/**
 * mado_query_bind_salt:
 * @self: a query
 * @place: of the parameter, from 1
 * @salt: (nullable): %MADO_CHAIN_SALT_SIZE bytes, until the query ran
 */
void
mado_query_bind_salt (MadoQuery *self, int place, const guint8 *salt)
{
  self->backend->sql->bind_bytes (self->statement, place, salt, salt != NULL ? MADO_CHAIN_SALT_SIZE : 0);
}

/**
 * mado_query_bind_id:
 * @self: a query
 * @place: of the parameter, from 1
 * @id: an id, or %MADO_ID_NONE
 */
void
mado_query_bind_id (MadoQuery *self, int place, MadoId id)
{
  self->backend->sql->bind_id (self->statement, place, id);
}

/**
 * mado_query_step:
 * @self: a query
 *
 * Returns: whether there is a row to be read; where not, mado_query_finish() says whether that was the end or a fault
 */
gboolean
mado_query_step (MadoQuery *self)
{
  return self->backend->sql->step (self->statement);
}

/**
 * mado_query_finish:
 * @self: a query that has read all that it is to read
 * @error: the first thing that went wrong with it
 *
 * Returns: whether nothing did
 */
gboolean
mado_query_finish (MadoQuery *self, GError **error)
{
  const gboolean is_done = self->backend->sql->finish (self->statement, error);

  self->backend->has_fault |= !is_done;

  return is_done;
}

/**
 * mado_query_run:
 * @self: a query that gives no rows
 * @error: what went wrong
 *
 * Returns: whether nothing is known to have gone wrong
 */
gboolean
mado_query_run (MadoQuery *self, GError **error)
{
  const gboolean is_done = self->backend->sql->run (self->statement, error);

  self->backend->has_fault |= !is_done;

  return is_done;
}

/**
 * mado_query_get_int:
 * @self: a query with a row
 * @column: from 0
 *
 * Returns: the integer there
 */
gint64
mado_query_get_int (MadoQuery *self, int column)
{
  return self->backend->sql->get_int (self->statement, column);
}

/**
 * mado_query_get_text:
 * @self: a query with a row
 * @column: from 0
 *
 * Returns: (transfer none): the text there, until the next step
 */
const char *
mado_query_get_text (MadoQuery *self, int column)
{
  return self->backend->sql->get_text (self->statement, column);
}

/**
 * mado_query_dup_bytes:
 * @self: a query with a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the bytes there
 */
GBytes *
mado_query_dup_bytes (MadoQuery *self, int column)
{
  return self->backend->sql->dup_bytes (self->statement, column);
}

/**
 * mado_query_get_hash:
 * @self: a query with a row
 * @column: from 0
 *
 * Returns: the hash there
 */
MadoHash
mado_query_get_hash (MadoQuery *self, int column)
{
  g_autoptr (GBytes) bytes = mado_query_dup_bytes (self, column);
  MadoHash hash = { 0 };

  if (bytes != NULL && g_bytes_get_size (bytes) == sizeof hash.bytes)
    memcpy (hash.bytes, g_bytes_get_data (bytes, NULL), sizeof hash.bytes);

  return hash;
}

/**
 * mado_query_get_id:
 * @self: a query with a row
 * @column: from 0
 *
 * Returns: the id there, or %MADO_ID_NONE where there is none
 */
MadoId
mado_query_get_id (MadoQuery *self, int column)
{
  return self->backend->sql->get_id (self->statement, column);
}
