/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The receipt number is what a file's name begins with, or else that of its folder: "12345_通帳.jpg", "12345/通帳.jpg".
 * A number further behind is never taken for one: "12345_1.jpg" is no application 1, whoever that is. */

#include "mado-attachment-name.h"

#include <string.h>

#include "mado-fold.h"

#define MOST_NUMBERS 16
#define MOST_LENGTH 1000

static gboolean
is_of_number (char character)
{
  return g_ascii_isalnum (character);
}

/* All beginnings of a name that end where letters and digits do, the longest first: a number may have signs in it. */
static void
add_beginnings (GPtrArray *numbers, const char *name, gsize length)
{
  for (gsize end = length; end > 0 && numbers->len < MOST_NUMBERS; end--)
    if (is_of_number (name[end - 1]) && (end == length || !is_of_number (name[end])))
      g_ptr_array_add (numbers, g_strndup (name, end));
}

static gsize
measure_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? (gsize) (dot - name) : strlen (name);
}

static GStrv
split (const char *path)
{
  return g_strsplit_set (path, "/\\", -1);
}

/**
 * mado_attachment_name_list_numbers:
 * @path: the name of a file with its folders, UTF-8
 *
 * Returns: (transfer full): the numbers that it may name, the likeliest first; ends with %NULL
 */
GStrv
mado_attachment_name_list_numbers (const char *path)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autofree char *folded = mado_fold_width (path);
  g_auto (GStrv) parts = split (folded);
  guint n_parts = g_strv_length (parts);

  if (n_parts > 0)
    add_beginnings (numbers, parts[n_parts - 1], measure_stem (parts[n_parts - 1]));
  for (guint i = n_parts; i-- > 1;)
    add_beginnings (numbers, parts[i - 1], strlen (parts[i - 1]));
  g_ptr_array_add (numbers, NULL);

  return (GStrv) g_ptr_array_steal (numbers, NULL);
}

/**
 * mado_attachment_name_is_safe:
 * @path: the name of a file in an archive
 *
 * Nothing is ever written under such a name. A name that tries to get out of its folder says what its maker is about,
 * so the file is not taken at all.
 *
 * Returns: whether it is one of a file below the folder where it would be unpacked
 */
gboolean
mado_attachment_name_is_safe (const char *path)
{
  g_auto (GStrv) parts = split (path);

  if (path[0] == '\0' || path[0] == '/' || path[0] == '\\' || strlen (path) > MOST_LENGTH ||
      (g_ascii_isalpha (path[0]) && path[1] == ':'))
    return FALSE;
  for (const char *at = path; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0 || strcmp (parts[i], ".") == 0)
      return FALSE;

  return TRUE;
}

/**
 * mado_attachment_name_is_litter:
 * @path: the name of a file with its folders
 *
 * Returns: whether an operating system left it there, and nobody put it in
 */
gboolean
mado_attachment_name_is_litter (const char *path)
{
  static const char *const names[] = { "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", NULL };
  g_auto (GStrv) parts = split (path);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (names, parts[i]))
      return TRUE;

  return FALSE;
}
