/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes what waits, does it in one turn, tells everybody. */

#include "mado-ward-writer.h"

#include "mado-fault-point.h"

#define MAX_BATCH 64
#define SETTLED_EVERY G_TIME_SPAN_SECOND

struct _MadoWardWriter {
  MadoWardRoom *room;
  gboolean is_shared;
  MadoWardDoubt *doubt; /* (nullable) */
  GThread *thread;
  GAsyncQueue *queue; /* (element-type Order) */
  gsize n_turns;      /* atomic */
  gsize n_works;      /* atomic */
};

typedef struct {
  const MadoWardWork *work; /* (nullable): %NULL: the last order */
  gpointer data;
} Order;

/* In one turn, or not at all. */
static gboolean
run_orders (MadoWardWriter *self, Order *const *orders, guint n_orders, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_ward_room_begin (self->room, error);

  if (turn == NULL)
    return FALSE;
  for (guint i = 0; i < n_orders; i++)
    if (!orders[i]->work->run (orders[i]->data, self->room, error))
      return FALSE;

  return mado_ward_room_commit (self->room, g_steal_pointer (&turn), error);
}

static void
finish_orders (MadoWardWriter *self, Order *const *orders, guint n_orders)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_done = run_orders (self, orders, n_orders, &error);

  mado_fault_point ("turn-over");
  g_atomic_pointer_add (&self->n_turns, 1);
  if (!is_done || self->is_shared)
    mado_ward_room_forget (self->room);
  if (!is_done && n_orders > 1) {
    for (guint i = 0; i < n_orders; i++)
      finish_orders (self, &orders[i], 1);
    return;
  }
  g_atomic_pointer_add (&self->n_works, n_orders); /* before anybody can hear of it */
  for (guint i = 0; i < n_orders; i++)
    orders[i]->work->done (orders[i]->data, error);
}

/* Somebody has to write for those who read to be shown again what is there; nobody may come for long. */
static void
settle_doubt (MadoWardWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (!run_orders (self, NULL, 0, &error))
    mado_ward_room_forget (self->room);
}

static Order *
await_order (MadoWardWriter *self)
{
  Order *order = NULL;

  while (self->doubt != NULL && mado_ward_doubt_lasts (self->doubt) &&
         (order = g_async_queue_timeout_pop (self->queue, SETTLED_EVERY)) == NULL)
    settle_doubt (self);

  return order != NULL ? order : g_async_queue_pop (self->queue);
}

/* Whether others may share its turn. */
static gboolean
is_sociable (const Order *order)
{
  return order->work != NULL && !order->work->is_alone;
}

static gpointer
run_writer (gpointer data)
{
  MadoWardWriter *self = data;
  gboolean is_last = FALSE;

  while (!is_last) {
    Order *orders[MAX_BATCH] = { await_order (self) };
    guint n_orders = 1, n_shared;

    while (n_orders < MAX_BATCH && is_sociable (orders[n_orders - 1]) &&
           (orders[n_orders] = g_async_queue_try_pop (self->queue)) != NULL)
      n_orders++;
    n_shared = n_orders - !is_sociable (orders[n_orders - 1]);
    is_last = orders[n_orders - 1]->work == NULL;
    if (n_shared > 0)
      finish_orders (self, orders, n_shared);
    if (n_shared < n_orders && !is_last)
      finish_orders (self, &orders[n_shared], 1);
    for (guint i = 0; i < n_orders; i++)
      g_free (orders[i]);
  }
  mado_ward_room_forget (self->room); /* a connection belongs to its thread */

  return NULL;
}

/**
 * mado_ward_writer_new:
 * @source: of the ward; outlives the writer
 * @error: why the ward cannot be opened
 *
 * Returns: (transfer full) (nullable): the writer, at work
 */
MadoWardWriter *
mado_ward_writer_new (const MadoWardSource *source, GError **error)
{
  g_autoptr (MadoWardRoom) room = mado_ward_room_new (source, MADO_BACKEND_WRITE);

  if (!mado_ward_room_open (room, error))
    return NULL;

  MadoWardWriter *self = g_new0 (MadoWardWriter, 1);

  if (source->is_shared)
    mado_ward_room_forget (room);
  self->room = g_steal_pointer (&room);
  self->is_shared = source->is_shared;
  self->doubt = source->doubt;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("mado-writer", run_writer, self);

  return self;
}

/**
 * mado_ward_writer_free:
 * @self: (transfer full): a writer
 *
 * Does first what was handed in.
 */
void
mado_ward_writer_free (MadoWardWriter *self)
{
  mado_ward_writer_submit (self, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  mado_ward_room_free (self->room);
  g_free (self);
}

/**
 * mado_ward_writer_submit:
 * @self: a writer
 * @work: what is to be done; lives as long as the writer
 * @data: with what
 */
void
mado_ward_writer_submit (MadoWardWriter *self, const MadoWardWork *work, gpointer data)
{
  g_async_queue_push (self->queue, g_memdup2 (&(Order) { work, data }, sizeof (Order)));
}

/**
 * mado_ward_writer_count_turns:
 * @self: a writer
 *
 * Returns: how many turns there were
 */
guint64
mado_ward_writer_count_turns (const MadoWardWriter *self)
{
  return (gsize) g_atomic_pointer_get ((gsize *) &self->n_turns);
}

/**
 * mado_ward_writer_count_works:
 * @self: a writer
 *
 * Returns: how much was done in them
 */
guint64
mado_ward_writer_count_works (const MadoWardWriter *self)
{
  return (gsize) g_atomic_pointer_get ((gsize *) &self->n_works);
}
