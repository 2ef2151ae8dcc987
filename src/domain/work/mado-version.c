/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a version is held against the programme by its kind; who may do what with it is the same for all. */

#include "mado-version.h"

#include <string.h>

#include "mado-json-member.h"

/* --- acts --------------------------------------------------------------------------------------------------------- */

/**
 * mado_version_write:
 * @action: an act that begins an entity; its kind has found what it says sound
 * @what: what there are versions of
 * @members: of the act
 *
 * Two people who write the next version at once do not both get its number.
 *
 * Returns: whether it was done
 */
gboolean
mado_version_write (MadoAction *action, const MadoVersioned *what, const MadoBodyMember *members)
{
  const gint64 number = mado_json_get_number (action->body, "version");
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *claim =
      mado_action_build_claim (action, what->kind, mado_json_get_text (action->body, what->member), version, NULL);

  if (number <= 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "version");
  mado_action_add_claim (action, claim);
  mado_action_put_members (action, action->draft->body, members);
  mado_action_stamp (action, action->draft, action->draft->body, "made");

  return TRUE;
}

/**
 * mado_version_approve:
 * @action: an act on a version
 * @what: what there are versions of
 *
 * Somebody else reads it before it is used.
 *
 * Returns: whether it was done
 */
gboolean
mado_version_approve (MadoAction *action, const MadoVersioned *what)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, what->duty) || !mado_action_need_state (action, MADO_VERSION_DRAFT, NULL))
    return FALSE;
  if (mado_action_is_actor (action, mado_draft_get_text (yyjson_mut_obj_get (draft->body, "made"), "by")))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, what->kind);
  mado_action_stamp (action, draft, draft->body, MADO_VERSION_APPROVED);
  mado_draft_set_state (draft, MADO_VERSION_APPROVED);

  return TRUE;
}

/**
 * mado_version_retire:
 * @action: an act on a version, with the reason
 * @what: what there are versions of
 *
 * It is not used any more: what holds again is the version before it.
 *
 * Returns: whether it was done
 */
gboolean
mado_version_retire (MadoAction *action, const MadoVersioned *what)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, what->duty) ||
      !mado_action_need_state (action, MADO_VERSION_DRAFT, MADO_VERSION_APPROVED, NULL))
    return FALSE;
  mado_action_stamp (action, draft, draft->body, MADO_VERSION_RETIRED);
  mado_draft_put (draft, draft->body, "reason", yyjson_obj_get (action->body, "reason"));
  mado_draft_set_state (draft, MADO_VERSION_RETIRED);

  return TRUE;
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

/**
 * mado_version_get_number:
 * @version: a version
 *
 * Returns: its number, from 1
 */
gint64
mado_version_get_number (const MadoEntity *version)
{
  return mado_json_get_number (mado_entity_get_body (version), "version");
}

/**
 * mado_version_is:
 * @version: (nullable): a version
 * @state: a state
 *
 * Returns: whether there is one, and in that state
 */
gboolean
mado_version_is (const MadoEntity *version, const char *state)
{
  return version != NULL && strcmp (mado_entity_get_state (version), state) == 0;
}

/**
 * mado_version_get_author:
 * @version: a version
 *
 * Returns: (transfer none): the account of whoever wrote it
 */
const char *
mado_version_get_author (const MadoEntity *version)
{
  return mado_json_get_text (yyjson_obj_get (mado_entity_get_body (version), "made"), "by");
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const gint64 a = mado_version_get_number (one), b = mado_version_get_number (other);

  return (a < b) - (a > b);
}

/**
 * mado_versions_sort:
 * @versions: (element-type MadoEntity): versions of one thing; the last is the first from now on
 */
void
mado_versions_sort (GPtrArray *versions)
{
  g_ptr_array_sort_values (versions, compare);
}

/**
 * mado_versions_find:
 * @versions: (element-type MadoEntity): versions of one thing
 * @number: of one
 *
 * Returns: (transfer none) (nullable): that version
 */
const MadoEntity *
mado_versions_find (const GPtrArray *versions, gint64 number)
{
  for (guint i = 0; i < versions->len; i++)
    if (mado_version_get_number (g_ptr_array_index (versions, i)) == number)
      return g_ptr_array_index (versions, i);

  return NULL;
}

/**
 * mado_versions_find_current:
 * @versions: (element-type MadoEntity): versions of one thing, the last first
 *
 * Returns: (transfer none) (nullable): the last that is approved; %NULL: what the programme says holds
 */
const MadoEntity *
mado_versions_find_current (const GPtrArray *versions)
{
  for (guint i = 0; i < versions->len; i++)
    if (mado_version_is (g_ptr_array_index (versions, i), MADO_VERSION_APPROVED))
      return g_ptr_array_index (versions, i);

  return NULL;
}
