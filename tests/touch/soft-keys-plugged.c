/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into the real program, which thereby finds a key in software where it looks for those of the machine. In
 * the folder that SOFT_KEYS names, files say what happens: the key is plugged in while "plugged" is there, touched when
 * "touched" appears, which it takes away, wants the PIN that stands in "pin", and is somebody else's while "stranger"
 * is there. */

#include <glib/gstdio.h>

#include "soft-key.h"

static char *
name_file (const char *name)
{
  return g_build_filename (g_getenv ("SOFT_KEYS"), name, NULL);
}

static SoftKeyState
look_at_files (G_GNUC_UNUSED gpointer user_data)
{
  g_autofree char *plugged = name_file ("plugged");
  g_autofree char *touched = name_file ("touched");

  if (!g_file_test (plugged, G_FILE_TEST_EXISTS))
    return SOFT_KEY_PULLED;

  return g_unlink (touched) == 0 ? SOFT_KEY_TOUCHED : SOFT_KEY_WAITS;
}

/* The key takes a PIN as soon as there is a file with one. */
static guint
count_files (G_GNUC_UNUSED gpointer user_data)
{
  g_autofree char *plugged = name_file ("plugged");
  g_autofree char *pin = name_file ("pin");
  g_autofree char *stranger = name_file ("stranger");
  char *text = NULL;

  if (soft_keys.pin == NULL && g_file_get_contents (pin, &text, NULL, NULL)) {
    soft_keys.pin = text; /* as long as the program runs */
    soft_keys.is_strict = TRUE;
  }

  soft_keys.first = g_file_test (stranger, G_FILE_TEST_EXISTS) ? 1 : 0;

  return g_file_test (plugged, G_FILE_TEST_EXISTS) ? 1 : 0;
}

/* Before the program begins, and for it alone: not for what it starts. */
__attribute__ ((constructor)) static void
plug_in (void)
{
  g_unsetenv ("LD_PRELOAD");
  soft_keys_reset ();
  soft_keys.count = count_files;
  soft_keys.ask_person = look_at_files;
}
