/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of a stream. What an entry touched is rows of their own, so that the history of an entity is an index. */

#include <string.h>

#include "mado-sql-rooms.h"

/* --- appending --------------------------------------------------------------------------------------------------- */

static const char append_entry[] =
    "INSERT INTO entry (stream, seq, operation, entity, header, payload, salt, payload_hash, leaf, chain)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char append_touch[] = "INSERT INTO touch (stream, seq, entity) VALUES ($1, $2, $3)";

static gboolean
append_touches (MadoBackend *self, gint64 stream, const MadoStoredEntry *entry, GError **error)
{
  for (guint i = 0; entry->touched != NULL && i < entry->touched->len; i++) {
    g_autoptr (MadoQuery) query = mado_query_take (self, append_touch);

    mado_query_bind_int (query, 1, stream);
    mado_query_bind_int (query, 2, entry->seq);
    mado_query_bind_id (query, 3, g_array_index (entry->touched, MadoId, i));
    if (!mado_query_run (query, error))
      return FALSE;
  }

  return TRUE;
}

gboolean
mado_sql_append_entry (MadoBackend *self, gint64 stream, const MadoStoredEntry *entry, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, append_entry);

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_int (query, 2, entry->seq);
  mado_query_bind_id (query, 3, entry->operation);
  mado_query_bind_id (query, 4, entry->entity);
  mado_query_bind_bytes (query, 5, entry->header);
  mado_query_bind_bytes (query, 6, entry->payload);
  mado_query_bind_salt (query, 7, entry->payload != NULL ? entry->salt : NULL);
  mado_query_bind_hash (query, 8, &entry->payload_hash);
  mado_query_bind_hash (query, 9, &entry->leaf);
  mado_query_bind_hash (query, 10, &entry->chain);
  mado_sql_memory_keep_operation (((MadoSqlBackend *) self)->memory, entry->operation, TRUE);

  return mado_query_run (query, error) && append_touches (self, stream, entry, error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static MadoStoredEntry *
read_entry (MadoQuery *query)
{
  MadoStoredEntry *entry = g_new0 (MadoStoredEntry, 1);
  g_autoptr (GBytes) salt = mado_query_dup_bytes (query, 5);

  entry->seq = mado_query_get_int (query, 0);
  entry->operation = mado_query_get_id (query, 1);
  entry->entity = mado_query_get_id (query, 2);
  entry->header = mado_query_dup_bytes (query, 3);
  entry->payload = mado_query_dup_bytes (query, 4);
  if (salt != NULL)
    memcpy (entry->salt, g_bytes_get_data (salt, NULL), MIN (g_bytes_get_size (salt), sizeof entry->salt));
  entry->payload_hash = mado_query_get_hash (query, 6);
  entry->leaf = mado_query_get_hash (query, 7);
  entry->chain = mado_query_get_hash (query, 8);
  entry->touched = g_array_new (FALSE, FALSE, sizeof (MadoId));

  return entry;
}

static const char load_touches[] = "SELECT seq, entity FROM touch"
                                   " WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, entity";

/* Both are in the order of the log: one walk beside the other. */
static gboolean
load_touched (MadoBackend *self, gint64 stream, GPtrArray *entries, gint64 after, gint64 last, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, load_touches);
  guint place = 0;

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_int (query, 2, after);
  mado_query_bind_int (query, 3, last);
  while (mado_query_step (query)) {
    const gint64 seq = mado_query_get_int (query, 0);
    const MadoId entity = mado_query_get_id (query, 1);
    MadoStoredEntry *entry = NULL;

    while (place < entries->len && (entry = g_ptr_array_index (entries, place))->seq < seq)
      place++;
    if (entry != NULL && entry->seq == seq)
      g_array_append_val (entry->touched, entity);
  }

  return mado_query_finish (query, error);
}

static const char load_entries[] = "SELECT seq, operation, entity, header, payload, salt, payload_hash, leaf, chain"
                                   " FROM entry WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";

static GPtrArray *
load_range (MadoBackend *self, gint64 stream, gint64 after, gint64 last, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, load_entries);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_int (query, 2, after);
  mado_query_bind_int (query, 3, last);
  while (mado_query_step (query))
    g_ptr_array_add (entries, read_entry (query));
  if (!mado_query_finish (query, error) || !load_touched (self, stream, entries, after, last, error))
    return NULL;

  return g_steal_pointer (&entries);
}

gboolean
mado_sql_find_entry (MadoBackend *self, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error)
{
  g_autoptr (GPtrArray) entries = load_range (self, stream, seq - 1, seq, error);

  if (entries == NULL)
    return FALSE;
  *out_entry = entries->len > 0 ? g_ptr_array_steal_index (entries, 0) : NULL;

  return TRUE;
}

static const char find_operation[] = "SELECT stream, seq FROM entry WHERE operation = $1";

static gboolean
find_place (MadoBackend *self, MadoId operation, gint64 *out_stream, gint64 *out_seq, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_operation);

  mado_query_bind_id (query, 1, operation);
  if (mado_query_step (query)) {
    *out_stream = mado_query_get_int (query, 0);
    *out_seq = mado_query_get_int (query, 1);
  }

  return mado_query_finish (query, error);
}

gboolean
mado_sql_find_operation (
    MadoBackend *self, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error)
{
  MadoSqlMemory *memory = ((MadoSqlBackend *) self)->memory;
  gint64 stream = 0, seq = 0;
  g_autoptr (MadoStoredEntry) entry = NULL;

  if (mado_sql_memory_lacks_operation (memory, operation)) {
    *out_stream = 0;
    *out_entry = NULL;
    return TRUE;
  }
  if (!find_place (self, operation, &stream, &seq, error) ||
      (stream != 0 && !mado_sql_find_entry (self, stream, seq, &entry, error)))
    return FALSE;
  mado_sql_memory_keep_operation (memory, operation, entry != NULL);
  *out_stream = stream;
  *out_entry = g_steal_pointer (&entry);

  return TRUE;
}

/* The sizes first: the database knows them without reading what is long, and sends nothing that does not fit. */
static const char measure_entries[] = "SELECT seq, length (header) + coalesce (length (payload), 0) FROM entry"
                                      " WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT $3";

static gboolean
find_last_that_fits (MadoBackend *self,
                     gint64 stream,
                     gint64 after,
                     guint max_entries,
                     gsize max_bytes,
                     gint64 *out_last,
                     GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, measure_entries);
  gint64 last = after;
  gsize n_bytes = 0;

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_int (query, 2, after);
  mado_query_bind_int (query, 3, MAX (max_entries, 1));
  while (mado_query_step (query)) {
    n_bytes += (gsize) mado_query_get_int (query, 1);
    if (n_bytes > max_bytes && last > after)
      break;
    last = mado_query_get_int (query, 0);
  }
  *out_last = last;

  return mado_query_finish (query, error);
}

gboolean
mado_sql_list_entries (MadoBackend *self,
                       gint64 stream,
                       gint64 after,
                       guint max_entries,
                       gsize max_bytes,
                       GPtrArray **out_entries,
                       GError **error)
{
  GPtrArray *entries;
  gint64 last = after;

  if (!find_last_that_fits (self, stream, after, max_entries, max_bytes, &last, error))
    return FALSE;
  entries = load_range (self, stream, after, last, error);
  if (entries != NULL)
    *out_entries = entries;

  return entries != NULL;
}

/* --- of one entity ----------------------------------------------------------------------------------------------- */

static const char list_places[] =
    "SELECT seq FROM entry WHERE entity = $1 AND stream = $2 AND seq < $3"
    " UNION SELECT seq FROM touch WHERE entity = $1 AND stream = $2 AND seq < $3 ORDER BY 1 DESC LIMIT $4";

static GArray *
load_places (MadoBackend *self, gint64 stream, MadoId entity, gint64 before, guint limit, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_places);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));

  mado_query_bind_id (query, 1, entity);
  mado_query_bind_int (query, 2, stream);
  mado_query_bind_int (query, 3, before);
  mado_query_bind_int (query, 4, limit);
  while (mado_query_step (query)) {
    const gint64 seq = mado_query_get_int (query, 0);

    g_array_append_val (places, seq);
  }

  return mado_query_finish (query, error) ? g_steal_pointer (&places) : NULL;
}

gboolean
mado_sql_list_history (MadoBackend *self,
                       gint64 stream,
                       MadoId entity,
                       gint64 before,
                       guint limit,
                       GPtrArray **out_entries,
                       GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  g_autoptr (GArray) places = load_places (self, stream, entity, before, limit, error);

  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++) {
    MadoStoredEntry *entry = NULL;

    if (!mado_sql_find_entry (self, stream, g_array_index (places, gint64, i), &entry, error))
      return FALSE;
    g_ptr_array_add (entries, entry);
  }
  *out_entries = g_steal_pointer (&entries);

  return TRUE;
}

static const char erase_payloads[] = "UPDATE entry SET payload = NULL, salt = NULL WHERE entity = $1";

gboolean
mado_sql_erase_payloads (MadoBackend *self, MadoId entity, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, erase_payloads);

  ((MadoSqlBackend *) self)->has_erased = TRUE;
  mado_query_bind_id (query, 1, entity);

  return mado_query_run (query, error);
}
