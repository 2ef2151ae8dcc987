/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads programme files for whoever needs the programme, not its faults. */

#include "mado-programme-file.h"

#include <string.h>

#include "mado-reference-file.h"

/**
 * mado_programme_file_load:
 * @path: a programme file
 * @error: where to put why there is none
 *
 * Returns: (transfer full) (nullable): the programme
 */
MadoProgramme *
mado_programme_file_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  if (programme == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "the programme has %u faults; 'programme check' names them", faults->len);

  return programme;
}

/**
 * mado_programme_file_find:
 * @id: of a programme, which may come out of a file
 * @error: where to put why there is none
 *
 * Returns: (transfer full) (nullable): the programme that was installed under that id
 */
MadoProgramme *
mado_programme_file_find (const char *id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("programmes/%s.json", id);
  g_autofree char *path = mado_reference_file_dup_sample_path (name);

  if (strchr (id, G_DIR_SEPARATOR) != NULL) { /* it becomes a file's name */
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the profile names no programme");
    return NULL;
  }

  return mado_programme_file_load (path, error);
}
