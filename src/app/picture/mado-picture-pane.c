/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads the papers of a case and leafs through them. */

#include "mado-picture-pane.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-picture-view.h"
#include "mado-pictures.h"

#define STEP 1.25

struct _MadoPicturePane {
  AdwBin parent_instance;

  GPtrArray *textures; /* (nullable) (element-type GdkTexture) */
  guint shown;
  GCancellable *loading; /* (nullable) */

  GtkStack *stack;
  AdwStatusPage *empty;
  MadoPictureView *view;
  GtkLabel *position;
  GtkWidget *leaf;
};

G_DEFINE_FINAL_TYPE (MadoPicturePane, mado_picture_pane, ADW_TYPE_BIN)

static void
show_picture (MadoPicturePane *self)
{
  guint n_pictures = self->textures->len;
  /* Translators: which paper is shown, and how many there are */
  g_autofree char *position = g_strdup_printf (_ ("Paper %u of %u"), self->shown + 1, n_pictures);

  mado_picture_view_show (self->view, g_ptr_array_index (self->textures, self->shown));
  gtk_label_set_text (self->position, position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_widget_set_visible (self->leaf, n_pictures > 1);
}

static void
say (MadoPicturePane *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, text);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_pictures (MadoPicturePane *self, guint n_unreadable)
{
  self->shown = 0;
  if (self->textures->len > 0) {
    show_picture (self);
    gtk_stack_set_visible_child_name (self->stack, "content");
  } else if (n_unreadable > 0) {
    say (self, _ ("The papers cannot be shown here"), _ ("They are of a kind that this version does not read."));
  } else {
    say (self, _ ("No papers"), _ ("No picture came with this case, or it is not on this terminal yet."));
  }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 0;
  g_autoptr (GPtrArray) textures = mado_pictures_load_finish (result, &n_unreadable, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->loading);
  g_clear_pointer (&self->textures, g_ptr_array_unref);
  if (textures != NULL) {
    self->textures = g_steal_pointer (&textures);
    show_pictures (self, n_unreadable);
  } else {
    const MadoAdvice advice = mado_advice_find (error);
    g_autofree char *text = mado_advice_dup_text (&advice);

    say (self, _ (advice.title), text);
  }
}

static void
stop_loading (MadoPicturePane *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

/**
 * mado_picture_pane_show:
 * @self: a pane
 * @session: a session
 * @entity: whose papers
 */
void
mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  mado_pictures_load_async (session, entity, self->loading, loaded_cb, g_object_ref (self));
}

static void
leaf_through (MadoPicturePane *self, int direction)
{
  gint64 wanted = (gint64) self->shown + direction;

  if (wanted < 0 || wanted >= self->textures->len)
    return;
  self->shown = (guint) wanted;
  show_picture (self);
}

/**
 * mado_picture_pane_do:
 * @self: a pane
 * @step: what to do with what is shown; nothing where there is nothing
 */
void
mado_picture_pane_do (MadoPicturePane *self, MadoPictureStep step)
{
  if (self->textures == NULL || self->textures->len == 0)
    return;
  switch (step) {
  case MADO_PICTURE_NEXT:
    leaf_through (self, 1);
    break;
  case MADO_PICTURE_PREVIOUS:
    leaf_through (self, -1);
    break;
  case MADO_PICTURE_LARGER:
    mado_picture_view_zoom (self->view, STEP);
    break;
  case MADO_PICTURE_SMALLER:
    mado_picture_view_zoom (self->view, 1 / STEP);
    break;
  case MADO_PICTURE_FIT:
    mado_picture_view_zoom (self->view, MADO_PICTURE_VIEW_FIT);
    break;
  case MADO_PICTURE_TURN_RIGHT:
    mado_picture_view_turn (self->view, 1);
    break;
  case MADO_PICTURE_TURN_LEFT:
    mado_picture_view_turn (self->view, -1);
    break;
  default:
    g_return_if_reached ();
  }
}

static void
mado_picture_pane_dispose (GObject *object)
{
  MadoPicturePane *self = MADO_PICTURE_PANE (object);

  stop_loading (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PICTURE_PANE);
  g_clear_pointer (&self->textures, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_picture_pane_parent_class)->dispose (object);
}

static void
mado_picture_pane_class_init (MadoPicturePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_picture_pane_dispose;
  g_type_ensure (MADO_TYPE_PICTURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-picture-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, view);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, position);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, leaf);
}

static void
mado_picture_pane_init (MadoPicturePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
