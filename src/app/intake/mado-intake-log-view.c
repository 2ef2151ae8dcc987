/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of earlier imports; each opens its record: how many, when, by whom, which file. */

#include "mado-intake-log-view.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-fault-page.h"
#include "mado-intake-cells.h"
#include "mado-intake-log.h"

struct _MadoIntakeLogView {
  AdwBin parent_instance;

  guint n_due;

  AdwBanner *due;
  GtkWidget *choose;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkColumnView *view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (MadoIntakeLogView, mado_intake_log_view, ADW_TYPE_BIN)

/* --- an import ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_part_row (MadoIntakeEntry *entry, MadoIntakeEntryPart part)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mado_intake_entry_part_get_title (part));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), mado_intake_entry_get (entry, part));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");

  return row;
}

static AdwDialog *
create_record (MadoIntakeEntry *entry)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new (), *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Record of an Import"), -1);
  for (guint i = 0; i < MADO_INTAKE_ENTRY_N_PARTS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_part_row (entry, (MadoIntakeEntryPart) i));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list); /* a list that it makes by itself has no name */
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_title (dialog, _ ("Record of an Import"));
  adw_dialog_set_content_width (dialog, 560);

  return dialog;
}

static void
activate_cb (GtkColumnView *view, guint position, MadoIntakeLogView *self)
{
  g_autoptr (MadoIntakeEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  adw_dialog_present (create_record (entry), GTK_WIDGET (self));
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static void
show_due (MadoIntakeLogView *self)
{
  g_autofree char *title =
      g_strdup_printf (ngettext ("The time of %u file that was taken in is over: it is to be erased",
                                 "The time of %u files that were taken in is over: they are to be erased", self->n_due),
                       self->n_due);

  adw_banner_set_title (self->due, title);
  adw_banner_set_revealed (self->due, self->n_due > 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer view)
{
  g_autoptr (MadoIntakeLogView) self = view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) entries = mado_intake_log_load_finish (result, &self->n_due, &error);

  if (!mado_advice_is_wanted (error) || self->stack == NULL)
    return;
  if (entries == NULL) {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (entries));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (entries)) > 0 ? "content" : "empty");
  show_due (self);
}

/**
 * mado_intake_log_view_load:
 * @self: a view
 * @session: a session
 *
 * Shows what was taken in on this terminal until now.
 */
void
mado_intake_log_view_load (MadoIntakeLogView *self, MadoSession *session)
{
  mado_intake_log_load_async (session, loaded_cb, g_object_ref (self));
}

/**
 * mado_intake_log_view_get_n_due:
 * @self: a view
 *
 * Returns: of how many files the time is over
 */
guint
mado_intake_log_view_get_n_due (MadoIntakeLogView *self)
{
  return self->n_due;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static gboolean
mado_intake_log_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MADO_INTAKE_LOG_VIEW (widget)->choose);
}

static void
mado_intake_log_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_INTAKE_LOG_VIEW);

  G_OBJECT_CLASS (mado_intake_log_view_parent_class)->dispose (object);
}

static void
mado_intake_log_view_class_init (MadoIntakeLogViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_intake_log_view_dispose;
  widget_class->grab_focus = mado_intake_log_view_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-intake-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, due);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, choose);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, error);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, view);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakeLogView, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static const char *
get_text (gpointer entry, guint part)
{
  return mado_intake_entry_get (entry, (MadoIntakeEntryPart) part);
}

static void
mado_intake_log_view_init (MadoIntakeLogView *self)
{
  /* the record of an import has the rest */
  static const MadoIntakeEntryPart parts[] = { MADO_INTAKE_ENTRY_WHEN, MADO_INTAKE_ENTRY_NAME, MADO_INTAKE_ENTRY_FORM,
                                               MADO_INTAKE_ENTRY_RESULT, MADO_INTAKE_ENTRY_KEPT };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    mado_intake_cells_add (self->view, mado_intake_entry_part_get_title (parts[i]), parts[i],
                           parts[i] == MADO_INTAKE_ENTRY_NAME, get_text);
  mado_intake_cells_name_rows (self->view, _ ("Taken In Before"), MADO_INTAKE_ENTRY_KEPT + 1, get_text);
}
