/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments in parts, small things by name, and who looked at whose record. */

#include "mado-sql-rooms.h"

/* --- attachments ------------------------------------------------------------------------------------------------- */

static const char put_blob[] = "INSERT INTO blob (hash, part, bytes) VALUES ($1, $2, $3)"
                               " ON CONFLICT (hash, part) DO UPDATE SET bytes = excluded.bytes";

gboolean
mado_sql_put_blob (MadoBackend *self, const MadoHash *hash, guint part, GBytes *bytes, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, put_blob);

  mado_query_bind_hash (query, 1, hash);
  mado_query_bind_int (query, 2, part);
  mado_query_bind_bytes (query, 3, bytes);

  return mado_query_run (query, error);
}

static const char find_blob[] = "SELECT bytes FROM blob WHERE hash = $1 AND part = $2";

gboolean
mado_sql_find_blob (MadoBackend *self, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_blob);
  g_autoptr (GBytes) bytes = NULL;

  mado_query_bind_hash (query, 1, hash);
  mado_query_bind_int (query, 2, part);
  if (mado_query_step (query))
    bytes = mado_query_dup_bytes (query, 0);
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_bytes = g_steal_pointer (&bytes);

  return TRUE;
}

static const char drop_blob[] = "DELETE FROM blob WHERE hash = $1";

gboolean
mado_sql_drop_blob (MadoBackend *self, const MadoHash *hash, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, drop_blob);

  ((MadoSqlBackend *) self)->has_erased = TRUE;
  mado_query_bind_hash (query, 1, hash);

  return mado_query_run (query, error);
}

static const char list_parts[] = "SELECT hash, part, length (bytes) FROM blob WHERE (hash, part) > ($1, $2)"
                                 " ORDER BY hash, part LIMIT $3";

gboolean
mado_sql_list_parts (MadoBackend *self, const MadoStoredPart *after, guint limit, GArray **out_parts, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_parts);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MadoStoredPart));
  const MadoHash lowest = { 0 };

  mado_query_bind_hash (query, 1, after != NULL ? &after->hash : &lowest);
  mado_query_bind_int (query, 2, after != NULL ? (gint64) after->part : -1);
  mado_query_bind_int (query, 3, limit);
  while (mado_query_step (query)) {
    const MadoStoredPart part = {
      .hash = mado_query_get_hash (query, 0),
      .part = (guint) mado_query_get_int (query, 1),
      .length = (gsize) mado_query_get_int (query, 2),
    };

    g_array_append_val (parts, part);
  }
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_parts = g_steal_pointer (&parts);

  return TRUE;
}

/* --- records ----------------------------------------------------------------------------------------------------- */

static const char find_record[] = "SELECT value FROM record WHERE shelf = $1 AND key = $2";

gboolean
mado_sql_find_record (MadoBackend *self, const char *shelf, const char *key, GBytes **out_value, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_record);
  g_autoptr (GBytes) value = NULL;

  mado_query_bind_text (query, 1, shelf);
  mado_query_bind_text (query, 2, key);
  if (mado_query_step (query))
    value = mado_query_dup_bytes (query, 0);
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_value = g_steal_pointer (&value);

  return TRUE;
}

static const char put_record[] = "INSERT INTO record (shelf, key, value) VALUES ($1, $2, $3)"
                                 " ON CONFLICT (shelf, key) DO UPDATE SET value = excluded.value";

gboolean
mado_sql_put_record (MadoBackend *self, const char *shelf, const char *key, GBytes *value, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, put_record);

  mado_query_bind_text (query, 1, shelf);
  mado_query_bind_text (query, 2, key);
  mado_query_bind_bytes (query, 3, value);

  return mado_query_run (query, error);
}

static const char drop_record[] = "DELETE FROM record WHERE shelf = $1 AND key = $2";

gboolean
mado_sql_drop_record (MadoBackend *self, const char *shelf, const char *key, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, drop_record);

  mado_query_bind_text (query, 1, shelf);
  mado_query_bind_text (query, 2, key);

  return mado_query_run (query, error);
}

static const char list_records[] = "SELECT key, value FROM record WHERE shelf = $1 AND key > $2 ORDER BY key LIMIT $3";

gboolean
mado_sql_list_records (MadoBackend *self,
                       const char *shelf,
                       const char *after,
                       guint limit,
                       GPtrArray **out_keys,
                       GPtrArray **out_values,
                       GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_records);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  mado_query_bind_text (query, 1, shelf);
  mado_query_bind_text (query, 2, after);
  mado_query_bind_int (query, 3, limit);
  while (mado_query_step (query)) {
    g_ptr_array_add (keys, g_strdup (mado_query_get_text (query, 0)));
    g_ptr_array_add (values, mado_query_dup_bytes (query, 1));
  }
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_keys = g_steal_pointer (&keys);
  *out_values = g_steal_pointer (&values);

  return TRUE;
}

static const char find_shelf[] = "SELECT shelf FROM record WHERE shelf > $1 ORDER BY shelf LIMIT 1";

gboolean
mado_sql_find_shelf (MadoBackend *self, const char *after, char **out_shelf, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_shelf);
  g_autofree char *shelf = NULL;

  mado_query_bind_text (query, 1, after);
  if (mado_query_step (query))
    shelf = g_strdup (mado_query_get_text (query, 0));
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_shelf = g_steal_pointer (&shelf);

  return TRUE;
}

/* --- looks ------------------------------------------------------------------------------------------------------- */

static const char append_read[] = "INSERT INTO read_log (number, at, account, terminal, entity, reason)"
                                  " SELECT coalesce (max (number), 0) + 1, $1, $2, $3, $4, $5 FROM read_log";

gboolean
mado_sql_append_read (MadoBackend *self, const MadoStoredRead *read, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, append_read);

  mado_query_bind_int (query, 1, read->at.microseconds);
  mado_query_bind_text (query, 2, read->account);
  mado_query_bind_text (query, 3, read->terminal);
  mado_query_bind_id (query, 4, read->entity);
  mado_query_bind_text (query, 5, read->reason);

  return mado_query_run (query, error);
}

static const char list_reads[] = "SELECT number, at, account, terminal, entity, reason FROM read_log"
                                 " WHERE number > $1 ORDER BY number LIMIT $2";

gboolean
mado_sql_list_reads (MadoBackend *self, gint64 after, guint limit, GArray **out_reads, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_reads);
  g_autoptr (GArray) reads = g_array_new (FALSE, FALSE, sizeof (MadoStoredRead));

  g_array_set_clear_func (reads, (GDestroyNotify) mado_stored_read_clear);
  mado_query_bind_int (query, 1, after);
  mado_query_bind_int (query, 2, limit);
  while (mado_query_step (query)) {
    const MadoStoredRead read = {
      .number = mado_query_get_int (query, 0),
      .at = { mado_query_get_int (query, 1) },
      .account = g_strdup (mado_query_get_text (query, 2)),
      .terminal = g_strdup (mado_query_get_text (query, 3)),
      .entity = mado_query_get_id (query, 4),
      .reason = g_strdup (mado_query_get_text (query, 5)),
    };

    g_array_append_val (reads, read);
  }
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_reads = g_steal_pointer (&reads);

  return TRUE;
}
