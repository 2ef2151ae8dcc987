/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads work lists. A position is found by the ladder: the rungs are summed up, and then at most one rung is walked. */

#include "mado-queue-page.h"

#include "mado-queue-stand.h"

/* --- entries ------------------------------------------------------------------------------------------------------ */

/**
 * mado_queue_entry_ref:
 * @self: an entry
 *
 * Returns: (transfer full): the same
 */
MadoQueueEntry *
mado_queue_entry_ref (MadoQueueEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  MadoQueueEntry *self = data;

  mado_queue_spot_clear (&self->spot);
  g_free (self->state);
  g_free (self->values);
  yyjson_doc_free (self->doc);
}

/**
 * mado_queue_entry_unref:
 * @self: (transfer full): an entry
 */
void
mado_queue_entry_unref (MadoQueueEntry *self)
{
  g_atomic_rc_box_release_full (self, clear_entry);
}

/**
 * mado_queue_entry_equal:
 * @self: an entry
 * @other: an entry of the same list
 *
 * The version alone does not tell: what was done here and came to nothing gives its number to somebody else's.
 *
 * Returns: whether both show the same
 */
gboolean
mado_queue_entry_equal (const MadoQueueEntry *self, const MadoQueueEntry *other)
{
  if (self->version != other->version || g_strcmp0 (self->state, other->state) != 0)
    return FALSE;
  for (guint i = 0; i < self->n_values; i++) {
    const MadoQueueValue *value = &self->values[i], *another = &other->values[i];

    if (value->kind != another->kind || value->number != another->number ||
        g_strcmp0 (value->text, another->text) != 0 || g_strcmp0 (value->reading, another->reading) != 0)
      return FALSE;
  }

  return TRUE;
}

static MadoQueueEntry *
read_entry (const MadoQueueList *list, const MadoStatement *statement)
{
  MadoQueueEntry *self = g_atomic_rc_box_new0 (MadoQueueEntry);
  g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 5);

  self->spot = mado_queue_spot_read (statement, 0);
  self->id = mado_statement_get_id (statement, 2);
  self->state = g_strdup (mado_statement_get_text (statement, 3));
  self->version = mado_statement_get_int (statement, 4);
  self->doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
  self->n_values = list->columns->len;
  self->values = g_new0 (MadoQueueValue, self->n_values);

  const MadoQueueSubject subject = { self->state, yyjson_obj_get (yyjson_doc_get_root (self->doc), "body") };

  self->is_protected = yyjson_obj_get (subject.body, "protected") != NULL;
  for (guint i = 0; i < self->n_values; i++)
    self->values[i] = mado_queue_value_read (list->programme, g_ptr_array_index (list->columns, i), subject);

  return self;
}

/* --- counts and positions ----------------------------------------------------------------------------------------- */

static const char find_count[] = "SELECT count FROM counter WHERE name = ?1";

/**
 * mado_queue_load_count:
 * @reader: a database
 * @name: a list
 * @out_count: (out): how many stand in it
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_queue_load_count (MadoDatabase *reader, const char *name, gint64 *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, find_count);
  gint64 count = 0;

  mado_statement_bind_text (statement, 1, name);
  if (mado_statement_step (statement))
    count = mado_statement_get_int (statement, 0);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_count = count;

  return TRUE;
}

static const char list_counts[] = "SELECT name, count FROM counter WHERE count > 0 ORDER BY name";

static void
clear_count (gpointer data)
{
  g_free (((MadoQueueCount *) data)->name);
}

/**
 * mado_queue_load_counts:
 * @reader: a database
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoQueueCount): every list in which anything stands
 */
GArray *
mado_queue_load_counts (MadoDatabase *reader, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, list_counts);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (MadoQueueCount));

  g_array_set_clear_func (counts, clear_count);
  while (mado_statement_step (statement)) {
    MadoQueueCount count = { g_strdup (mado_statement_get_text (statement, 0)), mado_statement_get_int (statement, 1) };

    g_array_append_val (counts, count);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&counts) : NULL;
}

static const char find_rung[] = "SELECT key, row FROM queue_rung WHERE queue = ?1 AND (key, row) <= (?2, ?3)"
                                " ORDER BY key DESC, row DESC LIMIT 1";
static const char sum_below[] = "SELECT sum (count) FROM queue_rung WHERE queue = ?1 AND (key, row) < (?2, ?3)";
static const char count_between[] = "SELECT count (*) FROM queue_row WHERE queue = ?1 AND (key, row) >= (?2, ?3)"
                                    " AND (key, row) < (?4, ?5)";

static gboolean
load_rung (MadoDatabase *reader, const char *name, const MadoQueueSpot *spot, MadoQueueSpot *out_rung, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, find_rung);

  mado_statement_bind_text (statement, 1, name);
  mado_queue_spot_bind (spot, statement, 2);
  if (mado_statement_step (statement))
    *out_rung = mado_queue_spot_read (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
add_sum_below (
    MadoDatabase *reader, const char *name, const MadoQueueSpot *rung, gint64 *inout_position, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, sum_below);

  mado_statement_bind_text (statement, 1, name);
  mado_queue_spot_bind (rung, statement, 2);
  if (mado_statement_step (statement))
    *inout_position += mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
add_count_between (MadoDatabase *reader,
                   const char *name,
                   const MadoQueueSpot *rung,
                   const MadoQueueSpot *spot,
                   gint64 *inout_position,
                   GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, count_between);

  mado_statement_bind_text (statement, 1, name);
  mado_queue_spot_bind (rung, statement, 2);
  mado_queue_spot_bind (spot, statement, 4);
  if (mado_statement_step (statement))
    *inout_position += mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

/**
 * mado_queue_load_position:
 * @reader: a database
 * @name: a list
 * @spot: a spot in it; nothing need stand there
 * @out_position: (out): how many stand before it
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_queue_load_position (
    MadoDatabase *reader, const char *name, const MadoQueueSpot *spot, gint64 *out_position, GError **error)
{
  g_auto (MadoQueueSpot) rung = { 0 };
  gint64 position = 0;

  if (!load_rung (reader, name, spot, &rung, error))
    return FALSE;
  if (rung.key != NULL && (!add_sum_below (reader, name, &rung, &position, error) ||
                           !add_count_between (reader, name, &rung, spot, &position, error)))
    return FALSE;
  *out_position = position;

  return TRUE;
}

static gboolean
count_before_day (MadoDatabase *reader, const char *name, MadoDate first, gint64 *out_count, GError **error)
{
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (first, day);

  g_auto (MadoQueueSpot) spot = { mado_queue_key_of_day (day), 0 };

  return mado_queue_load_position (reader, name, &spot, out_count, error);
}

/**
 * mado_queue_load_late_count:
 * @reader: a database
 * @list: of a state
 * @since_before: the first day that is not yet late
 * @out_count: (out): how many are in the state since an earlier day: that many from the beginning of the list
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_queue_load_late_count (
    MadoDatabase *reader, const char *list, MadoDate since_before, gint64 *out_count, GError **error)
{
  return count_before_day (reader, list, since_before, out_count, error);
}

/**
 * mado_queue_load_days:
 * @reader: a database
 * @name: of a list that is sorted by days
 * @first: a day
 * @n_days: how many
 * @out_before: (out): how many stand before the first
 * @out_counts: (out caller-allocates) (array length=n_days): how many stand at each day
 * @error: where to put what went wrong
 *
 * Reads no more of a long list than of a short one.
 *
 * Returns: whether it could be read
 */
gboolean
mado_queue_load_days (MadoDatabase *reader,
                      const char *name,
                      MadoDate first,
                      guint n_days,
                      gint64 *out_before,
                      gint64 *out_counts,
                      GError **error)
{
  gint64 before = 0, after = 0;

  if (!count_before_day (reader, name, first, &before, error))
    return FALSE;
  *out_before = before;
  for (guint i = 0; i < n_days; i++, before = after) {
    if (!count_before_day (reader, name, mado_date_add_days (first, (int) i + 1), &after, error))
      return FALSE;
    out_counts[i] = after - before;
  }

  return TRUE;
}

/* --- pages -------------------------------------------------------------------------------------------------------- */

static const char list_rungs[] = "SELECT key, row, count FROM queue_rung WHERE queue = ?1 ORDER BY key, row";

/* The rung on which a position is; leaves how far it is from there. */
static gboolean
climb (MadoDatabase *reader, const char *name, gint64 *inout_position, MadoQueueSpot *out_rung, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, list_rungs);

  mado_statement_bind_text (statement, 1, name);
  while (mado_statement_step (statement)) {
    gint64 count = mado_statement_get_int (statement, 2);

    if (*inout_position < count) {
      *out_rung = mado_queue_spot_read (statement, 0);
      break;
    }
    *inout_position -= count;
  }

  return mado_statement_finish (statement, error);
}

static const char walk_from[] = "SELECT key, row FROM queue_row WHERE queue = ?1 AND (key, row) >= (?2, ?3)"
                                " ORDER BY key, row LIMIT ?4";

static gboolean
walk (MadoDatabase *reader,
      const char *name,
      const MadoQueueSpot *rung,
      gint64 n_rows,
      MadoQueueSpot *out_spot,
      GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, walk_from);

  mado_statement_bind_text (statement, 1, name);
  mado_queue_spot_bind (rung, statement, 2);
  mado_statement_bind_int (statement, 4, n_rows + 1);
  while (mado_statement_step (statement))
    if (n_rows-- == 0)
      *out_spot = mado_queue_spot_read (statement, 0);

  return mado_statement_finish (statement, error);
}

/* @out_spot stays without a key where the list ends before. */
static gboolean
find_position (MadoDatabase *reader, const char *name, gint64 position, MadoQueueSpot *out_spot, GError **error)
{
  g_auto (MadoQueueSpot) rung = { 0 };

  if (!climb (reader, name, &position, &rung, error))
    return FALSE;

  return rung.key == NULL || walk (reader, name, &rung, position, out_spot, error);
}

#define SELECT_ENTRIES                                                                                                 \
  "SELECT queue_row.key, queue_row.row, entity.id, entity.state, entity.version, body.text"                            \
  " FROM queue_row CROSS JOIN entity ON entity.row = queue_row.row CROSS JOIN body ON body.row = queue_row.row"        \
  " WHERE queue_row.queue = ?1"

static const char read_from[] = SELECT_ENTRIES " AND (queue_row.key, queue_row.row) >= (?2, ?3)"
                                               " ORDER BY queue_row.key, queue_row.row LIMIT ?4";
static const char read_back[] = SELECT_ENTRIES " AND (queue_row.key, queue_row.row) < (?2, ?3)"
                                               " ORDER BY queue_row.key DESC, queue_row.row DESC LIMIT ?4";

static GPtrArray *
read_entries (MadoDatabase *reader,
              const char *sql,
              const MadoQueueList *list,
              const MadoQueueSpot *spot,
              guint limit,
              GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_queue_entry_unref);
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, sql);

  mado_statement_bind_text (statement, 1, list->name);
  mado_queue_spot_bind (spot, statement, 2);
  mado_statement_bind_int (statement, 4, limit);
  while (mado_statement_step (statement))
    g_ptr_array_add (entries, read_entry (list, statement));

  return mado_statement_finish (statement, error) ? g_steal_pointer (&entries) : NULL;
}

static GPtrArray *
load_at (MadoDatabase *reader, const MadoQueueList *list, gint64 position, guint limit, GError **error)
{
  g_auto (MadoQueueSpot) spot = { 0 };

  if (!find_position (reader, list->name, position, &spot, error))
    return NULL;
  if (spot.key == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_queue_entry_unref);

  return read_entries (reader, read_from, list, &spot, limit, error);
}

static GPtrArray *
load_before (MadoDatabase *reader, const MadoQueueList *list, const MadoQueueQuery *query, GError **error)
{
  GPtrArray *entries = read_entries (reader, read_back, list, query->spot, query->limit, error);

  for (guint i = 0; entries != NULL && i < entries->len / 2; i++) {
    gpointer *first = &entries->pdata[i], *last = &entries->pdata[entries->len - 1 - i];
    gpointer swapped = *first;

    *first = *last;
    *last = swapped;
  }

  return entries;
}

static GPtrArray *
load_around (MadoDatabase *reader, const MadoQueueList *list, const MadoQueueQuery *query, GError **error)
{
  gint64 position = 0;

  if (!mado_queue_load_position (reader, list->name, query->spot, &position, error))
    return NULL;

  return load_at (reader, list, MAX (position - query->limit / 2, 0), query->limit, error);
}

/**
 * mado_queue_load_page:
 * @reader: a database
 * @list: a list
 * @query: which part of it
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoQueueEntry): what stands there, in the list's order; fewer than
 *   asked for where the list ends
 */
GPtrArray *
mado_queue_load_page (MadoDatabase *reader, const MadoQueueList *list, const MadoQueueQuery *query, GError **error)
{
  if (query->from == MADO_QUEUE_AT)
    return load_at (reader, list, query->position, query->limit, error);
  if (query->from == MADO_QUEUE_AROUND)
    return load_around (reader, list, query, error);
  if (query->from == MADO_QUEUE_BEFORE)
    return load_before (reader, list, query, error);

  const MadoQueueSpot next = { query->spot->key, query->spot->row + 1 };

  return read_entries (reader, read_from, list, &next, query->limit, error);
}
