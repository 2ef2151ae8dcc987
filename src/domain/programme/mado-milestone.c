/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which transitions count. A programme does not say so: it follows from what they do. */

#include "mado-milestone.h"

static gboolean
is_any_signed (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++)
    if (((const MadoTransition *) mado_section_get (programme->transitions, i))->signed_by[0] != '\0')
      return TRUE;

  return FALSE;
}

static gboolean
is_of_approvers (const MadoProgramme *programme, const MadoTransition *transition)
{
  for (guint i = 0; i < transition->roles->len; i++)
    if (!mado_programme_has_duty (programme, "approve", g_ptr_array_index (transition->roles, i)))
      return FALSE;

  return transition->roles->len > 0;
}

/* It is signed; where nothing is, those who approve order the payment. */
static gboolean
decides (const MadoProgramme *programme, const MadoTransition *transition)
{
  if (is_any_signed (programme))
    return transition->signed_by[0] != '\0';

  return g_str_equal (transition->right, "order") && is_of_approvers (programme, transition);
}

/**
 * mado_milestone_find:
 * @programme: a programme
 * @transition: a transition of it
 *
 * Returns: what it counts as
 */
MadoMilestone
mado_milestone_find (const MadoProgramme *programme, const MadoTransition *transition)
{
  if (mado_names_contain (transition->from, MADO_STATE_NEW) && mado_names_contain (transition->claims, "receipt"))
    return MADO_MILESTONE_RECEIVED;

  return decides (programme, transition) ? MADO_MILESTONE_DECIDED : MADO_MILESTONE_NONE;
}

/**
 * mado_milestone_get_name:
 * @milestone: a milestone
 *
 * Returns: (transfer none): its name in lists; "" for none
 */
const char *
mado_milestone_get_name (MadoMilestone milestone)
{
  static const char *const names[] = { "", "received", "decided" };

  return names[milestone];
}
