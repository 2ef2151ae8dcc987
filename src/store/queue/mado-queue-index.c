/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes where rows stand: the list itself, its ladder, its counter. A rung that has grown long is split in two, one
 * that is empty goes away. */

#include "mado-queue-index.h"

#include "mado-queue-key.h"
#include "mado-queue-stand.h"
#include "mado-statement.h"
#include "mado-store-error.h"

#define LONGEST_RUNG 1024
#define FORMAT                                                                                                         \
  "queue 2" /* whoever changes how keys are spelled or columns read goes on here: every list is made anew */

/* A row in a list, and the rung that it belongs to. */
typedef struct {
  MadoDatabase *database;
  const char *queue;
  MadoQueueSpot spot;
} Place;

typedef struct {
  MadoQueueSpot spot;
  gint64 count; /* 0: there is no such rung */
} Rung;

static void
clear_rung (Rung *rung)
{
  mado_queue_spot_clear (&rung->spot);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rung, clear_rung)

/* --- the ladder --------------------------------------------------------------------------------------------------- */

static const char find_rung[] = "SELECT key, row, count FROM queue_rung WHERE queue = ?1 AND (key, row) <= (?2, ?3)"
                                " ORDER BY key DESC, row DESC LIMIT 1";

static gboolean
load_rung (const Place *place, Rung *out_rung, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, find_rung);

  mado_statement_bind_text (statement, 1, place->queue);
  mado_queue_spot_bind (&place->spot, statement, 2);
  if (mado_statement_step (statement)) {
    out_rung->spot = mado_queue_spot_read (statement, 0);
    out_rung->count = mado_statement_get_int (statement, 2);
  } else {
    out_rung->spot.key = g_bytes_new_static ("", 0); /* below everything */
  }

  return mado_statement_finish (statement, error);
}

static const char put_rung[] = "INSERT INTO queue_rung (queue, key, row, count) VALUES (?1, ?2, ?3, ?4)"
                               " ON CONFLICT (queue, key, row) DO UPDATE SET count = excluded.count";
static const char remove_rung[] = "DELETE FROM queue_rung WHERE queue = ?1 AND key = ?2 AND row = ?3";

static gboolean
save_rung (const Place *place, const MadoQueueSpot *spot, gint64 count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, count > 0 ? put_rung : remove_rung);

  mado_statement_bind_text (statement, 1, place->queue);
  mado_queue_spot_bind (spot, statement, 2);
  if (count > 0)
    mado_statement_bind_int (statement, 4, count);

  return mado_statement_run (statement, error);
}

static const char walk_from[] = "SELECT key, row FROM queue_row WHERE queue = ?1 AND (key, row) >= (?2, ?3)"
                                " ORDER BY key, row LIMIT ?4";

static gboolean
find_middle (const Place *place, const Rung *rung, MadoQueueSpot *out_middle, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, walk_from);
  gint64 n_before = rung->count / 2;

  mado_statement_bind_text (statement, 1, place->queue);
  mado_queue_spot_bind (&rung->spot, statement, 2);
  mado_statement_bind_int (statement, 4, n_before + 1);
  while (mado_statement_step (statement))
    if (n_before-- == 0)
      *out_middle = mado_queue_spot_read (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
split_rung (const Place *place, const Rung *rung, GError **error)
{
  g_auto (Rung) upper = { .count = rung->count - rung->count / 2 };

  if (!find_middle (place, rung, &upper.spot, error))
    return FALSE;
  if (upper.spot.key == NULL) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         "cannot keep a work list: its ladder counts other rows than it has");
    return FALSE;
  }

  return save_rung (place, &rung->spot, rung->count / 2, error) && save_rung (place, &upper.spot, upper.count, error);
}

static gboolean
count_on_ladder (const Place *place, int difference, GError **error)
{
  g_auto (Rung) rung = { 0 };

  if (!load_rung (place, &rung, error))
    return FALSE;
  rung.count += difference;
  if (rung.count > LONGEST_RUNG)
    return split_rung (place, &rung, error);

  return save_rung (place, &rung.spot, rung.count, error);
}

/* --- the counter -------------------------------------------------------------------------------------------------- */

static const char count_on[] = "INSERT INTO counter (name, count) VALUES (?1, max (?2, 0))"
                               " ON CONFLICT (name) DO UPDATE SET count = count + ?2";

static gboolean
count (const Place *place, int difference, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, count_on);

  mado_statement_bind_text (statement, 1, place->queue);
  mado_statement_bind_int (statement, 2, difference);

  return mado_statement_run (statement, error) && count_on_ladder (place, difference, error);
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static const char insert_row[] = "INSERT INTO queue_row (queue, key, row) VALUES (?1, ?2, ?3)";

static gboolean
enter (const Place *place, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, insert_row);

  mado_statement_bind_text (statement, 1, place->queue);
  mado_queue_spot_bind (&place->spot, statement, 2);

  return mado_statement_run (statement, error) && count (place, 1, error);
}

static const char remove_row[] = "DELETE FROM queue_row WHERE queue = ?1 AND key = ?2 AND row = ?3";

static gboolean
leave (const Place *place, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (place->database, remove_row);

  mado_statement_bind_text (statement, 1, place->queue);
  mado_queue_spot_bind (&place->spot, statement, 2);
  if (!mado_statement_run (statement, error))
    return FALSE;
  if (mado_database_get_n_changes (place->database) == 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         "cannot keep a work list: a row does not stand where it should");
    return FALSE;
  }

  return count (place, -1, error);
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

typedef gboolean (*Move) (const Place *place, GError **error);

/* Moves the row for each of @stands that is not among @others. */
static gboolean
move_row (
    MadoDatabase *database, gint64 row, const GPtrArray *stands, const GPtrArray *others, Move move, GError **error)
{
  for (guint i = 0; i < stands->len; i++) {
    const MadoQueueStand *stand = g_ptr_array_index (stands, i);
    const Place place = { database, stand->queue, { stand->key, row } };

    if (!has_stand (others, stand) && !move (&place, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_queue_index_change:
 * @database: the database that writes, in the transaction of the change
 * @programme: the programme whose work lists these are
 * @change: what changes
 * @error: %MADO_STORE_ERROR_DAMAGED where the lists do not hold what was there before
 *
 * Returns: whether the row stands where it belongs by now
 */
gboolean
mado_queue_index_change (MadoDatabase *database,
                         const MadoProgramme *programme,
                         const MadoRowChange *change,
                         GError **error)
{
  g_autoptr (GPtrArray) before = mado_queue_list_stands (programme, change->before);
  g_autoptr (GPtrArray) after = mado_queue_list_stands (programme, change->after);

  return move_row (database, change->row, before, after, leave, error) &&
         move_row (database, change->row, after, before, enter, error);
}

/* --- all of it anew ----------------------------------------------------------------------------------------------- */

static const char remove_all[] = "DELETE FROM queue_row; DELETE FROM queue_rung; DELETE FROM counter";
static const char find_bodies[] = "SELECT row, text FROM body ORDER BY row";

static gboolean
add_body (MadoDatabase *database, const MadoProgramme *programme, const MadoStatement *body, GError **error)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (body, 1);
  g_autoptr (MadoEntity) entity = mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), error);
  const MadoRowChange change = { mado_statement_get_int (body, 0), NULL, entity };

  return entity != NULL && mado_queue_index_change (database, programme, &change, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoStatement) bodies = mado_statement_take (database, find_bodies);

  if (!mado_database_run_script (database, remove_all, error))
    return FALSE;
  while (mado_statement_step (bodies))
    if (!add_body (database, programme, bodies, error))
      return FALSE;

  return mado_statement_finish (bodies, error);
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
