/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers of one kind are alike: whoever has once enlarged the place where an item stands comes to it again with the row
 * of that item, on this case and on the next. A place is how large the paper was and which point of it was in the
 * middle, so it says nothing about anybody, and is kept with the settings of the terminal. */

#include "mado-paper-jump.h"

#define FRAMES 2 /* until a paper that was enlarged has its new size */
#define KEY "paper-places"
#define TYPE "a{s(ddd)}"

typedef struct {
  double zoom;
  double across; /* of the width, what is in the middle */
  double down;
} Place;

struct _MadoPaperJump {
  GObject parent_instance;

  GSettings *settings;
  GtkScrolledWindow *scroller; /* has the view, and lives as long as it */
  MadoPictureView *view;
  GHashTable *places; /* (element-type utf8 Place), by PAPER/ITEM */
  char *here;         /* (nullable): where somebody looks */
  gboolean is_moved;  /* he has chosen what he sees */
  gboolean is_led;    /* it was chosen for him */
  guint frames;       /* that are still to be drawn until it stands where it should */
};

G_DEFINE_FINAL_TYPE (MadoPaperJump, mado_paper_jump, G_TYPE_OBJECT)

/* --- keeping ------------------------------------------------------------------------------------------------------ */

static void
load (MadoPaperJump *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  const char *name;
  Place place;

  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&s(ddd)}", &name, &place.zoom, &place.across, &place.down))
    g_hash_table_insert (self->places, g_strdup (name), g_memdup2 (&place, sizeof place));
}

static void
save (MadoPaperJump *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (TYPE));
  GHashTableIter iter;
  gpointer name, place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &name, &place))
    g_variant_builder_add (&builder, "{s(ddd)}", name, ((const Place *) place)->zoom, ((const Place *) place)->across,
                           ((const Place *) place)->down);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static double
get_middle (GtkAdjustment *adjustment)
{
  return (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2) /
         MAX (gtk_adjustment_get_upper (adjustment), 1);
}

static void
set_middle (GtkAdjustment *adjustment, double middle)
{
  gtk_adjustment_set_value (adjustment, middle * gtk_adjustment_get_upper (adjustment) -
                                            gtk_adjustment_get_page_size (adjustment) / 2);
}

/**
 * mado_paper_jump_leave:
 * @self: a jump
 *
 * What is seen now is where the item stands that somebody looks at, if he has chosen it himself; all of the paper is no
 * place.
 */
void
mado_paper_jump_leave (MadoPaperJump *self)
{
  const Place place = { mado_picture_view_get_zoom (self->view),
                        get_middle (gtk_scrolled_window_get_hadjustment (self->scroller)),
                        get_middle (gtk_scrolled_window_get_vadjustment (self->scroller)) };

  if (self->here == NULL || !self->is_moved)
    return;
  self->is_moved = FALSE;
  if (place.zoom > 0)
    g_hash_table_insert (self->places, g_strdup (self->here), g_memdup2 (&place, sizeof place));
  else
    g_hash_table_remove (self->places, self->here);
  save (self);
}

/* --- going there -------------------------------------------------------------------------------------------------- */

static const Place *
find_place (MadoPaperJump *self)
{
  return self->here != NULL ? g_hash_table_lookup (self->places, self->here) : NULL;
}

static gboolean
settle_cb (GtkWidget *view, GdkFrameClock *clock, gpointer jump)
{
  MadoPaperJump *self = jump;
  const Place *place = find_place (self);

  if (self->frames > 0 && place != NULL && !self->is_moved) {
    set_middle (gtk_scrolled_window_get_hadjustment (self->scroller), place->across);
    set_middle (gtk_scrolled_window_get_vadjustment (self->scroller), place->down);
  }
  if (self->frames > 0)
    self->frames--;

  return self->frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
await_frames (MadoPaperJump *self)
{
  if (self->frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->view), settle_cb, g_object_ref (self), g_object_unref);
  self->frames = FRAMES;
}

/* Whoever was led to a place sees all of the paper where there is none; whoever has chosen himself is left alone. */
static void
go (MadoPaperJump *self)
{
  const Place *place = find_place (self);

  if (place != NULL)
    mado_picture_view_set_zoom (self->view, place->zoom);
  else if (self->is_led)
    mado_picture_view_set_zoom (self->view, MADO_PICTURE_VIEW_FIT);
  self->is_led = place != NULL;
  await_frames (self);
}

/**
 * mado_paper_jump_turn_to:
 * @self: a jump
 * @paper: (nullable): of which kind the paper is that is shown
 * @item: the item that somebody looks at
 */
void
mado_paper_jump_turn_to (MadoPaperJump *self, const char *paper, const char *item)
{
  g_autofree char *there = g_strconcat (paper != NULL ? paper : "", "/", item, NULL);

  if (g_strcmp0 (self->here, there) == 0)
    return;
  mado_paper_jump_leave (self);
  g_free (self->here);
  self->here = g_steal_pointer (&there);
  self->is_moved = FALSE;
  go (self);
}

/**
 * mado_paper_jump_note_page:
 * @self: a jump
 *
 * Another picture is shown: the place is looked up on it.
 */
void
mado_paper_jump_note_page (MadoPaperJump *self)
{
  if (!self->is_moved)
    go (self);
}

/**
 * mado_paper_jump_note_zoom:
 * @self: a jump
 *
 * Somebody has chosen how large it is.
 */
void
mado_paper_jump_note_zoom (MadoPaperJump *self)
{
  self->is_moved = TRUE;
  self->is_led = FALSE;
}

static void
scrolled_cb (MadoPaperJump *self)
{
  if (self->frames == 0 && mado_picture_view_get_zoom (self->view) > 0)
    self->is_moved = TRUE;
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static void
mado_paper_jump_finalize (GObject *object)
{
  MadoPaperJump *self = MADO_PAPER_JUMP (object);

  g_object_unref (self->settings);
  g_hash_table_unref (self->places);
  g_free (self->here);

  G_OBJECT_CLASS (mado_paper_jump_parent_class)->finalize (object);
}

static void
mado_paper_jump_class_init (MadoPaperJumpClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_paper_jump_finalize;
}

static void
mado_paper_jump_init (MadoPaperJump *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->settings = g_settings_new ("jp.madoguchi.Madoguchi");
}

/**
 * mado_paper_jump_new:
 * @view: shows the papers
 * @scroller: lets a part of them be seen; both live as long as the jump
 *
 * Returns: (transfer full): with what was learned on this terminal until now
 */
MadoPaperJump *
mado_paper_jump_new (MadoPictureView *view, GtkScrolledWindow *scroller)
{
  MadoPaperJump *self = g_object_new (MADO_TYPE_PAPER_JUMP, NULL);

  self->view = view;
  self->scroller = scroller;
  load (self);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scroller), "value-changed", G_CALLBACK (scrolled_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "value-changed", G_CALLBACK (scrolled_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}
