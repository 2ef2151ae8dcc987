/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws with the colors of the desktop. The second value differs in lightness, and has a frame, so that nobody needs to
 * tell colors apart. */

#include "mado-bar.h"

#include <adwaita.h>

#define RADIUS 3
#define WIDEST 44
#define N_LINES 4

struct _MadoBar {
  GtkWidget parent_instance;

  MadoBarKind kind;
  gint64 values[MADO_BAR_N_VALUES];
  gint64 highest;
};

G_DEFINE_FINAL_TYPE (MadoBar, mado_bar, GTK_TYPE_WIDGET)

static void
draw_bar (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float width, float bottom, float height)
{
  GskRoundedRect outline;

  if (height <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, bottom - height, width, height),
                                   MIN (RADIUS, height / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_frame (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float width, float bottom, float height)
{
  static const float widths[] = { 1.5f, 1.5f, 1.5f, 1.5f };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  if (height <= 3)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, bottom - height, width, height), RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_lines (GtkSnapshot *snapshot, GdkRGBA color, float width, float height)
{
  color.alpha = 0.12f;
  for (int i = 0; i <= N_LINES; i++)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, (height - 1) * (float) i / N_LINES, width, 1));
}

static float
measure (MadoBar *self, guint index, float height)
{
  return self->highest > 0 ? height * (float) self->values[index] / (float) self->highest : 0;
}

static void
mado_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoBar *self = MADO_BAR (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float thick = MIN (WIDEST, width * 0.62f), x = (width - thick) / 2;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  GdkRGBA text, pale;

  gtk_widget_get_color (widget, &text);
  pale = text;
  pale.alpha = 0.35f;
  draw_lines (snapshot, text, width, height);
  if (self->kind == MADO_BAR_BESIDE) {
    draw_bar (snapshot, accent, x, thick / 2 - 1, height, measure (self, 0, height));
    draw_bar (snapshot, &pale, x + thick / 2 + 1, thick / 2 - 1, height, measure (self, 1, height));
    draw_frame (snapshot, &text, x + thick / 2 + 1, thick / 2 - 1, height, measure (self, 1, height));
  } else {
    draw_bar (snapshot, accent, x, thick, height, measure (self, 0, height));
    draw_bar (snapshot, &pale, x, thick, height, measure (self, 1, height));
    draw_frame (snapshot, &text, x, thick, height, measure (self, 1, height));
  }
}

static void
mado_bar_class_init (MadoBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = mado_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mado_bar_init (MadoBar *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

/**
 * mado_bar_new:
 * @kind: how the values stand
 * @values: the values
 * @highest: the value that takes the whole height
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
mado_bar_new (MadoBarKind kind, const gint64 values[MADO_BAR_N_VALUES], gint64 highest)
{
  MadoBar *self = g_object_new (MADO_TYPE_BAR, NULL);

  self->kind = kind;
  self->highest = highest;
  for (guint i = 0; i < MADO_BAR_N_VALUES; i++)
    self->values[i] = values[i];

  return GTK_WIDGET (self);
}
