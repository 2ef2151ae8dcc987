/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every icon that a template names is there: a missing one shows as a broken picture, and nothing else complains. */

#include <adwaita.h>

#define TEMPLATES "/jp/madoguchi/Madoguchi"

static guint
check_icons (GtkIconTheme *theme, const char *name)
{
  g_autofree char *path = g_build_path ("/", TEMPLATES, name, NULL);
  g_autoptr (GBytes) template = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GRegex) property =
      g_regex_new ("name=\"icon-name\">([^<]+)<", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n_icons = 0;

  g_regex_match_full (property, g_bytes_get_data (template, NULL), (gssize) g_bytes_get_size (template), 0,
                      G_REGEX_MATCH_DEFAULT, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL), n_icons++) {
    g_autofree char *icon = g_match_info_fetch (match, 1);

    if (!gtk_icon_theme_has_icon (theme, icon))
      g_error ("%s names the icon %s, which does not exist", name, icon);
  }

  return n_icons;
}

static void
test_icons_exist (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto (GStrv) names = g_resources_enumerate_children (TEMPLATES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_icons = 0;

  gtk_icon_theme_add_resource_path (theme, TEMPLATES "/icons");
  for (char **name = names; *name != NULL; name++)
    if (g_str_has_suffix (*name, ".ui"))
      n_icons += check_icons (theme, *name);
  g_assert_cmpuint (n_icons, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/icons/every-icon-of-a-template-exists", test_icons_exist);

  return g_test_run ();
}
