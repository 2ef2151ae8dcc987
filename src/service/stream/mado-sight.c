/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A digest of what decides what somebody sees. Roles count in any order, and once. */

#include "mado-sight.h"

#include <string.h>

static int
compare_roles (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_text (MadoHasher *hasher, const char *text)
{
  mado_hasher_update (hasher, text, strlen (text) + 1); /* with its end: no two lists run together to the same bytes */
}

/**
 * mado_sight_of:
 * @person: somebody
 * @revision: seq of the programme's publication; 0: none
 *
 * Returns: the same for whoever sees the same
 */
MadoHash
mado_sight_of (const MadoPerson *person, gint64 revision)
{
  const gint64 number = GINT64_TO_BE (revision);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (const char *const *role = person->roles; *role != NULL; role++)
    g_ptr_array_add (roles, (gpointer) *role);
  g_ptr_array_sort (roles, compare_roles);
  mado_hasher_update (hasher, &number, sizeof number);
  add_text (hasher, person->account);
  for (guint i = 0; i < roles->len; i++)
    if (i == 0 || strcmp (g_ptr_array_index (roles, i - 1), g_ptr_array_index (roles, i)) != 0)
      add_text (hasher, g_ptr_array_index (roles, i));

  return mado_hasher_finish (hasher);
}
