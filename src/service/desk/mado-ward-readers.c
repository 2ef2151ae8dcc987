/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A queue, and threads that take from it. */

#include "mado-ward-readers.h"

struct _MadoWardReaders {
  const MadoWardSource *source;
  GPtrArray *threads;
  GAsyncQueue *queue; /* (element-type Order) */
};

typedef struct {
  const MadoWardWork *work; /* (nullable): %NULL: the thread's last order */
  gpointer data;
} Order;

static gboolean
run_order (MadoWardRoom *room, const Order *order, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_ward_room_begin (room, error);

  return turn != NULL && order->work->run (order->data, room, error);
}

static gpointer
run_reader (gpointer data)
{
  MadoWardReaders *self = data;
  g_autoptr (MadoWardRoom) room = mado_ward_room_new (self->source, MADO_BACKEND_READ);

  for (;;) {
    g_autofree Order *order = g_async_queue_pop (self->queue);
    g_autoptr (GError) error = NULL;

    if (order->work == NULL)
      return NULL;
    if (!run_order (room, order, &error))
      mado_ward_room_forget (room);
    order->work->done (order->data, error);
  }
}

/**
 * mado_ward_readers_new:
 * @source: of the ward; outlives the readers
 * @n_threads: how many
 *
 * Returns: (transfer full): the readers, at work
 */
MadoWardReaders *
mado_ward_readers_new (const MadoWardSource *source, guint n_threads)
{
  MadoWardReaders *self = g_new0 (MadoWardReaders, 1);

  self->source = source;
  self->queue = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("mado-reader", run_reader, self));

  return self;
}

/**
 * mado_ward_readers_free:
 * @self: (transfer full): readers
 *
 * They do first what was handed in.
 */
void
mado_ward_readers_free (MadoWardReaders *self)
{
  for (guint i = 0; i < self->threads->len; i++)
    mado_ward_readers_submit (self, NULL, NULL);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->queue);
  g_free (self);
}

/**
 * mado_ward_readers_submit:
 * @self: readers
 * @work: what is to be done; lives as long as they do
 * @data: with what
 */
void
mado_ward_readers_submit (MadoWardReaders *self, const MadoWardWork *work, gpointer data)
{
  g_async_queue_push (self->queue, g_memdup2 (&(Order) { work, data }, sizeof (Order)));
}
