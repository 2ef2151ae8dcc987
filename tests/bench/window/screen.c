/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Follows the clock of a window's frames. */

#include "screen.h"

#include "mado-bench.h"

#define PATIENCE 120 /* seconds until something does not come any more */
#define REST 300     /* milliseconds */

struct _Screen {
  GtkWindow *window;
  GdkFrameClock *clock; /* (nullable): before there is one */
  guint n_painted;
  gint64 painted; /* when, for the last time */

  GtkAdjustment *scrolled; /* (nullable): while somebody scrolls */
  double step;
  GArray *frames; /* (nullable): of ScreenFrame, when each was painted meanwhile */
  double turn;    /* the longest turn of the loop meanwhile, in milliseconds of a processor */
};

static void
painted_cb (GdkFrameClock *clock, Screen *self)
{
  self->n_painted++;
  self->painted = g_get_monotonic_time ();
  if (self->frames != NULL) {
    const ScreenFrame frame = { (double) self->painted / 1000, mado_bench_get_used () };

    g_array_append_val (self->frames, frame);
  }
}

static void
realized_cb (GtkWidget *window, Screen *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (painted_cb), self);
}

/**
 * screen_new:
 * @window: a window; is shown
 *
 * Returns: (transfer full): it, followed
 */
Screen *
screen_new (GtkWindow *window)
{
  Screen *self = g_new0 (Screen, 1);

  self->window = g_object_ref (window);
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), self);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), self);
  gtk_window_present (window);

  return self;
}

/**
 * screen_free:
 * @self: (transfer full): a screen; its window stays
 */
void
screen_free (Screen *self)
{
  g_signal_handlers_disconnect_by_data (self->window, self);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_object_unref (self->window);
  g_free (self);
}

static gboolean
lose_patience (gpointer unused)
{
  g_error ("what is measured did not come within %d seconds", PATIENCE);

  return G_SOURCE_REMOVE;
}

/**
 * screen_await:
 * @self: a screen
 * @awaited: says whether it is there
 * @load: for @awaited
 *
 * Returns when it is there and has been painted.
 */
void
screen_await (Screen *self, ScreenAwaited awaited, gpointer load)
{
  guint patience = g_timeout_add_seconds (PATIENCE, lose_patience, NULL);
  guint n_painted;

  while (!awaited (load))
    g_main_context_iteration (NULL, TRUE);
  n_painted = self->n_painted;
  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  while (self->n_painted == n_painted)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static gboolean
wake (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * screen_rest:
 * @self: a screen
 *
 * Lets what is still going on come to its end.
 */
void
screen_rest (Screen *self)
{
  gboolean is_over = FALSE;

  g_timeout_add (REST, wake, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer screen)
{
  Screen *self = screen;
  double value = gtk_adjustment_get_value (self->scrolled) + self->step;
  double most = gtk_adjustment_get_upper (self->scrolled) - gtk_adjustment_get_page_size (self->scrolled);

  gtk_adjustment_set_value (self->scrolled, value < most ? value : 0);

  return G_SOURCE_CONTINUE;
}

/**
 * screen_scroll:
 * @self: a screen
 * @adjustment: what is scrolled
 * @n_frames: for how long
 * @step: by how much in each
 *
 * Returns: (transfer full) (element-type ScreenFrame): what passed from frame to frame
 */
GArray *
screen_scroll (Screen *self, GtkAdjustment *adjustment, guint n_frames, double step)
{
  GArray *passed = g_array_new (FALSE, FALSE, sizeof (ScreenFrame));
  guint tick;

  self->scrolled = adjustment;
  self->step = step;
  self->frames = g_array_new (FALSE, FALSE, sizeof (ScreenFrame));
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), scroll_cb, self, NULL);
  self->turn = 0;
  while (self->frames->len <= n_frames) {
    const double before = mado_bench_get_used ();

    g_main_context_iteration (NULL, TRUE);
    self->turn = MAX (self->turn, mado_bench_get_used () - before);
  }
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), tick);
  for (guint i = 1; i < self->frames->len; i++) {
    const ScreenFrame *before = &g_array_index (self->frames, ScreenFrame, i - 1), *now = before + 1;
    const ScreenFrame one = { now->passed - before->passed, now->used - before->used };

    g_array_append_val (passed, one);
  }
  g_clear_pointer (&self->frames, g_array_unref);
  self->scrolled = NULL;

  return passed;
}

/**
 * screen_get_turn:
 * @self: a screen that was scrolled
 *
 * Returns: how many milliseconds of a processor the longest turn of the loop took meanwhile, frames among them
 */
double
screen_get_turn (Screen *self)
{
  return self->turn;
}

/**
 * screen_find:
 * @widget: where to look
 * @type: what is looked for
 *
 * Returns: (transfer none) (nullable): the first of that type that is on the screen
 */
GtkWidget *
screen_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = screen_find (child, type);

    if (found != NULL)
      return found;
  }

  return NULL;
}
