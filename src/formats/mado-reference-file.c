/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where imported lists and samples lie. */

#include "mado-reference-file.h"

#include <errno.h>
#include <string.h>

#include "mado-config.h"

/**
 * mado_reference_file_dup_sample_path:
 * @name: a file below data/
 *
 * Returns: (transfer full): where it is: installed, or in the source tree that MADO_DATA_DIR names
 */
char *
mado_reference_file_dup_sample_path (const char *name)
{
  const char *tree = g_getenv ("MADO_DATA_DIR");

  return g_build_filename (tree != NULL ? tree : MADO_DATA_DIR, name, NULL);
}

/**
 * mado_reference_file_dup_import_path:
 * @name: a name
 *
 * Returns: (transfer full): where an import of that name is kept
 */
char *
mado_reference_file_dup_import_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "madoguchi", name, NULL);
}

/**
 * mado_reference_file_find_newest_import:
 * @folder: a folder whose files bear a date, as in "banks-20260824.tsv"
 *
 * Returns: (transfer full) (nullable): the path of the one with the latest, %NULL where nothing was imported
 */
char *
mado_reference_file_find_newest_import (const char *folder)
{
  g_autofree char *path = mado_reference_file_dup_import_path (folder);
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL); /* ignored: there is no folder before the first import */
  g_autofree char *newest = NULL;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".tsv") && (newest == NULL || strcmp (name, newest) > 0)) {
      g_free (newest);
      newest = g_strdup (name);
    }

  return newest != NULL ? g_build_filename (path, newest, NULL) : NULL;
}

/**
 * mado_reference_file_save_import:
 * @name: a name
 * @bytes: the list
 * @length: its bytes
 * @error: set where it cannot be written; what was there before is then still there
 *
 * Returns: whether the list is on disk, whole
 */
gboolean
mado_reference_file_save_import (const char *name, const char *bytes, gsize length, GError **error)
{
  g_autofree char *path = mado_reference_file_dup_import_path (name);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0755) != 0) {
    int code = errno;

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "could not make the folder of imported lists: %s",
                 g_strerror (code));
    return FALSE;
  }

  return g_file_set_contents (path, bytes, (gssize) length, error);
}
