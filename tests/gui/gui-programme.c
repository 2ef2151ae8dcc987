/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder of data beside the real one, of which all but one programme is the same. */

#include "gui-programme.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/**
 * gui_programme_change:
 * @programme: the id of a programme
 * @said: what it says, in one place
 * @says: what it shall say there
 *
 * The program under test, and this one, find the programme so from now on; all other data are what they were.
 */
void
gui_programme_change (const char *programme, const char *said, const char *says)
{
  const char *old = g_getenv ("MADO_DATA_DIR");
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "data", NULL);
  g_autofree char *programmes = g_build_filename (folder, "programmes", NULL);
  g_autofree char *name = g_strconcat (programme, ".json", NULL);
  g_autofree char *from = g_build_filename (old, "programmes", name, NULL);
  g_autofree char *to = g_build_filename (programmes, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = g_dir_open (old, 0, NULL);
  g_auto (GStrv) halves = NULL;
  const char *entry;

  g_assert_cmpint (g_mkdir_with_parents (programmes, 0700), ==, 0);
  while ((entry = g_dir_read_name (dir)) != NULL) {
    g_autofree char *target = g_build_filename (old, entry, NULL), *link = g_build_filename (folder, entry, NULL);

    if (strcmp (entry, "programmes") != 0)
      g_assert_cmpint (symlink (target, link), ==, 0);
  }
  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  halves = g_strsplit (text, said, -1);
  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  g_clear_pointer (&text, g_free);
  text = g_strjoinv (says, halves);
  g_assert_true (g_file_set_contents (to, text, -1, NULL));
  g_assert_true (g_setenv ("MADO_DATA_DIR", folder, TRUE));
}
