/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's own setting for text does not reach every display, so the program has one, on top of what the desktop
 * says. It changes what an inch is taken for: then the layout turns narrow where large text leaves little room. */

#include "mado-appearance.h"

#include <adwaita.h>

#define USUAL_DPI (96 * 1024)               /* in the unit of GTK, where the desktop says nothing */
#define STYLE "window { font-size: 105%; }" /* read all day, Japanese wants a little more than usual */
#define OVER_THEME (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)

static void
show_text_size (GSettings *settings, const char *key, gpointer desktop_dpi)
{
  int size = g_settings_get_int (settings, key);

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", GPOINTER_TO_INT (desktop_dpi) * size / 100, NULL);
}

static void
enlarge_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_string (provider, STYLE);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), OVER_THEME);
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
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  dpi = dpi > 0 ? dpi : USUAL_DPI;
  enlarge_style ();
  g_signal_connect (settings, "changed::text-size", G_CALLBACK (show_text_size), GINT_TO_POINTER (dpi));
  g_signal_connect (settings, "changed::theme", G_CALLBACK (show_theme), NULL);
  show_text_size (settings, "text-size", GINT_TO_POINTER (dpi));
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
