/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group for each item, a row for each value. */

#include "mado-conflict-dialog.h"

#include <glib/gi18n.h>

struct _MadoConflictDialog {
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
  GPtrArray *groups; /* (element-type AdwPreferencesGroup): that are shown */
};

G_DEFINE_FINAL_TYPE (MadoConflictDialog, mado_conflict_dialog, ADW_TYPE_DIALOG)

static guint settled_signal;

typedef struct {
  MadoConflictDialog *dialog;
  const MadoCaseConflict *conflict;
  gboolean is_mine;
} Choice;

static void
free_choice (gpointer choice, GClosure *closure)
{
  g_free (choice);
}

static void
chosen_cb (GtkButton *button, const Choice *choice)
{
  g_signal_emit (choice->dialog, settled_signal, 0, choice->conflict, choice->is_mine);
}

static GtkWidget *
create_row (MadoConflictDialog *self, const MadoCaseConflict *conflict, gboolean is_mine)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Take This One"));
  const char *by = is_mine ? conflict->mine_by : conflict->theirs_by;
  const char *text = is_mine ? conflict->mine_text : conflict->theirs_text;
  /* Translators: %s is an account */
  g_autofree char *who = g_strdup_printf (is_mine ? _ ("%s, not written yet") : _ ("%s, written"), by);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice) { self, conflict, is_mine };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), who);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (chosen_cb), choice, free_choice, 0);

  return row;
}

/**
 * mado_conflict_dialog_show:
 * @self: a dialog
 * @work: the case as it is now; must outlive what is shown
 *
 * Shows what is still open, and closes itself where that is nothing.
 */
void
mado_conflict_dialog_show (MadoConflictDialog *self, const MadoCaseWork *work)
{
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < work->conflicts->len; i++) {
    const MadoCaseConflict *conflict = g_ptr_array_index (work->conflicts, i);
    AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

    adw_preferences_group_set_title (group, conflict->item->label);
    adw_preferences_group_add (group, create_row (self, conflict, FALSE));
    adw_preferences_group_add (group, create_row (self, conflict, TRUE));
    adw_preferences_page_add (self->page, group);
    g_ptr_array_add (self->groups, group);
  }
  if (work->conflicts->len == 0)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
mado_conflict_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (MADO_CONFLICT_DIALOG (object)->groups);

  G_OBJECT_CLASS (mado_conflict_dialog_parent_class)->finalize (object);
}

static void
mado_conflict_dialog_class_init (MadoConflictDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = mado_conflict_dialog_finalize;
  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoConflictDialog, page);
}

static void
mado_conflict_dialog_init (MadoConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
}

/**
 * mado_conflict_dialog_new:
 * @work: a case
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_conflict_dialog_new (const MadoCaseWork *work)
{
  MadoConflictDialog *self = g_object_new (MADO_TYPE_CONFLICT_DIALOG, NULL);

  mado_conflict_dialog_show (self, work);

  return ADW_DIALOG (self);
}

/**
 * mado_conflict_wish_new:
 * @id: of a case
 * @version: of it
 * @conflict: an item that two people wrote differently
 * @is_mine: whether the value stays that was not written
 *
 * Returns: (transfer full): what settles it
 */
MadoWish *
mado_conflict_wish_new (MadoId id, gint64 version, const MadoCaseConflict *conflict, gboolean is_mine)
{
  MadoWish *wish = mado_wish_new ("case.settle_conflict", id, version);

  mado_wish_add_text (wish, "operation", conflict->operation);
  mado_wish_add_text (wish, "item", conflict->item->id);
  mado_wish_add_text (wish, "row", conflict->row);
  mado_wish_add_value (wish, "was", conflict->theirs);
  mado_wish_add_value (wish, "now", is_mine ? conflict->mine : conflict->theirs);

  return wish;
}
