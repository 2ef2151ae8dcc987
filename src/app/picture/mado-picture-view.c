/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a texture at a scale, turned by quarters, and what somebody marks on it. */

#include "mado-picture-view.h"

#define LEAST 0.1
#define MOST 8.0
#define MARK_WIDTH 0.4 /* of the picture: where somebody begins who marks by keys */
#define MARK_HEIGHT 0.06
#define MARK_STEP 0.01
#define LEAST_MARK 4 /* pixels: less is a click that went astray */

struct _MadoPictureView {
  GtkWidget parent_instance;

  GdkTexture *texture; /* (nullable) */
  int quarters;        /* to the right, 0 to 3 */
  double zoom;         /* or MADO_PICTURE_VIEW_FIT */

  gboolean is_marking;
  GArray *marks;         /* (element-type graphene_rect_t): in pixels of the texture */
  graphene_rect_t begun; /* the one that is being drawn; empty: none is */
  graphene_point_t from; /* where the pointer went down */
};

G_DEFINE_FINAL_TYPE (MadoPictureView, mado_picture_view, GTK_TYPE_WIDGET)

static guint marked_signal;

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

/* --- marks -------------------------------------------------------------------------------------------------------- */

static void
snapshot_mark (MadoPictureView *self, GtkSnapshot *snapshot, const graphene_rect_t *mark, const GdkRGBA *color)
{
  float scale = (float) mado_picture_view_get_scale (self);
  float left = (float) gdk_texture_get_width (self->texture) / 2,
        top = (float) gdk_texture_get_height (self->texture) / 2;

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((mark->origin.x - left) * scale, (mark->origin.y - top) * scale,
                                                  mark->size.width * scale, mark->size.height * scale));
}

static void
snapshot_marks (MadoPictureView *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA done = { 0, 0, 0, 1 }, begun = { 0.1f, 0.1f, 0.1f, 0.6f };

  for (guint i = 0; i < self->marks->len; i++)
    snapshot_mark (self, snapshot, &g_array_index (self->marks, graphene_rect_t, i), &done);
  snapshot_mark (self, snapshot, &self->begun, &begun);
}

/* Where a place of the widget is on the picture. */
static graphene_point_t
find_place (MadoPictureView *self, double x, double y)
{
  double scale = mado_picture_view_get_scale (self);
  float across = (float) ((x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) / scale);
  float down = (float) ((y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0) / scale);

  for (int i = 0; i < self->quarters; i++) {
    float turned = across;

    across = down;
    down = -turned;
  }

  return GRAPHENE_POINT_INIT (across + (float) gdk_texture_get_width (self->texture) / 2,
                              down + (float) gdk_texture_get_height (self->texture) / 2);
}

static void
set_begun (MadoPictureView *self, graphene_rect_t mark)
{
  self->begun = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_begun (MadoPictureView *self)
{
  set_begun (self, *graphene_rect_zero ());
}

/* What lies beside the picture is no part of it. */
static void
finish_begun (MadoPictureView *self)
{
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) gdk_texture_get_width (self->texture),
                                              (float) gdk_texture_get_height (self->texture));
  graphene_rect_t mark;

  if (graphene_rect_intersection (&whole, &self->begun, &mark) && mark.size.width >= LEAST_MARK &&
      mark.size.height >= LEAST_MARK) {
    g_array_append_val (self->marks, mark);
    g_signal_emit (self, marked_signal, 0);
  }
  forget_begun (self);
}

static void
drag_begun_cb (GtkGestureDrag *drag, double x, double y, MadoPictureView *self)
{
  gboolean takes_it = self->is_marking && self->texture != NULL;

  gtk_gesture_set_state (GTK_GESTURE (drag), takes_it ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
  if (takes_it)
    self->from = find_place (self, x, y);
}

static void
dragged_cb (GtkGestureDrag *drag, double across, double down, MadoPictureView *self)
{
  double x = 0, y = 0;
  graphene_point_t to;

  if (!self->is_marking || self->texture == NULL || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  to = find_place (self, x + across, y + down);
  set_begun (self, GRAPHENE_RECT_INIT (MIN (self->from.x, to.x), MIN (self->from.y, to.y), ABS (self->from.x - to.x),
                                       ABS (self->from.y - to.y)));
}

static void
drag_ended_cb (GtkGestureDrag *drag, double across, double down, MadoPictureView *self)
{
  if (self->is_marking && self->texture != NULL)
    finish_begun (self);
}

/* Somebody without a pointer moves a mark of the size of a number, with Shift makes it larger or smaller, and puts it
 * down. Directions are those of the picture as it lies. */
static void
begin_mark (MadoPictureView *self)
{
  float width = (float) gdk_texture_get_width (self->texture), height = (float) gdk_texture_get_height (self->texture);

  if (self->begun.size.width <= 0)
    self->begun = GRAPHENE_RECT_INIT (width * (1 - (float) MARK_WIDTH) / 2, height / 2, width * (float) MARK_WIDTH,
                                      height * (float) MARK_HEIGHT);
}

static gboolean
find_direction (guint key, graphene_point_t *out_direction)
{
  static const struct {
    guint key;
    graphene_point_t direction;
  } keys[] = {
    { GDK_KEY_Left, { -1, 0 } },
    { GDK_KEY_Right, { 1, 0 } },
    { GDK_KEY_Up, { 0, -1 } },
    { GDK_KEY_Down, { 0, 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key) {
      *out_direction = keys[i].direction;
      return TRUE;
    }

  return FALSE;
}

static void
move_mark (MadoPictureView *self, const graphene_point_t *direction, gboolean sizes)
{
  float across = direction->x * (float) MARK_STEP * (float) gdk_texture_get_width (self->texture);
  float down = direction->y * (float) MARK_STEP * (float) gdk_texture_get_height (self->texture);
  graphene_rect_t mark = self->begun;

  if (sizes) {
    mark.size.width = MAX (LEAST_MARK, mark.size.width + across);
    mark.size.height = MAX (LEAST_MARK, mark.size.height + down);
  } else {
    mark.origin.x += across;
    mark.origin.y += down;
  }
  set_begun (self, mark);
}

static gboolean
mark_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, MadoPictureView *self)
{
  graphene_point_t direction;

  if (!self->is_marking || self->texture == NULL)
    return FALSE;
  if (find_direction (key, &direction)) {
    begin_mark (self);
    move_mark (self, &direction, (state & GDK_SHIFT_MASK) != 0);
    return TRUE;
  }
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space)
    return FALSE;
  finish_begun (self);

  return TRUE;
}

/**
 * mado_picture_view_set_marking:
 * @self: a view
 * @is_marking: whether places are marked on it from now on; there are none yet, and none stay
 */
void
mado_picture_view_set_marking (MadoPictureView *self, gboolean is_marking)
{
  self->is_marking = is_marking;
  g_array_set_size (self->marks, 0);
  forget_begun (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), is_marking);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_marking ? "crosshair" : NULL);
  g_signal_emit (self, marked_signal, 0);
}

/**
 * mado_picture_view_get_marks:
 * @self: a view
 *
 * Returns: (transfer none) (element-type graphene_rect_t): what is marked, in pixels of the picture
 */
const GArray *
mado_picture_view_get_marks (MadoPictureView *self)
{
  return self->marks;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

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
  if (self->is_marking)
    snapshot_marks (self, snapshot);
}

static void
mado_picture_view_finalize (GObject *object)
{
  g_array_unref (MADO_PICTURE_VIEW (object)->marks);

  G_OBJECT_CLASS (mado_picture_view_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (class)->finalize = mado_picture_view_finalize;
  marked_signal =
      g_signal_new ("marked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  widget_class->measure = mado_picture_view_measure;
  widget_class->snapshot = mado_picture_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mado_picture_view_init (MadoPictureView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->marks = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (mark_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
  g_clear_object (&self->texture);
  self->texture = texture != NULL ? g_object_ref (texture) : NULL;
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
  mado_picture_view_set_zoom (self, factor * mado_picture_view_get_scale (self));
}

/**
 * mado_picture_view_get_zoom:
 * @self: a view
 *
 * Returns: how large somebody wants it, or %MADO_PICTURE_VIEW_FIT
 */
double
mado_picture_view_get_zoom (MadoPictureView *self)
{
  return self->zoom;
}

/**
 * mado_picture_view_set_zoom:
 * @self: a view
 * @zoom: how large, 1 as it is, or %MADO_PICTURE_VIEW_FIT
 */
void
mado_picture_view_set_zoom (MadoPictureView *self, double zoom)
{
  self->zoom = zoom > 0 ? CLAMP (zoom, LEAST, MOST) : MADO_PICTURE_VIEW_FIT;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
