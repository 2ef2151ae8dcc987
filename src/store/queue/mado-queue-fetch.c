/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads everything that a model needs from one snapshot of the file. Rows that are known tell where they are by their
 * keys; what lies between them is counted, not read. */

#include "mado-queue-fetch.h"

#include "mado-transaction.h"

#define MOST_NEW_ROWS 512 /* among those that are known; where there are more, they are all asked for again */

static void
clear_piece (gpointer data)
{
  MadoQueuePiece *piece = data;

  mado_queue_spot_clear (&piece->first);
  mado_queue_spot_clear (&piece->last);
  g_clear_pointer (&piece->entries, g_ptr_array_unref);
}

/**
 * mado_queue_fetch_new:
 * @list: a list
 * @seen: the state of the file that its model shows, or 0
 * @n_rows: how many rows it shows
 *
 * Returns: (transfer full): a fetch that asks for the count
 */
MadoQueueFetch *
mado_queue_fetch_new (const MadoQueueList *list, gint64 seen, guint n_rows)
{
  MadoQueueFetch *self = g_new0 (MadoQueueFetch, 1);

  self->programme = mado_programme_ref ((MadoProgramme *) list->programme);
  self->name = g_strdup (list->name);
  self->columns = g_ptr_array_ref ((GPtrArray *) list->columns);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (MadoQueuePiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->seen = seen;
  self->n_rows = n_rows;

  return self;
}

/**
 * mado_queue_fetch_free:
 * @self: (nullable) (transfer full): a fetch
 */
void
mado_queue_fetch_free (MadoQueueFetch *self)
{
  if (self == NULL)
    return;
  mado_programme_unref (self->programme);
  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->pieces);
  g_free (self);
}

static MadoQueueSpot
copy_spot (const MadoQueueSpot *spot)
{
  return spot != NULL ? (MadoQueueSpot) { g_bytes_ref (spot->key), spot->row } : (MadoQueueSpot) { 0 };
}

/**
 * mado_queue_fetch_add:
 * @self: a fetch
 * @position: behind what was added before
 * @length: how many rows
 * @first: (nullable): where the first of them stands, if they are known
 * @last: (nullable): where the last stands
 */
void
mado_queue_fetch_add (
    MadoQueueFetch *self, guint position, guint length, const MadoQueueSpot *first, const MadoQueueSpot *last)
{
  const MadoQueuePiece piece = { .position = position,
                                 .length = length,
                                 .is_known = first != NULL,
                                 .first = copy_spot (first),
                                 .last = copy_spot (last),
                                 .now_position = position,
                                 .now_length = length };

  g_array_append_val (self->pieces, piece);
}

static const char find_state[] = "PRAGMA data_version";

/* It differs from the one before if and only if another connection has written. */
static gboolean
load_state (MadoDatabase *reader, gint64 *out_state, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, find_state);

  if (mado_statement_step (statement))
    *out_state = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
read_piece (const MadoQueueFetch *self, MadoDatabase *reader, MadoQueuePiece *piece, GError **error)
{
  const MadoQueueList list = { self->programme, self->name, self->columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT,
                                 .position = piece->now_position,
                                 .limit = (guint) piece->now_length };

  piece->entries = mado_queue_load_page (reader, &list, &query, error);

  return piece->entries != NULL;
}

/* What enters before the first row or behind the last belongs to them. */
static gboolean
find_piece (const MadoQueueFetch *self, MadoDatabase *reader, MadoQueuePiece *piece, GError **error)
{
  const MadoQueueSpot behind = { piece->last.key, piece->last.row + 1 };
  gint64 end = self->now_count;

  piece->now_position = 0;
  if (piece->position > 0 && !mado_queue_load_position (reader, self->name, &piece->first, &piece->now_position, error))
    return FALSE;
  if (piece->position + piece->length < self->n_rows &&
      !mado_queue_load_position (reader, self->name, &behind, &end, error))
    return FALSE;
  piece->now_length = end - piece->now_position;

  return TRUE;
}

static gboolean
look_again (const MadoQueueFetch *self, MadoDatabase *reader, MadoQueuePiece *piece, GError **error)
{
  if (!find_piece (self, reader, piece, error))
    return FALSE;

  return piece->now_length > piece->length + MOST_NEW_ROWS || read_piece (self, reader, piece, error);
}

static gboolean
look_at_known (const MadoQueueFetch *self, MadoDatabase *reader, GError **error)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    MadoQueuePiece *piece = &g_array_index (self->pieces, MadoQueuePiece, i);

    if (piece->is_known && !look_again (self, reader, piece, error))
      return FALSE;
  }

  return TRUE;
}

static gint64
find_end_of_gap (const MadoQueueFetch *self, guint index)
{
  for (guint i = index + 1; i < self->pieces->len; i++) {
    const MadoQueuePiece *piece = &g_array_index (self->pieces, MadoQueuePiece, i);

    if (piece->is_known)
      return piece->now_position;
  }

  return self->now_count;
}

/* What is not known is told apart by how far it is from the known rows before it. */
static gboolean
read_unknown (const MadoQueueFetch *self, MadoDatabase *reader, GError **error)
{
  gint64 shift = 0;

  for (guint i = 0; i < self->pieces->len; i++) {
    MadoQueuePiece *piece = &g_array_index (self->pieces, MadoQueuePiece, i);

    if (piece->is_known) {
      shift = piece->now_position + piece->now_length - piece->position - piece->length;
      continue;
    }
    piece->now_position = piece->position + shift;
    piece->now_length = CLAMP (find_end_of_gap (self, i) - piece->now_position, 0, piece->length);
    if (!read_piece (self, reader, piece, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_queue_fetch_run:
 * @self: a fetch
 * @reader: a database that only reads
 * @error: where to put what went wrong
 *
 * Returns: whether everything was found out
 */
gboolean
mado_queue_fetch_run (MadoQueueFetch *self, MadoDatabase *reader, GError **error)
{
  g_autoptr (MadoTransaction) snapshot = mado_transaction_begin (reader, error);

  return snapshot != NULL && load_state (reader, &self->now_seen, error) &&
         mado_queue_load_count (reader, self->name, &self->now_count, error) &&
         (self->now_seen == self->seen || look_at_known (self, reader, error)) && read_unknown (self, reader, error);
}
