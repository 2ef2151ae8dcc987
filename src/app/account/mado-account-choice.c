/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-account-choice.h"

#include <glib/gi18n.h>
#include <string.h>

static const MadoAccountChoice kinds[] = {
  { "1", N_ ("ordinary") }, { "2", N_ ("current") }, { "4", N_ ("savings") }, {}
};

static const MadoAccountChoice relations[] = { { "self", N_ ("of the applicant") },
                                               { "proxy", N_ ("of a proxy") },
                                               { "guardian", N_ ("of a guardian") },
                                               { "heir", N_ ("of an heir") },
                                               {} };

/**
 * mado_account_field_get_choices:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what can be chosen, up to one without a code; %NULL: it is typed
 */
const MadoAccountChoice *
mado_account_field_get_choices (guint field)
{
  if (field == MADO_ACCOUNT_KIND)
    return kinds;

  return field == MADO_ACCOUNT_RELATION ? relations : NULL;
}

/**
 * mado_account_field_get_choice_label:
 * @field: a field
 * @code: what it says
 *
 * Returns: (transfer none): for a person; where nothing is chosen, what was typed
 */
const char *
mado_account_field_get_choice_label (guint field, const char *code)
{
  const MadoAccountChoice *choice = mado_account_field_get_choices (field);

  for (; choice != NULL && choice->code != NULL; choice++)
    if (strcmp (choice->code, code) == 0)
      return _ (choice->label);

  return code;
}
