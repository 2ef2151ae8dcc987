/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Waits for a person at a security key, and lets that person give up. The key hears a cancellation only while it works,
 * so it is told until the call returns. */

#include "mado-touch-wait.h"

#include "mado-touch-attendant.h"

#define AGAIN_AFTER (100 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  fido_dev_t *fido;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock;
  GCond changed;
  gboolean is_over;
} Watch;

static void
cancelled_cb (G_GNUC_UNUSED GCancellable *cancellable, gpointer data)
{
  Watch *watch = data;

  g_mutex_lock (&watch->lock);
  g_cond_signal (&watch->changed);
  g_mutex_unlock (&watch->lock);
}

static gpointer
watch_cancellation (gpointer data)
{
  Watch *watch = data;

  g_mutex_lock (&watch->lock);
  while (!watch->is_over) {
    if (!g_cancellable_is_cancelled (watch->cancellable)) {
      g_cond_wait (&watch->changed, &watch->lock);
      continue;
    }
    fido_dev_cancel (watch->fido); /* ignored: a key that is gone ends the call by itself */
    g_cond_wait_until (&watch->changed, &watch->lock, g_get_monotonic_time () + AGAIN_AFTER);
  }
  g_mutex_unlock (&watch->lock);

  return NULL;
}

/**
 * mado_touch_wait:
 * @fido: an open key
 * @ask: what it is asked for
 * @pin: (nullable): its PIN
 * @request: for @ask
 *
 * Tells the attendant, who may cancel.
 *
 * Returns: what @ask returned
 */
int
mado_touch_wait (fido_dev_t *fido, MadoTouchAsk ask, const char *pin, gpointer request)
{
  const MadoTouchAttendant *attendant = mado_touch_get_attendant ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .fido = fido, .cancellable = cancellable };
  gulong handler;
  int code;

  g_mutex_init (&watch.lock);
  g_cond_init (&watch.changed);
  watch.thread = g_thread_new ("touch", watch_cancellation, &watch);
  handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), &watch, NULL);
  attendant->begin (cancellable, attendant->user_data);
  code = ask (fido, pin, request);
  attendant->end (attendant->user_data);
  g_cancellable_disconnect (cancellable, handler);
  g_mutex_lock (&watch.lock);
  watch.is_over = TRUE;
  g_cond_signal (&watch.changed);
  g_mutex_unlock (&watch.lock);
  g_thread_join (watch.thread);
  g_cond_clear (&watch.changed);
  g_mutex_clear (&watch.lock);

  return code;
}
