/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The four states of a page, and the rows that all of them have. */

#include "mado-roll-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-contact.h"
#include "mado-fault-page.h"
#include "mado-menu-button.h"
#include "mado-say.h"

typedef struct {
  MadoBureau *bureau;

  AdwHeaderBar *header;
  GtkStack *stack;
  AdwStatusPage *loading;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  GtkBox *content;
} MadoRollPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MadoRollPage, mado_roll_page, ADW_TYPE_NAVIGATION_PAGE)

static MadoRollPagePrivate *
get (MadoRollPage *self)
{
  return mado_roll_page_get_instance_private (self);
}

static void
retry_cb (GtkButton *button, MadoRollPage *self)
{
  gtk_stack_set_visible_child_name (get (self)->stack, "loading");
  mado_roll_page_load (self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_roll_page_dispose (GObject *object)
{
  MadoRollPage *self = MADO_ROLL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_ROLL_PAGE);
  g_clear_object (&get (self)->bureau);

  G_OBJECT_CLASS (mado_roll_page_parent_class)->dispose (object);
}

/* Whoever comes here wants a row, not the buttons above. */
static gboolean
mado_roll_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoRollPage *self = MADO_ROLL_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL &&
      gtk_widget_child_focus (GTK_WIDGET (get (self)->stack), direction))
    return TRUE;

  return GTK_WIDGET_CLASS (mado_roll_page_parent_class)->focus (widget, direction);
}

static void
mado_roll_page_class_init (MadoRollPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_roll_page_dispose;
  widget_class->focus = mado_roll_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-roll-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, loading);
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, empty);
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, error);
  gtk_widget_class_bind_template_child_private (widget_class, MadoRollPage, content);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
mado_roll_page_init (MadoRollPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_roll_page_create:
 * @type: of page
 * @place: of it
 * @session: a session
 *
 * Returns: (transfer floating): the page, which asks what is to stand on it
 */
AdwNavigationPage *
mado_roll_page_create (GType type, MadoPlace *place, MadoSession *session)
{
  MadoRollPage *self = g_object_new (type, "title", mado_place_get_title (place), NULL);

  get (self)->bureau = g_object_ref (mado_bureau_of (session));
  if (MADO_ROLL_PAGE_GET_CLASS (self)->hear == NULL) /* it is of the profile, and nobody is asked */
    adw_status_page_set_title (get (self)->loading, _ ("Reading the List"));
  g_signal_connect_object (get (self)->bureau, "changed", G_CALLBACK (mado_roll_page_load), self, G_CONNECT_SWAPPED);
  mado_roll_page_load (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * mado_roll_page_get_bureau:
 * @self: a page
 *
 * Returns: (transfer none): what an administrator has of the service
 */
MadoBureau *
mado_roll_page_get_bureau (MadoRollPage *self)
{
  return get (self)->bureau;
}

/**
 * mado_roll_page_add_button:
 * @self: a page
 * @label: of a button above, with its mnemonic
 * @clicked: is told, with the page last
 */
void
mado_roll_page_add_button (MadoRollPage *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", clicked, self);
  adw_header_bar_pack_end (get (self)->header, button);
}

/**
 * mado_roll_page_load:
 * @self: a page
 *
 * Asks anew. What is shown stays until there is an answer.
 */
void
mado_roll_page_load (MadoRollPage *self)
{
  MADO_ROLL_PAGE_GET_CLASS (self)->load (self);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoRollPage) self = page;
  const MadoRollPageClass *class = MADO_ROLL_PAGE_GET_CLASS (self);
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (GError) error = NULL;

  if (get (self)->bureau == NULL) /* it went while it waited */
    return;
  if (!class->hear (self, result, &verdict, &error)) {
    if (error == NULL)
      mado_bureau_refuse (&error, verdict);
    mado_roll_page_fail (self, error);
    return;
  }
  mado_roll_page_begin (self);
  class->fill (self);
  mado_roll_page_show (self);
}

/**
 * mado_roll_page_ask:
 * @self: a page that hears and fills
 * @verb: of the door
 * @request: (nullable): what is said; %NULL: nothing
 *
 * Says it to the service, and shows what comes of it: groups, or why there are none.
 */
void
mado_roll_page_ask (MadoRollPage *self, const char *verb, const MadoAccessRequest *request)
{
  static const MadoAccessRequest nothing = { 0 };

  mado_bureau_say_async (get (self)->bureau, verb, request != NULL ? request : &nothing, heard_cb, g_object_ref (self));
}

/**
 * mado_roll_page_add_place:
 * @kind: of page
 * @title: of the place
 * @is_for: whether it is for whoever has signed in
 * @places: where to add it
 *
 * Returns: (transfer none) (nullable): the place, where it is
 */
MadoPlace *
mado_roll_page_add_place (const MadoPageKind *kind, const char *title, gboolean is_for, GListStore *places)
{
  g_autoptr (MadoPlace) place = NULL;

  if (!is_for)
    return NULL;
  place = mado_place_new (kind, "", title);
  g_list_store_append (places, place);

  return place; /* which the list keeps */
}

/**
 * mado_roll_page_say:
 * @self: a page
 * @text: what its window tells whoever looks at it
 */
void
mado_roll_page_say (MadoRollPage *self, const char *text)
{
  mado_say (GTK_WIDGET (self), text);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoRollPage *page;
  MadoRollFileChosen chosen;
  gconstpointer data;
} Choice;

static Choice *
begin_choice (MadoRollPage *page, MadoRollFileChosen chosen, gconstpointer data)
{
  Choice *self = g_new (Choice, 1);

  *self = (Choice) { g_object_ref (page), chosen, data };

  return self;
}

static void
end_choice (Choice *self, GFile *file)
{
  if (file != NULL)
    self->chosen (self->page, file, self->data);
  g_object_unref (self->page);
  g_free (self);
}

static void
file_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file =
      gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  end_choice (choice, file);
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file =
      gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  end_choice (choice, file);
}

/**
 * mado_roll_page_choose_file:
 * @self: a page
 * @title: of the dialog
 * @chosen: is told of the file
 * @data: for @chosen
 */
void
mado_roll_page_choose_file (MadoRollPage *self, const char *title, MadoRollFileChosen chosen, gconstpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, file_chosen_cb,
                        begin_choice (self, chosen, data));
}

/**
 * mado_roll_page_choose_place:
 * @self: a page
 * @title: of the dialog
 * @name: of the file, unless somebody calls it otherwise
 * @chosen: is told where it is to go
 * @data: for @chosen
 */
void
mado_roll_page_choose_place (
    MadoRollPage *self, const char *title, const char *name, MadoRollFileChosen chosen, gconstpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, place_chosen_cb,
                        begin_choice (self, chosen, data));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/**
 * mado_roll_page_begin:
 * @self: a page
 *
 * Takes away what was shown.
 */
void
mado_roll_page_begin (MadoRollPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (get (self)->content))) != NULL)
    gtk_box_remove (get (self)->content, child);
}

/**
 * mado_roll_page_add_group:
 * @self: a page
 * @title: of the group
 * @description: (nullable): below it
 *
 * Returns: (transfer none): an empty group, the last
 */
AdwPreferencesGroup *
mado_roll_page_add_group (MadoRollPage *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (get (self)->content, group);

  return ADW_PREFERENCES_GROUP (group);
}

/**
 * mado_roll_page_show:
 * @self: a page, with all its groups
 */
void
mado_roll_page_show (MadoRollPage *self)
{
  gtk_stack_set_visible_child_name (get (self)->stack, "content");
}

/**
 * mado_roll_page_show_empty:
 * @self: a page
 * @title: what there is none of
 * @description: what to do
 */
void
mado_roll_page_show_empty (MadoRollPage *self, const char *title, const char *description)
{
  adw_status_page_set_title (get (self)->empty, title);
  adw_status_page_set_description (get (self)->empty, description);
  gtk_stack_set_visible_child_name (get (self)->stack, "empty");
}

/**
 * mado_roll_page_fail:
 * @self: a page
 * @error: why there is nothing to show
 */
void
mado_roll_page_fail (MadoRollPage *self, const GError *error)
{
  if (!mado_advice_is_wanted (error))
    return;
  mado_fault_page_show (get (self)->error, error);
  gtk_stack_set_visible_child_name (get (self)->stack, "error");
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/**
 * mado_roll_row_new:
 * @title: what is there
 * @subtitle: more about it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
mado_roll_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

/**
 * mado_roll_row_mark:
 * @row: a row
 * @mark: a word at its end
 * @style: (nullable): a class of it
 */
void
mado_roll_row_mark (GtkWidget *row, const char *mark, const char *style)
{
  GtkWidget *label = gtk_label_new (mark);

  gtk_widget_add_css_class (label, "state");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/**
 * mado_roll_menu_add:
 * @menu: a menu
 * @label: of its next item
 * @action: that it takes
 * @target: with whom
 */
void
mado_roll_menu_add (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/**
 * mado_roll_row_add_menu:
 * @row: a row
 * @name: whom or what it is about
 * @menu: what may be done
 */
void
mado_roll_row_add_menu (GtkWidget *row, const char *name, GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is an account, a person or a terminal */
  g_autofree char *label = g_strdup_printf (_ ("What to do with %s"), name);

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  mado_menu_button_name_items (GTK_MENU_BUTTON (button));
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/**
 * mado_roll_dup_time:
 * @instant: a moment
 *
 * Returns: (transfer full): day and time, as the clock here says it
 */
char *
mado_roll_dup_time (MadoInstant instant)
{
  /* Translators: a day and a time, see the documentation of g_date_time_format() */
  return mado_contact_write_time (instant.microseconds, _ ("%B %-d, %Y, %H:%M"));
}
