/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Debian's own word on itself: its name, and how far it is patched (13.2, say), which stands in a file of one line. It
 * is read once, before there is a window. */

#include "mado-software.h"

#define PATCHED "/etc/debian_version"

static char *found; /* (nullable): nobody has looked yet */

/**
 * mado_software_look:
 *
 * Reads two small files. To be called before there is a window.
 */
void
mado_software_look (void)
{
  g_autofree char *name = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *patched = NULL;

  (void) g_file_get_contents (PATCHED, &patched, NULL, NULL); /* ignored: another system has none */
  g_clear_pointer (&found, g_free);
  found = g_strjoin (", ", name != NULL ? name : "?", patched != NULL ? g_strstrip (patched) : NULL, NULL);
}

/**
 * mado_software_get_system:
 *
 * Returns: (transfer none): what this runs on; "": nobody has looked
 */
const char *
mado_software_get_system (void)
{
  return found != NULL ? found : "";
}
