/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a texture at a scale, turned by quarters. */

#include "mado-picture-view.h"

#define LEAST 0.1
#define MOST 8.0

struct _MadoPictureView {
  GtkWidget parent_instance;

  GdkTexture *texture; /* (nullable) */
  int quarters;        /* to the right, 0 to 3 */
  double zoom;         /* or MADO_PICTURE_VIEW_FIT */
};

G_DEFINE_FINAL_TYPE (MadoPictureView, mado_picture_view, GTK_TYPE_WIDGET)

static double
get_turned_width (MadoPictureView *self)
{
  return self->quarters % 2 == 0 ? gdk_texture_get_width (self->texture) : gdk_texture_get_height (self->texture);
}

static double
get_turned_height (MadoPictureView *self)
{
  return self->quarters % 2 == 0 ? gdk_texture_get_height (self->texture) : gdk_texture_get_width (self->texture);
}

/**
 * mado_picture_view_get_scale:
 * @self: a view
 *
 * Returns: how large it is shown, 1 as it is
 */
double
mado_picture_view_get_scale (MadoPictureView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->texture == NULL || self->zoom > 0)
    return self->zoom;

  return CLAMP (MIN (width / get_turned_width (self), height / get_turned_height (self)), LEAST, MOST);
}

static void
mado_picture_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  MadoPictureView *self = MADO_PICTURE_VIEW (widget);
  double size = 1;

  if (self->texture != NULL && self->zoom > 0)
    size =
        self->zoom * (orientation == GTK_ORIENTATION_HORIZONTAL ? get_turned_width (self) : get_turned_height (self));
  *minimum = *natural = MAX (1, (int) size);
}

static void
mado_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoPictureView *self = MADO_PICTURE_VIEW (widget);
  double scale;
  float width, height;

  if (self->texture == NULL)
    return;
  scale = mado_picture_view_get_scale (self);
  width = (float) (gdk_texture_get_width (self->texture) * scale);
  height = (float) (gdk_texture_get_height (self->texture) * scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                          (float) gtk_widget_get_height (widget) / 2));
  gtk_snapshot_rotate (snapshot, (float) (90 * self->quarters));
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT (-width / 2, -height / 2, width, height));
}

static void
mado_picture_view_dispose (GObject *object)
{
  g_clear_object (&MADO_PICTURE_VIEW (object)->texture);

  G_OBJECT_CLASS (mado_picture_view_parent_class)->dispose (object);
}

static void
mado_picture_view_class_init (MadoPictureViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_picture_view_dispose;
  widget_class->measure = mado_picture_view_measure;
  widget_class->snapshot = mado_picture_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mado_picture_view_init (MadoPictureView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * mado_picture_view_show:
 * @self: a view
 * @texture: (nullable): what is shown; as large and turned as the one before, for papers of one kind are alike
 */
void
mado_picture_view_show (MadoPictureView *self, GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_picture_view_turn:
 * @self: a view
 * @quarters: 1: to the right, -1: to the left
 */
void
mado_picture_view_turn (MadoPictureView *self, int quarters)
{
  self->quarters = (self->quarters + quarters + 4) % 4;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_picture_view_zoom:
 * @self: a view
 * @factor: by how much, or %MADO_PICTURE_VIEW_FIT
 */
void
mado_picture_view_zoom (MadoPictureView *self, double factor)
{
  self->zoom = factor > 0 ? CLAMP (mado_picture_view_get_scale (self) * factor, LEAST, MOST) : MADO_PICTURE_VIEW_FIT;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
