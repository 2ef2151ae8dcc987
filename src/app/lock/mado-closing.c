/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks every few seconds how late it is in Japan: a terminal may have slept in between. */

#include "mado-closing.h"

#include <stdlib.h>

#define PAUSE 5 /* seconds between two looks */
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define DAY (24 * 60 * MINUTE)
#define JAPAN (9 * 60 * MINUTE)

struct _MadoClosing {
  GObject parent_instance;

  MadoClosingClock clock;
  gint64 end; /* microseconds since 1970; G_MAXINT64: it is over, or never */
  gboolean is_warned;
  guint timer;
};

G_DEFINE_FINAL_TYPE (MadoClosing, mado_closing, G_TYPE_OBJECT)

enum { SIGNAL_WARNED, SIGNAL_OVER, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
mado_closing_finalize (GObject *object)
{
  g_clear_handle_id (&MADO_CLOSING (object)->timer, g_source_remove);

  G_OBJECT_CLASS (mado_closing_parent_class)->finalize (object);
}

static void
mado_closing_class_init (MadoClosingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_closing_finalize;

  signals[SIGNAL_WARNED] =
      g_signal_new ("warned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OVER] =
      g_signal_new ("over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
look_cb (gpointer self)
{
  mado_closing_look (self);

  return G_SOURCE_CONTINUE;
}

static void
mado_closing_init (MadoClosing *self)
{
  self->timer = g_timeout_add_seconds (PAUSE, look_cb, self);
}

/* The next time that a clock in Japan shows that. */
static gint64
find_end (gint64 now, const char *closes)
{
  const gint64 minutes = strtol (closes, NULL, 10) * 60 + strtol (closes + 3, NULL, 10);
  const gint64 local = now + JAPAN;
  const gint64 today = local - local % DAY + minutes * MINUTE - JAPAN;

  return today > now ? today : today + DAY;
}

/**
 * mado_closing_new:
 * @clock: what tells the time
 * @closes: "17:15", as a programme says of a site
 *
 * Returns: (transfer full): a watch
 */
MadoClosing *
mado_closing_new (MadoClosingClock clock, const char *closes)
{
  MadoClosing *self = g_object_new (MADO_TYPE_CLOSING, NULL);

  self->clock = clock;
  self->end = find_end (clock ().microseconds, closes);

  return self;
}

/**
 * mado_closing_look:
 * @self: a watch
 *
 * Looks now. It does so by itself every few seconds.
 */
void
mado_closing_look (MadoClosing *self)
{
  const gint64 now = self->clock ().microseconds;

  if (now >= self->end) {
    self->end = G_MAXINT64;
    g_signal_emit (self, signals[SIGNAL_OVER], 0);
  } else if (!self->is_warned && self->end - now <= MADO_CLOSING_WARNING * MINUTE) {
    self->is_warned = TRUE;
    g_signal_emit (self, signals[SIGNAL_WARNED], 0);
  }
}
