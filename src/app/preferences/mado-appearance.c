/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's own setting for text does not reach every display, so the program has one: a style sheet of one line.
 */

#include "mado-appearance.h"

#include <adwaita.h>

#define BASE 1.05 /* of the desktop's size: read all day, Japanese wants a little more */

static void
show_text_size (GSettings *settings, const char *key, gpointer provider)
{
  double size = g_settings_get_int (settings, key) * BASE;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *style =
      g_strdup_printf ("window { font-size: %s%%; }", g_ascii_formatd (number, sizeof number, "%.1f", size));

  gtk_css_provider_load_from_string (provider, style);
}

static void
show_theme (GSettings *settings, const char *key, gpointer unused)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int theme = g_settings_get_enum (settings, key);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[theme]);
}

/**
 * mado_appearance_follow:
 * @settings: the program's settings
 *
 * Shows what they say, now and whenever they change.
 */
void
mado_appearance_follow (GSettings *settings)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_data (settings, "changed::text-size", G_CALLBACK (show_text_size), provider,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  g_signal_connect (settings, "changed::theme", G_CALLBACK (show_theme), NULL);
  show_text_size (settings, "text-size", provider);
  show_theme (settings, "theme", NULL);
}

/**
 * mado_appearance_step_text:
 * @settings: the program's settings
 * @steps: 1: larger, -1: smaller
 */
void
mado_appearance_step_text (GSettings *settings, int steps)
{
  int size = g_settings_get_int (settings, "text-size") + steps * MADO_TEXT_SIZE_STEP;

  g_settings_set_int (settings, "text-size", CLAMP (size, MADO_TEXT_SIZE_LEAST, MADO_TEXT_SIZE_MOST));
}
