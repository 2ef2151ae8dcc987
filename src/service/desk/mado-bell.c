/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who waits for which stream, and a thread that sees whose time is over. A stream's rings are counted, and whoever
 * wants to wait says which count he knew when he looked: so no ring falls between looking and waiting. */

#include "mado-bell.h"

#define ROUND (200 * G_TIME_SPAN_MILLISECOND)

struct _MadoBell {
  GThread *thread;
  GMutex lock;
  GCond closed;
  gboolean is_closed;
  GHashTable *counts; /* (element-type utf8 guint64) */
  GPtrArray *waiting; /* (element-type Waiting) */
};

typedef struct {
  char *stream;
  gint64 until; /* on the monotonic clock */
  GCancellable *hang_up;
  MadoBellWake wake;
  gpointer data;
} Waiting;

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->hang_up);
  g_free (waiting->stream);
  g_free (waiting);
}

typedef gboolean (*Condition) (const Waiting *waiting, gconstpointer data);

static gboolean
is_of_stream (const Waiting *waiting, gconstpointer stream)
{
  return g_str_equal (waiting->stream, stream);
}

static gboolean
is_over (const Waiting *waiting, gconstpointer now)
{
  return waiting->until <= *(const gint64 *) now || g_cancellable_is_cancelled (waiting->hang_up);
}

/* Takes out whom the condition meets; the lock is held. */
static GPtrArray *
take_out (MadoBell *self, Condition condition, gconstpointer data)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (free_waiting);

  for (guint i = self->waiting->len; i > 0; i--)
    if (condition (g_ptr_array_index (self->waiting, i - 1), data))
      g_ptr_array_add (taken, g_ptr_array_steal_index_fast (self->waiting, i - 1));

  return taken;
}

/* Not under the lock: who wakes may want to wait again. */
static void
wake_all (const GPtrArray *taken, MadoBellReason reason)
{
  for (guint i = 0; i < taken->len; i++) {
    const Waiting *waiting = g_ptr_array_index (taken, i);

    waiting->wake (waiting->data, reason);
  }
}

static gpointer
run_bell (gpointer data)
{
  MadoBell *self = data;

  g_mutex_lock (&self->lock);
  while (!self->is_closed) {
    const gint64 now = g_get_monotonic_time ();
    g_autoptr (GPtrArray) taken = take_out (self, is_over, &now);

    g_mutex_unlock (&self->lock);
    wake_all (taken, MADO_BELL_TIME_OVER);
    g_mutex_lock (&self->lock);
    if (!self->is_closed)
      g_cond_wait_until (&self->closed, &self->lock, now + ROUND);
  }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/**
 * mado_bell_new:
 *
 * Returns: (transfer full): a bell that never rang
 */
MadoBell *
mado_bell_new (void)
{
  MadoBell *self = g_new0 (MadoBell, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->closed);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func (free_waiting);
  self->thread = g_thread_new ("mado-bell", run_bell, self);

  return self;
}

/**
 * mado_bell_close:
 * @self: a bell
 *
 * Wakes everybody, and lets nobody wait from now on.
 */
void
mado_bell_close (MadoBell *self)
{
  g_autoptr (GPtrArray) taken = NULL;
  const gint64 end_of_time = G_MAXINT64;

  g_mutex_lock (&self->lock);
  self->is_closed = TRUE;
  g_cond_broadcast (&self->closed);
  taken = take_out (self, is_over, &end_of_time);
  g_mutex_unlock (&self->lock);
  wake_all (taken, MADO_BELL_TIME_OVER);
}

/**
 * mado_bell_free:
 * @self: (transfer full): a bell
 */
void
mado_bell_free (MadoBell *self)
{
  mado_bell_close (self);
  g_thread_join (self->thread);
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->closed);
  g_free (self);
}

static guint64
look_up (MadoBell *self, const char *stream)
{
  const guint64 *count = g_hash_table_lookup (self->counts, stream);

  return count != NULL ? *count : 0;
}

/**
 * mado_bell_count:
 * @self: a bell
 * @stream: a stream's name
 *
 * Returns: how often it rang for it
 */
guint64
mado_bell_count (MadoBell *self, const char *stream)
{
  guint64 count;

  g_mutex_lock (&self->lock);
  count = look_up (self, stream);
  g_mutex_unlock (&self->lock);

  return count;
}

/**
 * mado_bell_wait:
 * @self: a bell
 * @stream: a stream's name
 * @count: how often it had rung before the caller looked for himself
 * @until: on the monotonic clock
 * @hang_up: whether anybody still waits for it
 * @wake: called once, from any thread
 * @data: for @wake
 *
 * Returns: whether he waits; otherwise it rang meanwhile, and @wake is not called
 */
gboolean
mado_bell_wait (MadoBell *self,
                const char *stream,
                guint64 count,
                gint64 until,
                GCancellable *hang_up,
                MadoBellWake wake,
                gpointer data)
{
  gboolean is_closed, rang;

  g_mutex_lock (&self->lock);
  is_closed = self->is_closed;
  rang = look_up (self, stream) != count;
  if (!is_closed && !rang) {
    const Waiting waiting = { g_strdup (stream), until, g_object_ref (hang_up), wake, data };

    g_ptr_array_add (self->waiting, g_memdup2 (&waiting, sizeof waiting));
  }
  g_mutex_unlock (&self->lock);
  if (is_closed)
    wake (data, MADO_BELL_TIME_OVER);

  return is_closed || !rang;
}

/**
 * mado_bell_ring:
 * @self: a bell
 * @stream: whose log has grown
 */
void
mado_bell_ring (MadoBell *self, const char *stream)
{
  g_autoptr (GPtrArray) taken = NULL;
  guint64 count;

  g_mutex_lock (&self->lock);
  count = look_up (self, stream) + 1;
  g_hash_table_replace (self->counts, g_strdup (stream), g_memdup2 (&count, sizeof count));
  taken = take_out (self, is_of_stream, stream);
  g_mutex_unlock (&self->lock);
  wake_all (taken, MADO_BELL_RANG);
}

/**
 * mado_bell_count_waiting:
 * @self: a bell
 *
 * Returns: how many wait
 */
guint
mado_bell_count_waiting (MadoBell *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->waiting->len;
  g_mutex_unlock (&self->lock);

  return count;
}
