/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever has typed a word waits behind nothing else that is read or written: in a great ward letters and money take
 * seconds to read, and a caller does not wait so long. */

#include <gio/gio.h>

#include "intake-sample.h"
#include "mado-call-reading.h"
#include "mado-case-search.h"

typedef struct {
  IntakeSample sample;
  MadoSession *session;
  GMutex mutex; /* of what follows */
  GCond cond;
  gboolean is_over; /* the others may go on */
  guint n_done;     /* of the others */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  intake_sample_begin (&self->sample, "ninpu-r7", "agent", "2025-06-15T01:00:00.000000Z");
  intake_sample_open (&self->sample);
  self->session = mado_session_new (self->sample.desk, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->session);
  mado_desk_close (self->sample.desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  intake_sample_end (&self->sample);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
}

static void
wait_work (GTask *task, MadoDatabase *database, gpointer fixture, GCancellable *cancellable)
{
  Fixture *self = fixture;

  g_mutex_lock (&self->mutex);
  while (!self->is_over)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer fixture)
{
  ((Fixture *) fixture)->n_done++;
}

/* What reads lists, what reads letters and money, and what writes. */
static void
keep_busy (Fixture *self)
{
  static const MadoDeskHand hands[] = { MADO_DESK_WRITER, MADO_DESK_READER, MADO_DESK_SEARCHER };

  self->is_over = FALSE;
  self->n_done = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (hands); i++) {
    GTask *task = g_task_new (NULL, NULL, done_cb, self);

    g_task_set_task_data (task, self, NULL);
    mado_desk_do (self->sample.desk, hands[i], task, wait_work);
  }
}

static void
let_go (Fixture *self)
{
  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  while (self->n_done < 3)
    g_main_context_iteration (NULL, TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static GAsyncResult *
await_result (Fixture *self, GAsyncResult *const *result)
{
  while (*result == NULL && self->n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->n_done, ==, 0); /* the others are at it all the time */

  return *result;
}

static void
test_callers_wait_for_nobody (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MadoCallers) callers = NULL;

  keep_busy (self);
  mado_call_find_async (self->session, "0312345678", NULL, found_cb, &result);
  callers = mado_call_find_finish (await_result (self, &result), NULL);
  g_assert_nonnull (callers);
  let_go (self);
}

static void
test_the_palette_waits_for_nobody (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  MadoCaseHits *hits;

  keep_busy (self);
  mado_case_search_async (self->session, "0312345678", NULL, found_cb, &result);
  hits = mado_case_search_finish (await_result (self, &result), NULL);
  g_assert_nonnull (hits);
  mado_case_hits_free (hits);
  let_go (self);
}

#define add(name, function) g_test_add ("/look-up/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("callers-wait-for-nobody", test_callers_wait_for_nobody);
  add ("the-palette-waits-for-nobody", test_the_palette_waits_for_nobody);

  return g_test_run ();
}
