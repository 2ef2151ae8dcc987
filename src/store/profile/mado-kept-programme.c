/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps a published programme among the settings of a profile, as it came over the line. */

#include "mado-kept-programme.h"

#include <string.h>

#include "mado-settings.h"

#define PUBLISHED "programme.published"

/**
 * mado_kept_programme_load:
 * @database: any connection
 * @out_published: (out caller-allocates): the programme; empty where none came yet
 * @error: where to put what went wrong
 *
 * Returns: whether that could be found out
 */
gboolean
mado_kept_programme_load (MadoDatabase *database, MadoPublished *out_published, GError **error)
{
  g_autofree char *value = NULL;
  g_autoptr (GBytes) text = NULL;

  *out_published = (MadoPublished) { 0 };
  if (!mado_settings_load (database, PUBLISHED, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;
  text = g_bytes_new (value, strlen (value));

  return mado_published_read (text, out_published, error);
}

/**
 * mado_kept_programme_save:
 * @database: the database that writes
 * @published: a programme that was checked
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk, in the place of the one before
 */
gboolean
mado_kept_programme_save (MadoDatabase *database, const MadoPublished *published, GError **error)
{
  g_autoptr (GBytes) text = mado_published_write (published, error);
  g_autofree char *value = text != NULL ? g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text)) : NULL;

  return value != NULL && mado_settings_save (database, PUBLISHED, value, error);
}
