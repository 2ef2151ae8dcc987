/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Test vectors from tests/data/. */

#include "mado-test-table.h"

#include <string.h>

struct _MadoTestTable {
  char *name;
  GStrv heading;
  GPtrArray *rows; /* GStrv */
};

/**
 * mado_test_load_file:
 * @path_under_data: a file below tests/data/
 * @out_length: (out) (optional): its bytes
 *
 * Returns: (transfer full): the content; the test fails where there is no such file
 */
char *
mado_test_load_file (const char *path_under_data, gsize *out_length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", path_under_data, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, out_length, &error);
  g_assert_no_error (error);

  return text;
}

/**
 * mado_test_table_load:
 * @name: a file of tests/data/vectors/
 *
 * Returns: (transfer full): its rows
 */
MadoTestTable *
mado_test_table_load (const char *name)
{
  g_autofree char *path = g_build_filename ("vectors", name, NULL);
  g_autofree char *text = mado_test_load_file (path, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  MadoTestTable *self = g_new0 (MadoTestTable, 1);

  self->name = g_strdup (name);
  self->heading = g_strsplit (lines[0], "\t", -1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (char **line = lines + 1; *line != NULL; line++)
    if (line[1] != NULL || **line != '\0') /* the last line ends the file */
      g_ptr_array_add (self->rows, g_strsplit (*line, "\t", -1));
  g_assert_cmpuint (self->rows->len, >, 0);

  return self;
}

/**
 * mado_test_table_free:
 * @self: (transfer full): a table
 */
void
mado_test_table_free (MadoTestTable *self)
{
  g_free (self->name);
  g_strfreev (self->heading);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * mado_test_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows follow the heading
 */
guint
mado_test_table_get_n_rows (const MadoTestTable *self)
{
  return self->rows->len;
}

/**
 * mado_test_table_get:
 * @self: a table
 * @row: from 0
 * @heading: a heading of the table; the test fails on any other
 *
 * Returns: (transfer none): the field, "" where the row is short
 */
const char *
mado_test_table_get (const MadoTestTable *self, guint row, const char *heading)
{
  GStrv fields = g_ptr_array_index (self->rows, row);
  guint n_fields = g_strv_length (fields);

  for (guint i = 0; self->heading[i] != NULL; i++)
    if (strcmp (self->heading[i], heading) == 0)
      return i < n_fields ? fields[i] : "";

  g_error ("%s has no column %s", self->name, heading);
}
