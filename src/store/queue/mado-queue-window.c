/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An array of slots, sorted by position: a few thousand at most, so that shifting them costs nothing. */

#include "mado-queue-window.h"

typedef struct {
  guint position;
  guint64 asked; /* when somebody last asked for it */
  MadoQueueRow *row;
} Slot;

struct _MadoQueueWindow {
  GArray *slots; /* Slot */
  guint64 clock;
};

static void
clear_slot (gpointer data)
{
  g_clear_object (&((Slot *) data)->row);
}

/**
 * mado_queue_window_new:
 *
 * Returns: (transfer full): a window with nothing in it
 */
MadoQueueWindow *
mado_queue_window_new (void)
{
  MadoQueueWindow *self = g_new0 (MadoQueueWindow, 1);

  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  g_array_set_clear_func (self->slots, clear_slot);

  return self;
}

/**
 * mado_queue_window_free:
 * @self: (nullable) (transfer full): a window
 */
void
mado_queue_window_free (MadoQueueWindow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slots);
  g_free (self);
}

static Slot *
get_slot (const MadoQueueWindow *self, guint index)
{
  return &g_array_index (self->slots, Slot, index);
}

/* The first slot at @position or behind it. */
static guint
find_index (const MadoQueueWindow *self, guint position)
{
  guint low = 0, high = self->slots->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (get_slot (self, middle)->position < position)
      low = middle + 1;
    else
      high = middle;
  }

  return low;
}

static gboolean
is_at (const MadoQueueWindow *self, guint index, guint position)
{
  return index < self->slots->len && get_slot (self, index)->position == position;
}

/**
 * mado_queue_window_has:
 * @self: a window
 * @position: a position
 *
 * Returns: whether the row there is in the window
 */
gboolean
mado_queue_window_has (const MadoQueueWindow *self, guint position)
{
  return is_at (self, find_index (self, position), position);
}

/**
 * mado_queue_window_find:
 * @self: a window
 * @position: a position that somebody asks for
 *
 * Returns: (transfer none) (nullable): the row there, where it is in the window
 */
MadoQueueRow *
mado_queue_window_find (MadoQueueWindow *self, guint position)
{
  guint index = find_index (self, position);

  if (!is_at (self, index, position))
    return NULL;
  get_slot (self, index)->asked = ++self->clock;

  return get_slot (self, index)->row;
}

/**
 * mado_queue_window_open:
 * @self: a window
 * @position: the first position
 * @length: how many
 *
 * Puts empty rows where nothing is.
 */
void
mado_queue_window_open (MadoQueueWindow *self, guint position, guint length)
{
  guint index = find_index (self, position);

  self->clock++;
  for (guint i = position; i < position + length; i++, index++)
    if (!is_at (self, index, i)) {
      const Slot slot = { i, self->clock, mado_queue_row_new () };

      g_array_insert_val (self->slots, index, slot);
    }
}

/**
 * mado_queue_window_splice:
 * @self: a window
 * @position: where the list changes
 * @n_removed: how many leave it there
 * @n_added: how many enter it there
 * @rows: (nullable) (element-type MadoQueueRow): those that enter; %NULL: nobody knows them yet
 */
void
mado_queue_window_splice (MadoQueueWindow *self, guint position, guint n_removed, guint n_added, const GPtrArray *rows)
{
  guint first = find_index (self, position), end = find_index (self, position + n_removed);

  g_array_remove_range (self->slots, first, end - first);
  for (guint i = first; i < self->slots->len; i++)
    get_slot (self, i)->position += n_added - n_removed;
  for (guint i = 0; rows != NULL && i < n_added; i++) {
    const Slot slot = { position + i, self->clock, g_object_ref (g_ptr_array_index (rows, i)) };

    g_array_insert_val (self->slots, first + i, slot);
  }
}

static gboolean
is_read_slot (const Slot *slot)
{
  return mado_queue_row_get_entry (slot->row) != NULL;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return (first < second) - (first > second);
}

/**
 * mado_queue_window_trim:
 * @self: a window
 * @is_read: whether to look at the rows that were read, or at those that were not
 * @limit: how many of them may stay; those that were asked for together leave together
 */
void
mado_queue_window_trim (MadoQueueWindow *self, gboolean is_read, guint limit)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->slots->len; i++)
    if (is_read_slot (get_slot (self, i)) == is_read)
      g_array_append_val (times, get_slot (self, i)->asked);
  if (times->len <= limit)
    return;
  g_array_sort (times, compare_times);
  for (guint i = self->slots->len; i > 0; i--)
    if (is_read_slot (get_slot (self, i - 1)) == is_read &&
        get_slot (self, i - 1)->asked <= g_array_index (times, guint64, limit))
      g_array_remove_index (self->slots, i - 1);
}

static void
free_run (gpointer data)
{
  MadoQueueRun *run = data;

  g_ptr_array_unref (run->rows);
  g_ptr_array_unref (run->entries);
  g_free (run);
}

static MadoQueueRun *
begin_run (const Slot *slot)
{
  MadoQueueRun *run = g_new (MadoQueueRun, 1);

  run->position = slot->position;
  run->is_read = is_read_slot (slot);
  run->rows = g_ptr_array_new_with_free_func (g_object_unref);
  run->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_queue_entry_unref);

  return run;
}

/**
 * mado_queue_window_list_runs:
 * @self: a window
 *
 * Returns: (transfer full) (element-type MadoQueueRun): what is in it, in the list's order
 */
GPtrArray *
mado_queue_window_list_runs (const MadoQueueWindow *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (free_run);
  MadoQueueRun *run = NULL;

  for (guint i = 0; i < self->slots->len; i++) {
    const Slot *slot = get_slot (self, i);

    if (run == NULL || run->is_read != is_read_slot (slot) || run->position + run->rows->len != slot->position) {
      run = begin_run (slot);
      g_ptr_array_add (runs, run);
    }
    g_ptr_array_add (run->rows, g_object_ref (slot->row));
    if (run->is_read)
      g_ptr_array_add (run->entries, mado_queue_entry_ref (mado_queue_row_get_entry (slot->row)));
  }

  return runs;
}
