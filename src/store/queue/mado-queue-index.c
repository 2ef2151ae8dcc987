/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes where rows stand: the list itself, its counter, its ladder. Rows that change together are counted together. */

#include "mado-queue-index.h"

#include <string.h>

#include "mado-queue-key.h"
#include "mado-queue-ladder.h"
#include "mado-queue-stand.h"
#include "mado-statement.h"
#include "mado-store-error.h"

#define FORMAT                                                                                                         \
  "queue 2" /* whoever changes how keys are spelled or columns read goes on here: every list is made anew */
#define REBUILT_AT_ONCE 1000

/* --- what moves --------------------------------------------------------------------------------------------------- */

static void
clear_move (gpointer data)
{
  MadoQueueMove *move = data;

  g_free (move->queue);
  mado_queue_spot_clear (&move->spot);
}

static gboolean
has_stand (const GPtrArray *stands, const MadoQueueStand *stand)
{
  for (guint i = 0; i < stands->len; i++) {
    const MadoQueueStand *other = g_ptr_array_index (stands, i);

    if (g_str_equal (other->queue, stand->queue) && g_bytes_equal (other->key, stand->key))
      return TRUE;
  }

  return FALSE;
}

/* The row moves for each of @stands that is not among @others. */
static void
add_moves (GArray *moves, gint64 row, const GPtrArray *stands, const GPtrArray *others, int difference)
{
  for (guint i = 0; i < stands->len; i++) {
    const MadoQueueStand *stand = g_ptr_array_index (stands, i);

    if (!has_stand (others, stand)) {
      const MadoQueueMove move = { g_strdup (stand->queue), { g_bytes_ref (stand->key), row }, difference };

      g_array_append_val (moves, move);
    }
  }
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const MadoQueueMove *left = a, *right = b;
  const int order = strcmp (left->queue, right->queue);

  return order != 0 ? order : mado_queue_spot_compare (&left->spot, &right->spot);
}

/* In the order of the lists, in which they are written fastest. */
static GArray *
list_moves (const MadoProgramme *programme, const MadoRowChange *changes, guint n_changes)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (MadoQueueMove));

  g_array_set_clear_func (moves, clear_move);
  for (guint i = 0; i < n_changes; i++) {
    g_autoptr (GPtrArray) before = mado_queue_list_stands (programme, changes[i].before);
    g_autoptr (GPtrArray) after = mado_queue_list_stands (programme, changes[i].after);

    add_moves (moves, changes[i].row, before, after, -1);
    add_moves (moves, changes[i].row, after, before, 1);
  }
  g_array_sort (moves, compare_moves);

  return moves;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static const char insert_row[] = "INSERT INTO queue_row (queue, key, row) VALUES (?1, ?2, ?3)";
static const char remove_row[] = "DELETE FROM queue_row WHERE queue = ?1 AND key = ?2 AND row = ?3";

static gboolean
write_row (MadoDatabase *database, const char *sql, const MadoQueueMove *move, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_text (statement, 1, move->queue);
  mado_queue_spot_bind (&move->spot, statement, 2);

  return mado_statement_run (statement, error);
}

static gboolean
leave (MadoDatabase *database, const MadoQueueMove *move, GError **error)
{
  if (!write_row (database, remove_row, move, error))
    return FALSE;
  if (mado_database_get_n_changes (database) == 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         "cannot keep a work list: a row does not stand where it should");
    return FALSE;
  }

  return TRUE;
}

/* Whoever came to a spot and left it again, or the other way round, is where he was. */
static gboolean
write_moves (MadoDatabase *database, const GArray *moves, GError **error)
{
  guint end;

  for (guint i = 0; i < moves->len; i = end) {
    const MadoQueueMove *move = &g_array_index (moves, MadoQueueMove, i);
    int difference = move->difference;

    for (end = i + 1; end < moves->len; end++) {
      const MadoQueueMove *other = &g_array_index (moves, MadoQueueMove, end);

      if (compare_moves (move, other) != 0)
        break;
      difference += other->difference;
    }
    if (difference > 0 && !write_row (database, insert_row, move, error))
      return FALSE;
    if (difference < 0 && !leave (database, move, error))
      return FALSE;
  }

  return TRUE;
}

/* --- the counter -------------------------------------------------------------------------------------------------- */

static const char count_on[] = "INSERT INTO counter (name, count) VALUES (?1, max (?2, 0))"
                               " ON CONFLICT (name) DO UPDATE SET count = count + ?2";

static gboolean
count (MadoDatabase *database, const MadoQueueMove *moves, guint n_moves, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, count_on);
  gint64 difference = 0;

  for (guint i = 0; i < n_moves; i++)
    difference += moves[i].difference;
  mado_statement_bind_text (statement, 1, moves->queue);
  mado_statement_bind_int (statement, 2, difference);

  return mado_statement_run (statement, error) && mado_queue_ladder_count (database, moves, n_moves, error);
}

static gboolean
count_moves (MadoDatabase *database, const GArray *moves, GError **error)
{
  guint end;

  for (guint i = 0; i < moves->len; i = end) {
    const MadoQueueMove *first = &g_array_index (moves, MadoQueueMove, i);

    for (end = i + 1; end < moves->len; end++)
      if (strcmp (first->queue, g_array_index (moves, MadoQueueMove, end).queue) != 0)
        break;
    if (!count (database, first, end - i, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_queue_index_change:
 * @database: the database that writes, in the transaction of the changes
 * @programme: the programme whose work lists these are
 * @changes: (array length=n_changes): what changes, in the order in which it does
 * @n_changes: how many
 * @error: %MADO_STORE_ERROR_DAMAGED where the lists do not hold what was there before
 *
 * Returns: whether the rows stand where they belong by now
 */
gboolean
mado_queue_index_change (MadoDatabase *database,
                         const MadoProgramme *programme,
                         const MadoRowChange *changes,
                         guint n_changes,
                         GError **error)
{
  g_autoptr (GArray) moves = list_moves (programme, changes, n_changes);

  return write_moves (database, moves, error) && count_moves (database, moves, error);
}

/* --- all of it anew ----------------------------------------------------------------------------------------------- */

static const char remove_all[] = "DELETE FROM queue_row; DELETE FROM queue_rung; DELETE FROM counter";
static const char find_bodies[] = "SELECT row, text FROM body ORDER BY row";

static gboolean
add_body (GArray *changes, const MadoStatement *body, GError **error)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (body, 1);
  const MadoRowChange change = { mado_statement_get_int (body, 0), NULL,
                                 mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), error) };

  if (change.after == NULL)
    return FALSE;
  g_array_append_val (changes, change);

  return TRUE;
}

static gboolean
write_changes (MadoDatabase *database, const MadoProgramme *programme, GArray *changes, GError **error)
{
  if (!mado_queue_index_change (database, programme, (const MadoRowChange *) (gpointer) changes->data, changes->len,
                                error))
    return FALSE;
  g_array_set_size (changes, 0);

  return TRUE;
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoStatement) bodies = mado_statement_take (database, find_bodies);
  g_autoptr (GArray) changes = mado_row_changes_new ();

  if (!mado_database_run_script (database, remove_all, error))
    return FALSE;
  while (mado_statement_step (bodies))
    if (!add_body (changes, bodies, error) ||
        (changes->len == REBUILT_AT_ONCE && !write_changes (database, programme, changes, error)))
      return FALSE;

  return mado_statement_finish (bodies, error) && write_changes (database, programme, changes, error);
}

/* By what each list is sorted, and how that is read: see mado-queue-value.c. Which cases a list shows is in the bodies,
 * because whoever judged them saw the whole of them. */
static void
add_basis (MadoHasher *hasher, const MadoProgramme *programme)
{
  mado_index_add_text (hasher, FORMAT);
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    mado_index_add_text (hasher, queue->id);
    for (guint j = 0; j < queue->order->len; j++)
      mado_index_add_text (hasher, g_ptr_array_index (queue->order, j));
    mado_index_add_text (hasher, "");
  }
  for (guint i = 0; i < mado_section_get_count (programme->tallies); i++) {
    const MadoFormTally *tally = mado_section_get (programme->tallies, i);

    mado_index_add_text (hasher, tally->id);
    for (guint j = 0; j < tally->forms->len; j++)
      mado_index_add_text (hasher, g_ptr_array_index (tally->forms, j));
    mado_index_add_text (hasher, "");
  }
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    mado_index_add_text (hasher, item->id);
    mado_index_add_text (hasher, item->type);
    mado_index_add_text (hasher, item->set_by);
  }
}

const MadoIndex mado_queue_index = { "queue", mado_queue_index_change, rebuild, add_basis };

/* --- the check ---------------------------------------------------------------------------------------------------- */

static const char compare_counters[] =
    "SELECT name, sum (count) FROM"
    " (SELECT name, count FROM counter UNION ALL SELECT queue, -count (*) FROM queue_row GROUP BY queue)"
    " GROUP BY name HAVING sum (count) <> 0";

/* Each rung, then the rows that are on none. */
static const char compare_ladders[] =
    "SELECT queue FROM"
    " (SELECT queue, key, row, count, lead (key) OVER list AS next, lead (row) OVER list AS next_row"
    "   FROM queue_rung WINDOW list AS (PARTITION BY queue ORDER BY key, row)) AS rung"
    " WHERE count <> (SELECT count (*) FROM queue_row WHERE queue_row.queue = rung.queue"
    "   AND (queue_row.key, queue_row.row) >= (rung.key, rung.row)"
    "   AND (rung.next IS NULL OR (queue_row.key, queue_row.row) < (rung.next, rung.next_row)))"
    " UNION SELECT name FROM"
    " (SELECT queue AS name, count FROM queue_rung UNION ALL SELECT queue, -count (*) FROM queue_row GROUP BY queue)"
    " GROUP BY name HAVING sum (count) <> 0";

static gboolean
compare (MadoDatabase *database, const char *sql, const char *code, MadoFindings *findings, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  while (mado_statement_step (statement))
    mado_findings_add (findings, code, 0, 0, mado_statement_get_text (statement, 0));

  return mado_statement_finish (statement, error);
}

/**
 * mado_queue_check:
 * @database: a database
 * @findings: takes E_COUNTER for each list whose counter is wrong, E_LADDER for each whose ladder is; the field is the
 *   list's name
 * @error: where to put what went wrong
 *
 * Counts everything: it takes a while.
 *
 * Returns: whether the lists could be read
 */
gboolean
mado_queue_check (MadoDatabase *database, MadoFindings *findings, GError **error)
{
  return compare (database, compare_counters, "E_COUNTER", findings, error) &&
         compare (database, compare_ladders, "E_LADDER", findings, error);
}
