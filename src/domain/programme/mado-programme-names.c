/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether what a file names is there: asked by each part of the check. */

#include "mado-programme-names.h"

/**
 * mado_programme_check_name:
 * @self: a programme
 * @section: what should have the name
 * @kind: what that is called in a sentence
 * @name: a name as written; "" where the file says nothing
 * @faults: takes what is wrong
 *
 * Returns: whether there is one of that name
 */
gboolean
mado_programme_check_name (
    const MadoProgramme *self, const MadoSection *section, const char *kind, const char *name, GPtrArray *faults)
{
  if (name[0] == '\0')
    return FALSE;
  if (mado_section_find (section, name) != NULL)
    return TRUE;
  MADO_PROGRAMME_REPORT (name, "E_NAME_UNKNOWN", "There is no %s \"%s\"", kind, name);

  return FALSE;
}

/**
 * mado_programme_check_names:
 * @self: a programme
 * @section: what should have the names
 * @kind: what that is called in a sentence
 * @names: (element-type utf8): names as written
 * @faults: takes what is wrong
 */
void
mado_programme_check_names (
    const MadoProgramme *self, const MadoSection *section, const char *kind, const GPtrArray *names, GPtrArray *faults)
{
  for (guint i = 0; i < names->len; i++)
    mado_programme_check_name (self, section, kind, g_ptr_array_index (names, i), faults);
}

/**
 * mado_programme_check_roles:
 * @self: a programme
 * @names: (element-type utf8): roles and audiences as written
 * @faults: takes what is wrong
 */
void
mado_programme_check_roles (const MadoProgramme *self, const GPtrArray *names, GPtrArray *faults)
{
  for (guint i = 0; i < names->len; i++)
    if (mado_section_find (self->audiences, g_ptr_array_index (names, i)) == NULL)
      mado_programme_check_name (self, self->roles, "role or audience", g_ptr_array_index (names, i), faults);
}
