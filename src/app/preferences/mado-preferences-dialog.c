/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each person sets for themselves. Everything holds at once. */

#include "mado-preferences-dialog.h"

#include <glib/gi18n.h>

struct _MadoPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  AdwSpinRow *text_size;
  AdwComboRow *theme;
  AdwSwitchRow *enter_moves_on;
  AdwSpinRow *undo_seconds;
  AdwSpinRow *lock_after;
  AdwActionRow *intake_folder;
  GtkWidget *forget_folder;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MadoPreferencesDialog, mado_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* --- the folder --------------------------------------------------------------------------------------------------- */

static void
show_folder (GSettings *settings, const char *key, MadoPreferencesDialog *self)
{
  g_autofree char *path = g_settings_get_string (settings, "intake-folder");

  adw_action_row_set_subtitle (self->intake_folder, path[0] != '\0' ? path : _ ("None"));
  gtk_widget_set_visible (self->forget_folder, path[0] != '\0');
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer preferences)
{
  g_autoptr (MadoPreferencesDialog) self = preferences;
  g_autoptr (GFile) folder =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    g_settings_set_string (self->settings, "intake-folder", path);
}

static void
choose_folder_cb (GtkButton *button, MadoPreferencesDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                                 g_object_ref (self));
}

static void
forget_folder_cb (GtkButton *button, MadoPreferencesDialog *self)
{
  g_settings_reset (self->settings, "intake-folder");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_preferences_dialog_finalize (GObject *object)
{
  g_clear_object (&MADO_PREFERENCES_DIALOG (object)->settings);

  G_OBJECT_CLASS (mado_preferences_dialog_parent_class)->finalize (object);
}

static void
mado_preferences_dialog_class_init (MadoPreferencesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = mado_preferences_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, text_size);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, theme);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, enter_moves_on);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, undo_seconds);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, lock_after);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, intake_folder);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, forget_folder);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_folder_cb);
}

static void
mado_preferences_dialog_init (MadoPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
get_theme (GValue *value, GVariant *variant, gpointer settings)
{
  g_value_set_uint (value, (guint) g_settings_get_enum (settings, "theme"));

  return TRUE;
}

static GVariant *
set_theme (const GValue *value, const GVariantType *type, gpointer unused)
{
  static const char *const themes[] = { "system", "light", "dark" };
  const guint theme = MIN (g_value_get_uint (value), G_N_ELEMENTS (themes) - 1);

  return g_variant_new_string (themes[theme]);
}

/**
 * mado_preferences_dialog_new:
 * @settings: the program's settings
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_preferences_dialog_new (GSettings *settings)
{
  MadoPreferencesDialog *self = g_object_new (MADO_TYPE_PREFERENCES_DIALOG, NULL);

  g_settings_bind (settings, "text-size", self->text_size, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "theme", self->theme, "selected", G_SETTINGS_BIND_DEFAULT, get_theme,
                                set_theme, settings, NULL);
  g_settings_bind (settings, "enter-moves-on", self->enter_moves_on, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "undo-seconds", self->undo_seconds, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "lock-after", self->lock_after, "value", G_SETTINGS_BIND_DEFAULT);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::intake-folder", G_CALLBACK (show_folder), self, G_CONNECT_DEFAULT);
  show_folder (settings, NULL, self);

  return ADW_DIALOG (self);
}
