/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks every few seconds how long ago the last key or pointer was. */

#include "mado-absence.h"

#define PAUSE 2 /* seconds between two looks */

struct _MadoAbsence {
  GObject parent_instance;

  MadoAbsenceClock clock;
  gint64 limit;  /* microseconds; 0: nobody is ever taken for gone */
  gint64 warned; /* the presence after which that was told */
  gint64 gone;
  guint timer;
};

G_DEFINE_FINAL_TYPE (MadoAbsence, mado_absence, G_TYPE_OBJECT)

enum { SIGNAL_WARNED, SIGNAL_GONE, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Of all windows; they do not know who asks. */
static gint64 last_presence;
static MadoAbsenceClock presence_clock = g_get_monotonic_time;

static void
mado_absence_finalize (GObject *object)
{
  g_clear_handle_id (&MADO_ABSENCE (object)->timer, g_source_remove);

  G_OBJECT_CLASS (mado_absence_parent_class)->finalize (object);
}

static void
mado_absence_class_init (MadoAbsenceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_absence_finalize;

  signals[SIGNAL_WARNED] =
      g_signal_new ("warned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GONE] =
      g_signal_new ("gone", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
look_cb (gpointer self)
{
  mado_absence_look (self);

  return G_SOURCE_CONTINUE;
}

static void
mado_absence_init (MadoAbsence *self)
{
  self->timer = g_timeout_add_seconds (PAUSE, look_cb, self);
}

/**
 * mado_absence_new:
 * @clock: what tells the time
 *
 * Returns: (transfer full): a watch that emits "warned", and "gone" once until somebody is there again
 */
MadoAbsence *
mado_absence_new (MadoAbsenceClock clock)
{
  MadoAbsence *self = g_object_new (MADO_TYPE_ABSENCE, NULL);

  self->clock = presence_clock = clock;
  self->warned = self->gone = G_MININT64;
  mado_absence_note_presence ();

  return self;
}

/**
 * mado_absence_set_limit:
 * @self: a watch
 * @seconds: after which somebody is taken for gone; 0: never
 */
void
mado_absence_set_limit (MadoAbsence *self, guint seconds)
{
  self->limit = seconds * G_USEC_PER_SEC;
  mado_absence_note_presence ();
}

static void
tell_once (MadoAbsence *self, gboolean holds, gint64 *told, guint signal)
{
  if (!holds || *told == last_presence)
    return;
  *told = last_presence;
  g_signal_emit (self, signals[signal], 0);
}

/**
 * mado_absence_look:
 * @self: a watch
 *
 * Looks now. It does so by itself every few seconds.
 */
void
mado_absence_look (MadoAbsence *self)
{
  gint64 away = self->clock () - last_presence;

  tell_once (self,
             self->limit > 0 && away >= self->limit - (gint64) MADO_ABSENCE_WARNING * G_USEC_PER_SEC &&
                 away < self->limit,
             &self->warned, SIGNAL_WARNED);
  tell_once (self, self->limit > 0 && away >= self->limit, &self->gone, SIGNAL_GONE);
}

/**
 * mado_absence_note_presence:
 *
 * Somebody has touched the keyboard or the pointer.
 */
void
mado_absence_note_presence (void)
{
  last_presence = presence_clock ();
}
