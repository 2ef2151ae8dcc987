/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the programmes that tests work with, and says what is wrong with one. */

#include "programme-sample.h"

#include <string.h>

/**
 * programme_sample_load_text:
 * @name: the name of a file in data/programmes/
 *
 * Returns: (transfer full): its text
 */
char *
programme_sample_load_text (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/**
 * programme_sample_read:
 * @text: a programme file
 *
 * Returns: (transfer full): the programme
 */
MadoProgramme *
programme_sample_read (const char *text)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  MadoProgramme *programme = mado_programme_read (file, faults);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%u: %s", mado_programme_faults_get (faults, i)->line,
                    mado_programme_faults_get (faults, i)->message);
  g_assert_cmpuint (faults->len, ==, 0);

  return programme;
}

/**
 * programme_sample_load:
 * @name: the name of a file in data/programmes/
 *
 * Returns: (transfer full): the programme
 */
MadoProgramme *
programme_sample_load (const char *name)
{
  g_autofree char *text = programme_sample_load_text (name);

  return programme_sample_read (text);
}

/**
 * programme_sample_replace:
 * @text: a programme file
 * @old: what stands there just once
 * @replacement: what shall stand there instead
 *
 * Returns: (transfer full): the changed file
 */
char *
programme_sample_replace (const char *text, const char *old, const char *replacement)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (replacement, parts);
}
