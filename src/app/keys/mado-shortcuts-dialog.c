/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog that shows every key of the table: GTK has deprecated its own, libadwaita's comes with 1.8. */

#include "mado-shortcuts-dialog.h"

#include <glib/gi18n.h>

#include "mado-shortcuts.h"

struct _MadoShortcutsDialog {
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (MadoShortcutsDialog, mado_shortcuts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_keycaps (const MadoShortcut *shortcut)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) caps = mado_shortcut_dup_caps (shortcut);

  for (char **text = caps; *text != NULL; text++) {
    GtkWidget *cap = gtk_label_new (*text);

    gtk_widget_add_css_class (cap, "keycap");
    gtk_box_append (GTK_BOX (box), cap);
  }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static GtkWidget *
create_row (const MadoShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keycaps (shortcut));

  return row;
}

static void
mado_shortcuts_dialog_class_init (MadoShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoShortcutsDialog, page);
}

static void
mado_shortcuts_dialog_init (MadoShortcutsDialog *self)
{
  AdwPreferencesGroup *groups[MADO_SHORTCUT_N_SCOPES];

  gtk_widget_init_template (GTK_WIDGET (self));

  for (MadoShortcutScope scope = 0; scope < MADO_SHORTCUT_N_SCOPES; scope++) {
    groups[scope] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
    adw_preferences_group_set_title (groups[scope], mado_shortcut_scope_get_title (scope));
    adw_preferences_page_add (self->page, groups[scope]);
  }
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->key != NULL)
      adw_preferences_group_add (groups[shortcut->scope], create_row (shortcut));
}

/**
 * mado_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_shortcuts_dialog_new (void)
{
  return g_object_new (MADO_TYPE_SHORTCUTS_DIALOG, NULL);
}
