/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A queue with an end, and one thread. */

#include "mado-porter.h"

#include <string.h>

struct _MadoPorter {
  GThread *thread;
  GMutex lock;
  GCond changed;
  GQueue waiting; /* (element-type Waiting) */
  gboolean is_closed;
};

typedef struct {
  char *terminal;
  void (*work) (gpointer data);
  gpointer data;
} Waiting;

/* Nobody is left when it is closed. */
static Waiting *
take_next (MadoPorter *self)
{
  Waiting *next;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->waiting) && !self->is_closed)
    g_cond_wait (&self->changed, &self->lock);
  next = g_queue_pop_head (&self->waiting);
  g_mutex_unlock (&self->lock);

  return next;
}

static gpointer
run_porter (gpointer data)
{
  Waiting *next;

  while ((next = take_next (data)) != NULL) {
    next->work (next->data);
    g_free (next->terminal);
    g_free (next);
  }

  return NULL;
}

/**
 * mado_porter_new:
 *
 * Returns: (transfer full): a porter, at work
 */
MadoPorter *
mado_porter_new (void)
{
  MadoPorter *self = g_new0 (MadoPorter, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->thread = g_thread_new ("mado-porter", run_porter, self);

  return self;
}

/**
 * mado_porter_close:
 * @self: a porter
 *
 * Looks at those who wait, and at nobody from now on.
 */
void
mado_porter_close (MadoPorter *self)
{
  g_mutex_lock (&self->lock);
  self->is_closed = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * mado_porter_free:
 * @self: (transfer full): a porter; he is closed first
 */
void
mado_porter_free (MadoPorter *self)
{
  mado_porter_close (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gboolean
has_room (MadoPorter *self, const char *terminal)
{
  guint count = 0;

  for (const GList *link = self->waiting.head; link != NULL; link = link->next)
    count += strcmp (((const Waiting *) link->data)->terminal, terminal) == 0;

  return !self->is_closed && self->waiting.length < MADO_PORTER_MAX_WAITING &&
         count < MADO_PORTER_MAX_WAITING_PER_TERMINAL;
}

/**
 * mado_porter_submit:
 * @self: a porter
 * @terminal: on whose behalf
 * @work: what takes long, on his thread
 * @data: with what
 *
 * Returns: whether it is done when it is its turn; otherwise too many wait, and it is not
 */
gboolean
mado_porter_submit (MadoPorter *self, const char *terminal, void (*work) (gpointer data), gpointer data)
{
  gboolean is_taken;

  g_mutex_lock (&self->lock);
  is_taken = has_room (self, terminal);
  if (is_taken) {
    const Waiting waiting = { g_strdup (terminal), work, data };

    g_queue_push_tail (&self->waiting, g_memdup2 (&waiting, sizeof waiting));
    g_cond_signal (&self->changed);
  }
  g_mutex_unlock (&self->lock);

  return is_taken;
}
