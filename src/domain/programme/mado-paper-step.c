/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the transition among those that take a receipt number. */

#include "mado-paper-step.h"

#include <string.h>

/* By what a register hands over nobody applies. */
static gboolean
is_of_a_list (const MadoProgramme *programme, const MadoTransition *transition)
{
  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++)
    if (strcmp (((const MadoFormMap *) mado_section_get (programme->form_maps, i))->transition, transition->id) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_paper_step_find:
 * @programme: a programme
 *
 * It begins a case; where somebody was asked to apply, it may go on with that one, too.
 *
 * Returns: (transfer none) (nullable): by which an application on paper is received; %NULL where none is
 */
const MadoTransition *
mado_paper_step_find (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (mado_names_contain (transition->from, MADO_STATE_NEW) && mado_names_contain (transition->claims, "receipt") &&
        !is_of_a_list (programme, transition))
      return transition;
  }

  return NULL;
}
