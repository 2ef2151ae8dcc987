/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A note that is missing or spoilt is none: it is about what was done, and never about what is there. */

#include "mado-service-deeds.h"

#include <string.h>

#define PRIVATE 0600
#define MAX_WORDS 500 /* bytes of what went wrong */

/**
 * mado_service_deed_note:
 * @folder: of what is saved of a ward
 * @name: what was done
 * @now: the time
 * @error: (nullable): what went wrong
 */
void
mado_service_deed_note (const char *folder, const char *name, MadoInstant now, const GError *error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *words =
      error != NULL ? g_utf8_make_valid (error->message, (gssize) strnlen (error->message, MAX_WORDS)) : g_strdup ("");
  const MadoServiceDeed deed = { now, error == NULL, words };
  g_autoptr (GBytes) text = mado_service_deed_write (&deed, NULL);

  /* ignored: what was done is done, and the next note says so */
  if (text != NULL)
    (void) g_file_set_contents_full (path, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text),
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, PRIVATE, NULL);
}

/**
 * mado_service_deed_find:
 * @folder: of what is saved of a ward
 * @name: what was done
 * @out_deed: (out caller-allocates): what came of it; untouched where nothing is known
 *
 * Returns: whether it is known
 */
gboolean
mado_service_deed_find (const char *folder, const char *name, MadoServiceDeed *out_deed)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return FALSE;
  text = g_bytes_new (content, length);

  return mado_service_deed_read (text, out_deed, NULL);
}
