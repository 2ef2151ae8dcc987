/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Role by programme by item: who may do what. Whoever has several roles may do what any of them may. */

#include "mado-policy.h"

/**
 * mado_policy_has_role:
 * @person: somebody
 * @roles: (element-type utf8): roles
 *
 * Returns: whether the person has one of them
 */
gboolean
mado_policy_has_role (const MadoPerson *person, const GPtrArray *roles)
{
  for (const char *const *role = person->roles; *role != NULL; role++)
    if (mado_names_contain (roles, *role))
      return TRUE;

  return FALSE;
}

/**
 * mado_policy_has_duty:
 * @person: somebody
 * @programme: a programme
 * @duty: one of its duties: "calls", "protection", …
 *
 * Returns: whether one of the person's roles has it
 */
gboolean
mado_policy_has_duty (const MadoPerson *person, const MadoProgramme *programme, const char *duty)
{
  for (const char *const *role = person->roles; *role != NULL; role++)
    if (mado_programme_has_duty (programme, duty, *role))
      return TRUE;

  return FALSE;
}

/**
 * mado_policy_may_see:
 * @person: somebody
 * @item: an item
 *
 * Returns: whether the person may see it, be it masked
 */
gboolean
mado_policy_may_see (const MadoPerson *person, const MadoItem *item)
{
  return mado_policy_has_role (person, item->see);
}

/**
 * mado_policy_is_masked:
 * @person: somebody who may see it
 * @item: an item
 *
 * Returns: whether every role by which the person sees it sees it masked
 */
gboolean
mado_policy_is_masked (const MadoPerson *person, const MadoItem *item)
{
  for (const char *const *role = person->roles; *role != NULL; role++)
    if (mado_item_may_see (item, *role) && !mado_names_contain (item->mask_roles, *role))
      return FALSE;

  return TRUE;
}

/**
 * mado_policy_may_edit:
 * @person: somebody
 * @item: an item
 *
 * Returns: whether the person may change it
 */
gboolean
mado_policy_may_edit (const MadoPerson *person, const MadoItem *item)
{
  return mado_policy_has_role (person, item->edit);
}

/**
 * mado_policy_may_attach:
 * @person: somebody
 * @item: an item
 *
 * Returns: whether the person may attach a paper off which it can be read
 */
gboolean
mado_policy_may_attach (const MadoPerson *person, const MadoItem *item)
{
  return mado_policy_may_edit (person, item) || mado_policy_has_role (person, item->attach_roles);
}

/**
 * mado_policy_may_look:
 * @person: somebody
 * @programme: a programme
 *
 * Whoever takes a step that visual checks have to come before is who looks.
 *
 * Returns: whether the person may say what is to be seen on papers
 */
gboolean
mado_policy_may_look (const MadoPerson *person, const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (mado_names_contain (transition->needs, "visual_checks") && mado_policy_has_role (person, transition->roles))
      return TRUE;
  }

  return FALSE;
}
