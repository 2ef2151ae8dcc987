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

  MadoSession *session; /* (nullable) */
  MadoId entity;
  GPtrArray *textures; /* (nullable) (element-type GdkTexture) */
  guint shown;
  GCancellable *loading; /* (nullable) */
  guint n_awaited;       /* papers on their way from the service */
  GError *fault;         /* (nullable): why one of them did not come */

  GtkStack *stack;
  AdwStatusPage *empty;
  MadoPictureView *view;
  GtkLabel *position;
  GtkWidget *leaf;
  GtkWidget *retry;
  GtkWidget *fetch_again;
  GtkLabel *progress;
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->position), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_widget_set_visible (self->leaf, n_pictures > 1);
}

static void
say (MadoPicturePane *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, text);
  gtk_widget_set_visible (self->retry, self->fault != NULL);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
say_error (MadoPicturePane *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *text = mado_advice_dup_text (&advice);

  say (self, _ (advice.title), text);
}

static void
show_pictures (MadoPicturePane *self, const MadoPictures *pictures)
{
  self->shown = MIN (self->shown, MAX (self->textures->len, 1) - 1);
  gtk_widget_set_visible (self->fetch_again, self->fault != NULL);
  if (self->textures->len > 0) {
    show_picture (self);
    gtk_stack_set_visible_child_name (self->stack, "content");
  } else if (self->fault != NULL) {
    say_error (self, self->fault);
  } else if (pictures->n_unreadable > 0) {
    say (self, _ ("The papers cannot be shown here"), _ ("They are of a kind that this version does not read."));
  } else {
    say (self, _ ("No papers"), _ ("No picture came with this case, or it is not on this terminal yet."));
  }
}

/* --- from the service --------------------------------------------------------------------------------------------- */

static void load (MadoPicturePane *self);

static MadoSync *
find_line (MadoPicturePane *self)
{
  MadoConnection *connection = mado_session_get_connection (self->session);

  return connection != NULL ? mado_connection_get_sync (connection) : NULL;
}

static void
told_cb (gpointer pane, gint64 n_here, gint64 n_whole)
{
  MadoPicturePane *self = pane;
  g_autofree char *text = NULL;

  if (self->n_awaited == 0) /* nobody looks any more */
    return;
  /* Translators: how much of a paper has come from the service */
  text = g_strdup_printf (_ ("Loading… %d%%"), (int) (100 * n_here / MAX (n_whole, 1)));
  gtk_label_set_text (self->progress, text);
}

static void
fetched_cb (GObject *sync, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;

  if (!mado_sync_fetch_finish (MADO_SYNC (sync), result, &error) && !mado_advice_is_wanted (error))
    return;
  if (error != NULL && self->fault == NULL)
    self->fault = g_steal_pointer (&error);
  if (--self->n_awaited == 0)
    load (self);
}

static void
fetch (MadoPicturePane *self, MadoSync *sync, const GArray *missing)
{
  gtk_label_set_text (self->progress, _ ("Loading…"));
  if (self->textures->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  self->n_awaited = missing->len;
  for (guint i = missing->len; i > 0; i--) /* the last wish comes first */
    mado_sync_fetch_async (sync, self->entity, &g_array_index (missing, MadoHash, i - 1), told_cb, self, self->loading,
                           fetched_cb, g_object_ref (self));
}

/* --- from the profile --------------------------------------------------------------------------------------------- */

static void
take_pictures (MadoPicturePane *self, MadoPictures *pictures)
{
  MadoSync *sync = find_line (self);

  g_clear_pointer (&self->textures, g_ptr_array_unref);
  self->textures = g_ptr_array_ref (pictures->textures);
  show_pictures (self, pictures);
  if (pictures->missing->len > 0 && self->fault == NULL && sync != NULL)
    fetch (self, sync, pictures->missing);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPictures) pictures = mado_pictures_load_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  if (pictures != NULL) {
    take_pictures (self, pictures);
  } else {
    g_clear_pointer (&self->textures, g_ptr_array_unref);
    say_error (self, error);
  }
}

static void
stop_loading (MadoPicturePane *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_error (&self->fault);
  self->n_awaited = 0;
}

static void
load (MadoPicturePane *self)
{
  mado_pictures_load_async (self->session, self->entity, self->loading, loaded_cb, g_object_ref (self));
}

/* What came before is still here, and goes on from there. */
static void
load_again (MadoPicturePane *self)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  load (self);
}

/**
 * mado_picture_pane_show:
 * @self: a pane
 * @session: a session
 * @entity: whose papers; what is not here is fetched, where there is a service
 */
void
mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity)
{
  if (self->session != session) {
    g_clear_object (&self->session);
    self->session = g_object_ref (session);
  }
  if (mado_id_compare (self->entity, entity) != 0)
    self->shown = 0;
  self->entity = entity;
  load_again (self);
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
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PICTURE_PANE);
  g_clear_pointer (&self->textures, g_ptr_array_unref);
  g_clear_object (&self->session);

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
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, retry);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, fetch_again);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, progress);
  gtk_widget_class_bind_template_callback (widget_class, load_again);
}

static void
mado_picture_pane_init (MadoPicturePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
