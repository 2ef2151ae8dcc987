/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts rows on the rungs of a ladder. A rung that has grown long is split, one that is empty goes away. */

#include "mado-queue-ladder.h"

#include "mado-statement.h"
#include "mado-store-error.h"

#define LONGEST_RUNG 1024

typedef struct {
  MadoDatabase *database;
  const char *queue;
} Ladder;

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

static const char find_rung[] = "SELECT key, row, count FROM queue_rung WHERE queue = ?1 AND (key, row) <= (?2, ?3)"
                                " ORDER BY key DESC, row DESC LIMIT 1";

/* The rung that @spot belongs to. */
static gboolean
load_rung (const Ladder *ladder, const MadoQueueSpot *spot, Rung *out_rung, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (ladder->database, find_rung);

  mado_statement_bind_text (statement, 1, ladder->queue);
  mado_queue_spot_bind (spot, statement, 2);
  if (mado_statement_step (statement)) {
    out_rung->spot = mado_queue_spot_read (statement, 0);
    out_rung->count = mado_statement_get_int (statement, 2);
  } else {
    out_rung->spot.key = g_bytes_new_static ("", 0); /* below everything */
  }

  return mado_statement_finish (statement, error);
}

static const char find_next_rung[] = "SELECT key, row FROM queue_rung WHERE queue = ?1 AND (key, row) > (?2, ?3)"
                                     " ORDER BY key, row LIMIT 1";

/* @out_next stays as it is where @spot belongs to the last rung. */
static gboolean
find_next (const Ladder *ladder, const MadoQueueSpot *spot, MadoQueueSpot *out_next, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (ladder->database, find_next_rung);

  mado_statement_bind_text (statement, 1, ladder->queue);
  mado_queue_spot_bind (spot, statement, 2);
  if (mado_statement_step (statement))
    *out_next = mado_queue_spot_read (statement, 0);

  return mado_statement_finish (statement, error);
}

static const char put_rung[] = "INSERT INTO queue_rung (queue, key, row, count) VALUES (?1, ?2, ?3, ?4)"
                               " ON CONFLICT (queue, key, row) DO UPDATE SET count = excluded.count";
static const char remove_rung[] = "DELETE FROM queue_rung WHERE queue = ?1 AND key = ?2 AND row = ?3";

static gboolean
save_rung (const Ladder *ladder, const MadoQueueSpot *spot, gint64 count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (ladder->database, count > 0 ? put_rung : remove_rung);

  mado_statement_bind_text (statement, 1, ladder->queue);
  mado_queue_spot_bind (spot, statement, 2);
  if (count > 0)
    mado_statement_bind_int (statement, 4, count);

  return mado_statement_run (statement, error);
}

static const char walk_from[] = "SELECT key, row FROM queue_row WHERE queue = ?1 AND (key, row) >= (?2, ?3)"
                                " ORDER BY key, row LIMIT ?4";

/* Where the row stands that has @n_before others of its rung before it. */
static gboolean
find_spot (const Ladder *ladder, const Rung *rung, gint64 n_before, MadoQueueSpot *out_spot, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (ladder->database, walk_from);

  mado_statement_bind_text (statement, 1, ladder->queue);
  mado_queue_spot_bind (&rung->spot, statement, 2);
  mado_statement_bind_int (statement, 4, n_before + 1);
  while (mado_statement_step (statement))
    if (n_before-- == 0)
      *out_spot = mado_queue_spot_read (statement, 0);

  return mado_statement_finish (statement, error);
}

/* Leaves in @rung what is above its first half. */
static gboolean
split_rung (const Ladder *ladder, Rung *rung, GError **error)
{
  g_auto (Rung) upper = { .count = rung->count - LONGEST_RUNG / 2 };

  if (!find_spot (ladder, rung, LONGEST_RUNG / 2, &upper.spot, error))
    return FALSE;
  if (upper.spot.key == NULL) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         "cannot keep a work list: its ladder counts other rows than it has");
    return FALSE;
  }
  if (!save_rung (ladder, &rung->spot, LONGEST_RUNG / 2, error))
    return FALSE;
  mado_queue_spot_clear (&rung->spot);
  rung->spot = (MadoQueueSpot) { g_steal_pointer (&upper.spot.key), upper.spot.row };
  rung->count = upper.count;

  return TRUE;
}

/* Counts on the rung of the first move whatever else moves there. */
static gboolean
count_on_rung (const Ladder *ladder, const MadoQueueMove *moves, guint n_moves, guint *out_counted, GError **error)
{
  g_auto (Rung) rung = { 0 };
  g_auto (MadoQueueSpot) next = { 0 };
  guint n_counted = 0;

  if (!load_rung (ladder, &moves->spot, &rung, error) || !find_next (ladder, &moves->spot, &next, error))
    return FALSE;
  while (n_counted < n_moves && (next.key == NULL || mado_queue_spot_compare (&moves[n_counted].spot, &next) < 0))
    rung.count += moves[n_counted++].difference;
  while (rung.count > LONGEST_RUNG)
    if (!split_rung (ladder, &rung, error))
      return FALSE;
  *out_counted = n_counted;

  return save_rung (ladder, &rung.spot, rung.count, error);
}

/**
 * mado_queue_ladder_count:
 * @database: the database that writes, in whose list the rows have moved
 * @moves: (array length=n_moves): of one list, in its order
 * @n_moves: how many, at least one
 * @error: %MADO_STORE_ERROR_DAMAGED where the ladder is not that of the list
 *
 * Returns: whether they are counted
 */
gboolean
mado_queue_ladder_count (MadoDatabase *database, const MadoQueueMove *moves, guint n_moves, GError **error)
{
  const Ladder ladder = { database, moves->queue };
  guint n_counted = 0;

  for (guint i = 0; i < n_moves; i += n_counted)
    if (!count_on_rung (&ladder, moves + i, n_moves - i, &n_counted, error))
      return FALSE;

  return TRUE;
}
