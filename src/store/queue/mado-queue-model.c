/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the rows that are asked for into a window over the list, one fetch after the other, and tells what changed in
 * steps: from the end to the beginning, so that the positions before a step still hold. */

#include "mado-queue-model.h"

#include "mado-queue-fetch.h"
#include "mado-queue-window.h"

#define BLOCK 64         /* rows that are asked for together */
#define MOST_WAITING 512 /* rows that are asked for and not yet read */
#define MOST_READ 1024   /* rows that stay in memory: all of them are read again with every change */

struct _MadoQueueModel {
  GObject parent_instance;

  MadoStoreThread *reader; /* not owned */
  MadoProgramme *programme;
  char *name;
  GPtrArray *columns;

  guint n_rows;
  gint64 seen; /* the state of the file that is shown; 0: none yet */
  MadoQueueWindow *window;

  GCancellable *fetching; /* (nullable): of the fetch under way */
  GPtrArray *runs;        /* (nullable) (element-type MadoQueueRun): what it is about */
  gboolean is_stale;      /* somebody asked to look again */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoQueueModel,
                               mado_queue_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint failed_signal;

/* --- what has changed --------------------------------------------------------------------------------------------- */

/* What a fetch brought, while it is worked into the model. */
typedef struct {
  MadoQueueModel *model;
  GHashTable *rows; /* row → MadoQueueRow: those that were known, wherever they are now */
  guint end;        /* how far from the beginning nothing was looked at yet, as the model counts */
  gint64 now_end;   /* the same, as the file counts */
} Change;

static void
splice (MadoQueueModel *self, guint position, guint n_removed, guint n_added, const GPtrArray *rows)
{
  if (n_removed == 0 && n_added == 0)
    return;
  mado_queue_window_splice (self->window, position, n_removed, n_added, rows);
  self->n_rows += n_added - n_removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static MadoQueueRow *
find_row (const Change *change, MadoQueueEntry *entry)
{
  MadoQueueRow *row = g_hash_table_lookup (change->rows, &entry->spot.row);

  row = row != NULL ? g_object_ref (row) : mado_queue_row_new ();
  mado_queue_row_set_entry (row, entry);

  return row;
}

/* Between rows that are known, only how many there are can have changed for anybody. */
static void
change_gap (Change *change, guint begin, gint64 now_begin)
{
  guint length = change->end - begin, now_length = (guint) (change->now_end - now_begin);
  guint n_kept = MIN (length, now_length);

  splice (change->model, begin + n_kept, length - n_kept, now_length - n_kept, NULL);
}

/* A step that is still growing to the front. */
typedef struct {
  guint n_removed;
  GPtrArray *added; /* (element-type MadoQueueRow), last first */
} Step;

static void
take_step (Change *change, guint position, Step *step)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = step->added->len; i > 0; i--)
    g_ptr_array_add (rows, g_ptr_array_index (step->added, i - 1));
  splice (change->model, position, step->n_removed, rows->len, rows);
  step->n_removed = 0;
  g_ptr_array_set_size (step->added, 0);
}

static int
compare_last (const GPtrArray *before, guint n_before, const GPtrArray *after, guint n_after)
{
  if (n_before == 0 || n_after == 0)
    return n_before == 0 ? -1 : 1;

  return mado_queue_spot_compare (&((MadoQueueEntry *) g_ptr_array_index (before, n_before - 1))->spot,
                                  &((MadoQueueEntry *) g_ptr_array_index (after, n_after - 1))->spot);
}

/* Both are in the list's order, so one walk finds what is gone, what is new, and what stayed where it was. */
static void
change_run (Change *change, const MadoQueueRun *run, const GPtrArray *entries)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  Step step = { 0, added };
  guint i = run->rows->len, j = entries->len;

  while (i > 0 || j > 0) {
    int order = compare_last (run->entries, i, entries, j);

    if (order == 0) {
      take_step (change, run->position + i, &step);
      mado_queue_row_set_entry (g_ptr_array_index (run->rows, i - 1), g_ptr_array_index (entries, j - 1));
    }
    if (order < 0)
      g_ptr_array_add (added, find_row (change, g_ptr_array_index (entries, j - 1)));
    if (order > 0)
      step.n_removed++;
    i -= order >= 0;
    j -= order <= 0;
  }
  take_step (change, run->position, &step);
}

static void
change_known (Change *change, const MadoQueueRun *run, const MadoQueuePiece *piece)
{
  change_gap (change, run->position + run->rows->len, piece->now_position + piece->now_length);
  if (piece->entries != NULL)
    change_run (change, run, piece->entries);
  else
    splice (change->model, run->position, run->rows->len, (guint) piece->now_length, NULL);
  change->end = run->position;
  change->now_end = piece->now_position;
}

/* The keys are in the entries of @runs. */
static GHashTable *
map_rows (const GPtrArray *runs)
{
  GHashTable *rows = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < runs->len; i++) {
    const MadoQueueRun *run = g_ptr_array_index (runs, i);

    for (guint j = 0; j < run->entries->len; j++) {
      MadoQueueEntry *entry = g_ptr_array_index (run->entries, j);

      g_hash_table_insert (rows, &entry->spot.row, g_ptr_array_index (run->rows, j));
    }
  }

  return rows;
}

static void
change_list (MadoQueueModel *self, const GPtrArray *runs, const MadoQueueFetch *fetch)
{
  g_autoptr (GHashTable) rows = map_rows (runs);
  Change change = { self, rows, self->n_rows, fetch->now_count };

  for (guint i = runs->len; i > 0; i--) {
    const MadoQueueRun *run = g_ptr_array_index (runs, i - 1);

    if (run->is_read)
      change_known (&change, run, &g_array_index (fetch->pieces, MadoQueuePiece, i - 1));
  }
  change_gap (&change, 0, 0);
}

static void
fill_rows (MadoQueueModel *self, const MadoQueueFetch *fetch)
{
  for (guint i = 0; i < fetch->pieces->len; i++) {
    const MadoQueuePiece *piece = &g_array_index (fetch->pieces, MadoQueuePiece, i);

    for (guint j = 0; !piece->is_known && j < piece->entries->len; j++) {
      MadoQueueRow *row = mado_queue_window_find (self->window, (guint) piece->now_position + j);

      if (row != NULL)
        mado_queue_row_set_entry (row, g_ptr_array_index (piece->entries, j));
    }
  }
  mado_queue_window_trim (self->window, TRUE, MOST_READ);
}

/* --- fetches ------------------------------------------------------------------------------------------------------ */

static MadoQueueList
get_list (const MadoQueueModel *self)
{
  return (MadoQueueList) { self->programme, self->name, self->columns };
}

static const MadoQueueSpot *
get_spot (const MadoQueueRun *run, guint index)
{
  return run->is_read ? &((MadoQueueEntry *) g_ptr_array_index (run->entries, index))->spot : NULL;
}

/* Rows are objects of this thread, so the other one gets their spots alone. */
static MadoQueueFetch *
write_fetch (const MadoQueueModel *self, const GPtrArray *runs)
{
  const MadoQueueList list = get_list (self);
  MadoQueueFetch *fetch = mado_queue_fetch_new (&list, self->seen, self->n_rows);

  for (guint i = 0; i < runs->len; i++) {
    const MadoQueueRun *run = g_ptr_array_index (runs, i);

    mado_queue_fetch_add (fetch, run->position, run->rows->len, get_spot (run, 0), get_spot (run, run->rows->len - 1));
  }

  return fetch;
}

static gboolean
has_waiting (const GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (!((const MadoQueueRun *) g_ptr_array_index (runs, i))->is_read)
      return TRUE;

  return FALSE;
}

static void
fetch_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_queue_fetch_run (request, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void fetched_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
start_fetch (MadoQueueModel *self)
{
  g_autoptr (GPtrArray) runs = NULL;
  GWeakRef *model;
  GTask *task;

  if (self->fetching != NULL)
    return;
  runs = mado_queue_window_list_runs (self->window);
  if (!self->is_stale && !has_waiting (runs))
    return;
  self->is_stale = FALSE;
  self->fetching = g_cancellable_new ();
  model = g_new0 (GWeakRef, 1);
  g_weak_ref_init (model, self);
  task = g_task_new (NULL, self->fetching, fetched_cb, model);
  g_task_set_task_data (task, write_fetch (self, runs), (GDestroyNotify) mado_queue_fetch_free);
  self->runs = g_steal_pointer (&runs);
  mado_store_thread_run (self->reader, task, fetch_work);
}

static void
end_fetch (MadoQueueModel *self, GTask *task)
{
  const MadoQueueFetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (task, &error)) {
    if (fetch->now_seen != fetch->seen)
      change_list (self, self->runs, fetch);
    self->seen = fetch->now_seen;
    fill_rows (self, fetch);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_signal_emit (self, failed_signal, 0, error);
  }
  g_clear_object (&self->fetching);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    start_fetch (self);
}

static void
fetched_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (MadoQueueModel) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self != NULL)
    end_fetch (self, G_TASK (result));
}

/* The rows that a fetch would bring have left the window, because others were asked for after them. */
static gboolean
is_needless (const MadoQueueModel *self)
{
  gboolean is_first = self->seen == 0;

  for (guint i = 0; !is_first && i < self->runs->len; i++) {
    const MadoQueueRun *run = g_ptr_array_index (self->runs, i);

    for (guint j = 0; !run->is_read && j < run->rows->len; j++)
      if (mado_queue_window_has (self->window, run->position + j))
        return FALSE;
  }

  return !is_first && has_waiting (self->runs);
}

static void
ask_for (MadoQueueModel *self, guint position)
{
  guint first = position / BLOCK * BLOCK;

  mado_queue_window_open (self->window, first, MIN (BLOCK, self->n_rows - first));
  mado_queue_window_trim (self->window, FALSE, MOST_WAITING);
  if (self->fetching != NULL && is_needless (self)) {
    self->is_stale = TRUE; /* what the fetch should also have looked for is looked for by the next */
    g_cancellable_cancel (self->fetching);
  }
  start_fetch (self);
}

/* --- the list model ----------------------------------------------------------------------------------------------- */

static GType
get_item_type (G_GNUC_UNUSED GListModel *model)
{
  return MADO_TYPE_QUEUE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MADO_QUEUE_MODEL (model)->n_rows;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MadoQueueModel *self = MADO_QUEUE_MODEL (model);

  if (position >= self->n_rows)
    return NULL;
  if (!mado_queue_window_has (self->window, position))
    ask_for (self, position);

  return g_object_ref (mado_queue_window_find (self->window, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static void
mado_queue_model_dispose (GObject *object)
{
  MadoQueueModel *self = MADO_QUEUE_MODEL (object);

  if (self->fetching != NULL)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_pointer (&self->runs, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_queue_model_parent_class)->dispose (object);
}

static void
mado_queue_model_finalize (GObject *object)
{
  MadoQueueModel *self = MADO_QUEUE_MODEL (object);

  mado_queue_window_free (self->window);
  g_ptr_array_unref (self->columns);
  g_free (self->name);
  mado_programme_unref (self->programme);

  G_OBJECT_CLASS (mado_queue_model_parent_class)->finalize (object);
}

static void
mado_queue_model_class_init (MadoQueueModelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = mado_queue_model_dispose;
  object_class->finalize = mado_queue_model_finalize;

  failed_signal = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_queue_model_init (MadoQueueModel *self)
{
  self->window = mado_queue_window_new ();
}

/**
 * mado_queue_model_new:
 * @reader: the thread of a connection that only reads; outlives the model
 * @list: a list
 *
 * Returns: (transfer full): the list, empty until its count was read
 */
MadoQueueModel *
mado_queue_model_new (MadoStoreThread *reader, const MadoQueueList *list)
{
  MadoQueueModel *self = g_object_new (MADO_TYPE_QUEUE_MODEL, NULL);

  self->reader = reader;
  self->programme = mado_programme_ref ((MadoProgramme *) list->programme);
  self->name = g_strdup (list->name);
  self->columns = g_ptr_array_ref ((GPtrArray *) list->columns);
  mado_queue_model_refresh (self);

  return self;
}

/**
 * mado_queue_model_refresh:
 * @self: a model
 *
 * Looks for what was written since. Rows that stay keep their objects.
 */
void
mado_queue_model_refresh (MadoQueueModel *self)
{
  self->is_stale = TRUE;
  start_fetch (self);
}

/* --- the next row ------------------------------------------------------------------------------------------------- */

static void
find_next_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  const MadoQueueFetch *fetch = request;
  const MadoQueueList list = { fetch->programme, fetch->name, fetch->columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AFTER,
                                 .spot = &g_array_index (fetch->pieces, MadoQueuePiece, 0).last,
                                 .limit = 1 };
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = mado_queue_load_page (database, &list, &query, &error);

  if (entries == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, entries->len > 0 ? mado_queue_entry_ref (entries->pdata[0]) : NULL,
                           (GDestroyNotify) mado_queue_entry_unref);
}

/**
 * mado_queue_model_find_next_async:
 * @self: a model
 * @row: a row of it that was read; it may have left the list since
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 *
 * Looks for what follows in the list by now, for whoever is done with a case and takes the next.
 */
void
mado_queue_model_find_next_async (MadoQueueModel *self,
                                  MadoQueueRow *row,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const MadoQueueList list = get_list (self);
  const MadoQueueSpot *spot = &mado_queue_row_get_entry (row)->spot;
  MadoQueueFetch *fetch = mado_queue_fetch_new (&list, self->seen, self->n_rows);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  mado_queue_fetch_add (fetch, 0, 1, spot, spot);
  g_task_set_task_data (task, fetch, (GDestroyNotify) mado_queue_fetch_free);
  mado_store_thread_run (self->reader, task, find_next_work);
}

/**
 * mado_queue_model_find_next_finish:
 * @result: what the callback was given
 * @out_next: (out) (transfer full) (nullable): what follows; %NULL at the end of the list
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_queue_model_find_next_finish (GAsyncResult *result, MadoQueueEntry **out_next, GError **error)
{
  GError *fault = NULL;
  MadoQueueEntry *next = g_task_propagate_pointer (G_TASK (result), &fault);

  if (fault != NULL) {
    g_propagate_error (error, fault);
    return FALSE;
  }
  *out_next = next;

  return TRUE;
}
