/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The display tells whoever asks that a program has rung its bell, whether or not anything sounds. */

#include "gui-bell.h"

#include <X11/XKBlib.h>

#define PATIENCE 60 /* seconds, on a machine that has much else to do */

struct _GuiBell {
  Display *display;
  int first_event; /* of the keyboard extension */
  guint n_rung;
};

/**
 * gui_bell_listen:
 *
 * Returns: (transfer full): what hears the bell from now on
 */
GuiBell *
gui_bell_listen (void)
{
  GuiBell *self = g_new0 (GuiBell, 1);

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  g_assert_true (XkbQueryExtension (self->display, NULL, &self->first_event, NULL, NULL, NULL));
  g_assert_true (XkbSelectEvents (self->display, XkbUseCoreKbd, XkbBellNotifyMask, XkbBellNotifyMask));
  XSync (self->display, False);

  return self;
}

/**
 * gui_bell_count:
 * @self: a listener
 *
 * Returns: how often it has rung until now
 */
guint
gui_bell_count (GuiBell *self)
{
  while (XPending (self->display) > 0) {
    XEvent event;

    XNextEvent (self->display, &event);
    if (event.type == self->first_event && ((const XkbEvent *) &event)->any.xkb_type == XkbBellNotify)
      self->n_rung++;
  }

  return self->n_rung;
}

/**
 * gui_bell_await:
 * @self: a listener
 * @n_rung: how often it has to have rung
 */
void
gui_bell_await (GuiBell *self, guint n_rung)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (gui_bell_count (self) < n_rung) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_usleep (20000);
  }
}

/**
 * gui_bell_free:
 * @self: (transfer full): a listener
 */
void
gui_bell_free (GuiBell *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}
