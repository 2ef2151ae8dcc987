/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each person sets for themselves. Everything holds at once. */

#include "mado-preferences-dialog.h"

struct _MadoPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  AdwSpinRow *text_size;
  AdwComboRow *theme;
  AdwSwitchRow *enter_moves_on;
  AdwSpinRow *undo_seconds;
  AdwSpinRow *lock_after;
};

G_DEFINE_FINAL_TYPE (MadoPreferencesDialog, mado_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
mado_preferences_dialog_class_init (MadoPreferencesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, text_size);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, theme);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, enter_moves_on);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, undo_seconds);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferencesDialog, lock_after);
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

  return ADW_DIALOG (self);
}
