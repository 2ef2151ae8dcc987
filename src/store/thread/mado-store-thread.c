/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread, one connection, one queue of work. */

#include "mado-store-thread.h"

struct _MadoStoreThread {
  GThread *thread;
  GAsyncQueue *queue; /* Order */
  MadoDatabase *database;
};

typedef struct {
  GTask *task; /* (nullable): %NULL: the last order */
  MadoStoreWork work;
} Order;

static void
push_order (MadoStoreThread *self, GTask *task, MadoStoreWork work)
{
  g_async_queue_push (self->queue, g_memdup2 (&(Order) { .task = task, .work = work }, sizeof (Order)));
}

static void
carry_out (MadoDatabase *database, GTask *task, MadoStoreWork work)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error)) {
    g_task_return_error (task, error);
    return;
  }
  mado_database_set_cancellable (database, cancellable);
  work (task, database, g_task_get_task_data (task), cancellable);
  mado_database_set_cancellable (database, NULL);
  (void) mado_database_checkpoint (database, NULL); /* ignored: the log keeps everything until the next one */
}

static gpointer
run_thread (gpointer data)
{
  MadoStoreThread *self = data;

  for (;;) {
    g_autofree Order *order = g_async_queue_pop (self->queue);
    g_autoptr (GTask) task = order->task;

    if (task == NULL)
      break;
    carry_out (self->database, task, order->work);
  }
  g_clear_pointer (&self->database, mado_database_free);

  return NULL;
}

/**
 * mado_store_thread_new:
 * @name: of the thread, at most 15 characters
 * @database: (transfer full): what it owns from now on
 *
 * Returns: (transfer full): the thread, waiting for work
 */
MadoStoreThread *
mado_store_thread_new (const char *name, MadoDatabase *database)
{
  MadoStoreThread *self = g_new0 (MadoStoreThread, 1);

  self->queue = g_async_queue_new ();
  self->database = database;
  self->thread = g_thread_new (name, run_thread, self);

  return self;
}

/**
 * mado_store_thread_free:
 * @self: (nullable) (transfer full): a thread
 *
 * Waits until everything that was handed over is done, and the database is closed.
 */
void
mado_store_thread_free (MadoStoreThread *self)
{
  if (self == NULL)
    return;

  push_order (self, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}

/**
 * mado_store_thread_run:
 * @self: a thread
 * @task: (transfer full): what gets the result; its cancellable ends work that has not begun, or statements that run
 * @work: what is done
 */
void
mado_store_thread_run (MadoStoreThread *self, GTask *task, MadoStoreWork work)
{
  push_order (self, task, work);
}
