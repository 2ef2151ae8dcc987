/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns of one width; the line between the dots is drawn half in each. */

#include "mado-track-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "mado-handover-words.h"

#define DOT_HEIGHT 30
#define RADIUS 8.0
#define RADIUS_HERE 11.0

typedef struct {
  MadoLegState state;
  gboolean is_first;
  gboolean is_last;
  gboolean is_reached_next; /* the line goes on in color */
} Dot;

static void
set_line_color (cairo_t *cairo, GtkWidget *widget, gboolean is_reached)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  if (is_reached) {
    gdk_cairo_set_source_rgba (cairo, accent);
    return;
  }
  color.alpha = 0.3F;
  gdk_cairo_set_source_rgba (cairo, &color);
}

static void
draw_line (cairo_t *cairo, GtkWidget *widget, double from, double to, double y, gboolean is_reached)
{
  set_line_color (cairo, widget, is_reached);
  cairo_set_line_width (cairo, is_reached ? 3 : 2);
  cairo_move_to (cairo, from, y);
  cairo_line_to (cairo, to, y);
  cairo_stroke (cairo);
}

static void
draw_tick (cairo_t *cairo, double x, double y, double size)
{
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_set_line_width (cairo, 2.2);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cairo, x - size * 0.45, y);
  cairo_line_to (cairo, x - size * 0.1, y + size * 0.38);
  cairo_line_to (cairo, x + size * 0.5, y - size * 0.36);
  cairo_stroke (cairo);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  const Dot *dot = data;
  GtkWidget *widget = GTK_WIDGET (area);
  double x = width / 2.0, y = height / 2.0;
  double radius = dot->state == MADO_LEG_HERE ? RADIUS_HERE : RADIUS;
  gboolean is_reached = dot->state == MADO_LEG_DONE || dot->state == MADO_LEG_HERE;

  if (!dot->is_first)
    draw_line (cairo, widget, 0, x - radius, y, dot->state != MADO_LEG_AHEAD);
  if (!dot->is_last)
    draw_line (cairo, widget, x + radius, width, y, dot->is_reached_next);
  set_line_color (cairo, widget, is_reached);
  cairo_arc (cairo, x, y, radius - 1, 0, 2 * G_PI);
  cairo_set_line_width (cairo, 2);
  if (!is_reached) {
    cairo_stroke (cairo);
    return;
  }
  cairo_fill_preserve (cairo);
  cairo_stroke (cairo);
  draw_tick (cairo, x, y, radius);
  if (dot->state == MADO_LEG_HERE) { /* a ring around where it is */
    set_line_color (cairo, widget, TRUE);
    cairo_arc (cairo, x, y, radius + 2.5, 0, 2 * G_PI);
    cairo_set_line_width (cairo, 1.5);
    cairo_stroke (cairo);
  }
}

static GtkWidget *
create_dot (const MadoTrackLeg *legs, guint n_legs, guint index)
{
  GtkWidget *area = gtk_drawing_area_new ();
  Dot *dot = g_new0 (Dot, 1);

  dot->state = legs[index].state;
  dot->is_first = index == 0;
  dot->is_last = index == n_legs - 1;
  dot->is_reached_next = !dot->is_last && legs[index + 1].state != MADO_LEG_AHEAD;
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), DOT_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, dot, g_free);
  gtk_accessible_update_state (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  return area;
}

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* A step that may end in two ways says both until one is taken. */
static const char *
get_title (const MadoHandoverLeg *leg)
{
  return g_strcmp0 (leg->step, "return") == 0 && leg->state == MADO_LEG_AHEAD ? _ ("Return or erase")
                                                                              : mado_handover_words_get_leg (leg->step);
}

static GtkWidget *
create_leg (const MadoTrackLeg *legs, guint n_legs, guint index)
{
  const MadoTrackLeg *leg = &legs[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *when = leg->at > 0 ? mado_handover_words_dup_moment (leg->at) : g_strdup ("");
  g_autofree char *name = g_strjoin (" ", leg->title, leg->by != NULL ? leg->by : _ ("not yet"), when, NULL);

  gtk_box_append (GTK_BOX (box), create_dot (legs, n_legs, index));
  gtk_box_append (GTK_BOX (box), create_label (leg->title, leg->state == MADO_LEG_HERE ? "here" : "leg"));
  if (leg->by != NULL)
    gtk_box_append (GTK_BOX (box), create_label (leg->by, "who"));
  if (leg->at > 0)
    gtk_box_append (GTK_BOX (box), create_label (when, "when"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return box;
}

/**
 * mado_track_view_new:
 * @legs: the steps, in their order
 * @n_legs: how many
 *
 * Returns: (transfer floating): the track
 */
GtkWidget *
mado_track_view_new (const MadoTrackLeg *legs, guint n_legs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "track");
  gtk_widget_add_css_class (box, "card");
  for (guint i = 0; i < n_legs; i++)
    gtk_box_append (GTK_BOX (box), create_leg (legs, n_legs, i));

  return box;
}

/**
 * mado_track_view_new_of_handover:
 * @sheet: of a hand-over
 *
 * Returns: (transfer floating): its track
 */
GtkWidget *
mado_track_view_new_of_handover (const MadoHandoverSheet *sheet)
{
  MadoTrackLeg legs[MADO_HANDOVER_MOST_LEGS];

  for (guint i = 0; i < sheet->n_legs; i++)
    legs[i] =
        (MadoTrackLeg) { get_title (&sheet->legs[i]), sheet->legs[i].state, sheet->legs[i].at, sheet->legs[i].by };

  return mado_track_view_new (legs, sheet->n_legs);
}
