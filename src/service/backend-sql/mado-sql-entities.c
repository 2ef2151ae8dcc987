/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entities of a ward as they are now, and the claims that they hold. A narrow row apart from the text, so that a
 * list reads few pages. */

#include "mado-row-place.h"
#include "mado-sql-rooms.h"

/* --- entities ---------------------------------------------------------------------------------------------------- */

static gboolean
read_row (MadoQuery *query, MadoStoredRow *out_row, GError **error)
{
  g_autoptr (GBytes) text = mado_query_dup_bytes (query, 5);
  MadoStoredRow row = {
    .stream = mado_query_get_int (query, 0),
    .seq = mado_query_get_int (query, 1),
    .id = mado_query_get_id (query, 2),
    .about = mado_query_get_id (query, 3),
    .rank = (guint) mado_query_get_int (query, 4),
  };

  if (text != NULL) {
    row.entity = mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), error);
    if (row.entity == NULL)
      return FALSE;
  }
  *out_row = row;

  return TRUE;
}

static const char find_entity[] = "SELECT stream, seq, entity.id, about, rank, text FROM entity"
                                  " LEFT JOIN body ON body.id = entity.id WHERE entity.id = $1";

gboolean
mado_sql_find_entity (MadoBackend *self, MadoId id, MadoStoredRow *out_row, GError **error)
{
  MadoSqlMemory *memory = ((MadoSqlBackend *) self)->memory;
  g_autoptr (MadoQuery) query = NULL;
  g_auto (MadoStoredRow) row = { 0 };

  if (mado_sql_memory_find_row (memory, id, out_row))
    return TRUE;
  query = mado_query_take (self, find_entity);
  mado_query_bind_id (query, 1, id);
  if (mado_query_step (query) && !read_row (query, &row, error))
    return FALSE;
  if (!mado_query_finish (query, error))
    return FALSE;
  mado_sql_memory_keep_row (memory, id, &row);
  *out_row = row;
  row.entity = NULL;

  return TRUE;
}

static const char put_text[] = "INSERT INTO body (id, text) VALUES ($1, $2)"
                               " ON CONFLICT (id) DO UPDATE SET text = excluded.text";
static const char drop_text[] = "DELETE FROM body WHERE id = $1";

static gboolean
write_text (MadoBackend *self, const MadoStoredRow *row, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, row->entity != NULL ? put_text : drop_text);

  mado_query_bind_id (query, 1, row->id);
  if (row->entity != NULL)
    mado_query_bind_bytes (query, 2, mado_entity_get_text (row->entity));
  else
    ((MadoSqlBackend *) self)->has_erased = TRUE;

  return mado_query_run (query, error);
}

static const char put_entity[] =
    "INSERT INTO entity (id, stream, seq, rank, about) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (id) DO UPDATE SET stream = excluded.stream, seq = excluded.seq, rank = excluded.rank,"
    " about = excluded.about";

gboolean
mado_sql_put_entity (MadoBackend *self, const MadoStoredRow *row, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, put_entity);

  mado_query_bind_id (query, 1, row->id);
  mado_query_bind_int (query, 2, row->stream);
  mado_query_bind_int (query, 3, row->seq);
  mado_query_bind_int (query, 4, row->rank);
  mado_query_bind_id (query, 5, row->about);
  mado_sql_memory_keep_row (((MadoSqlBackend *) self)->memory, row->id, row);

  return mado_query_run (query, error) && write_text (self, row, error);
}

static const char list_entities[] = "SELECT stream, seq, entity.id, about, rank, text FROM entity"
                                    " LEFT JOIN body ON body.id = entity.id"
                                    " WHERE stream = $1 AND (rank, entity.id) > ($2, $3)"
                                    " ORDER BY rank, entity.id LIMIT $4";

static GArray *
load_rows (MadoBackend *self, gint64 stream, const MadoRowPlace *place, guint limit, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_entities);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (MadoStoredRow));

  g_array_set_clear_func (rows, (GDestroyNotify) mado_stored_row_clear);
  mado_query_bind_int (query, 1, stream);
  mado_query_bind_int (query, 2, place->rank);
  mado_query_bind_id (query, 3, place->id);
  mado_query_bind_int (query, 4, limit);
  while (mado_query_step (query)) {
    MadoStoredRow row = { 0 };

    if (!read_row (query, &row, error))
      return NULL;
    g_array_append_val (rows, row);
  }

  return mado_query_finish (query, error) ? g_steal_pointer (&rows) : NULL;
}

/* One more than asked for says whether there is more. */
static char *
cut_page (GArray *rows, guint limit)
{
  const MadoStoredRow *last;

  if (rows->len <= limit)
    return NULL;
  g_array_set_size (rows, limit);
  last = &g_array_index (rows, MadoStoredRow, limit - 1);

  return mado_row_place_write (&(MadoRowPlace) { .rank = last->rank, .id = last->id });
}

gboolean
mado_sql_list_entities (MadoBackend *self,
                        gint64 stream,
                        const char *place,
                        guint limit,
                        GArray **out_rows,
                        char **out_place,
                        GError **error)
{
  const guint n_asked = MAX (limit, 1);
  MadoRowPlace from;
  GArray *rows;

  if (!mado_row_place_read (place, &from, error))
    return FALSE;
  rows = load_rows (self, stream, &from, n_asked + 1, error);
  if (rows == NULL)
    return FALSE;
  *out_place = cut_page (rows, n_asked);
  *out_rows = rows;

  return TRUE;
}

static const char list_about[] = "SELECT id FROM entity WHERE about = $1 ORDER BY id";

gboolean
mado_sql_list_about (MadoBackend *self, MadoId about, GArray **out_ids, GError **error)
{
  MadoSqlMemory *memory = ((MadoSqlBackend *) self)->memory;
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MadoId));

  if (mado_sql_memory_lacks_about (memory, about)) {
    *out_ids = g_steal_pointer (&ids);
    return TRUE;
  }
  query = mado_query_take (self, list_about);
  mado_query_bind_id (query, 1, about);
  while (mado_query_step (query)) {
    const MadoId id = mado_query_get_id (query, 0);

    g_array_append_val (ids, id);
  }
  if (!mado_query_finish (query, error))
    return FALSE;
  mado_sql_memory_keep_about (memory, about, ids->len > 0);
  *out_ids = g_steal_pointer (&ids);

  return TRUE;
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static const char find_holder[] = "SELECT holder FROM claim WHERE claim = $1";

gboolean
mado_sql_find_holder (MadoBackend *self, const char *claim, MadoId *out_holder, GError **error)
{
  MadoSqlMemory *memory = ((MadoSqlBackend *) self)->memory;
  g_autoptr (MadoQuery) query = NULL;
  MadoId holder = MADO_ID_NONE;

  if (mado_sql_memory_find_holder (memory, claim, out_holder))
    return TRUE;
  query = mado_query_take (self, find_holder);
  mado_query_bind_text (query, 1, claim);
  if (mado_query_step (query))
    holder = mado_query_get_id (query, 0);
  if (!mado_query_finish (query, error))
    return FALSE;
  mado_sql_memory_keep_holder (memory, claim, holder);
  *out_holder = holder;

  return TRUE;
}

/* Gives a row where the claim is the holder's now. */
static const char hold[] = "INSERT INTO claim (claim, holder) VALUES ($1, $2)"
                           " ON CONFLICT (claim) DO UPDATE SET holder = excluded.holder"
                           " WHERE claim.holder = excluded.holder RETURNING 1";

/* Where it is known that nobody holds it, nobody has to wait for the answer. */
static gboolean
try_to_hold (MadoBackend *self, const char *claim, MadoId holder, gboolean *out_is_held, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, hold);
  MadoId before;

  mado_query_bind_text (query, 1, claim);
  mado_query_bind_id (query, 2, holder);
  if (mado_sql_memory_find_holder (((MadoSqlBackend *) self)->memory, claim, &before) && !mado_id_is_valid (before)) {
    *out_is_held = TRUE;
    return mado_query_run (query, error);
  }
  *out_is_held = mado_query_step (query);

  return mado_query_finish (query, error);
}

gboolean
mado_sql_hold (MadoBackend *self, const char *claim, MadoId holder, GError **error)
{
  gboolean is_held;

  if (!try_to_hold (self, claim, holder, &is_held, error))
    return FALSE;
  if (is_held)
    mado_sql_memory_keep_holder (((MadoSqlBackend *) self)->memory, claim, holder);
  if (!is_held) {
    ((MadoSqlBackend *) self)->has_fault = TRUE;
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_TAKEN,
                         "cannot hold the claim: another holds it already");
  }

  return is_held;
}

static const char release_claim[] = "DELETE FROM claim WHERE claim = $1 AND holder = $2";

gboolean
mado_sql_release (MadoBackend *self, const char *claim, MadoId holder, GError **error)
{
  MadoSqlMemory *memory = ((MadoSqlBackend *) self)->memory;
  g_autoptr (MadoQuery) query = mado_query_take (self, release_claim);
  MadoId before;

  if (mado_sql_memory_find_holder (memory, claim, &before) && mado_id_compare (before, holder) == 0)
    mado_sql_memory_keep_holder (memory, claim, MADO_ID_NONE);
  mado_query_bind_text (query, 1, claim);
  mado_query_bind_id (query, 2, holder);

  return mado_query_run (query, error);
}

static const char list_claims[] = "SELECT claim, holder FROM claim WHERE claim > $1 ORDER BY claim LIMIT $2";

gboolean
mado_sql_list_claims (MadoBackend *self, const char *after, guint limit, GArray **out_claims, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_claims);
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (MadoStoredClaim));

  g_array_set_clear_func (claims, (GDestroyNotify) mado_stored_claim_clear);
  mado_query_bind_text (query, 1, after);
  mado_query_bind_int (query, 2, limit);
  while (mado_query_step (query)) {
    const MadoStoredClaim claim = {
      .claim = g_strdup (mado_query_get_text (query, 0)),
      .holder = mado_query_get_id (query, 1),
    };

    g_array_append_val (claims, claim);
  }
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_claims = g_steal_pointer (&claims);

  return TRUE;
}
