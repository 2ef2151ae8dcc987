/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A deficiency (不備) is a record of its own: what is missing, since when, until when; and who closed it. While one is
 * open nothing is paid. Returned mail and a failed transfer are deficiencies, too. */

#include "mado-case-deficiency.h"

#include <string.h>

#include "mado-json-member.h"

static yyjson_mut_val *
get_deficiencies (const MadoAction *action)
{
  return yyjson_mut_obj_get (action->draft->body, "deficiencies");
}

static gboolean
is_open (yyjson_mut_val *deficiency)
{
  return yyjson_mut_obj_get (deficiency, "closed") == NULL;
}

/**
 * mado_case_has_open_deficiency:
 * @action: an action on a case
 *
 * Returns: whether one is open
 */
gboolean
mado_case_has_open_deficiency (const MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_deficiencies (action));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (is_open (one))
      return TRUE;

  return FALSE;
}

/**
 * mado_case_check_telling:
 * @action: an action on a case
 * @transition: that it makes
 *
 * How the applicant is told of what is missing stands in `tell`; where nothing stands, in the letters of the
 * transition.
 *
 * Returns: whether there is such a way, and something to tell
 */
gboolean
mado_case_check_telling (MadoAction *action, const MadoTransition *transition)
{
  const char *tell = mado_json_get_text (action->body, "tell");

  if (tell[0] == '\0')
    return TRUE;
  if (transition->opens[0] != '\0' && (strcmp (tell, MADO_TELL_LETTER) == 0 || strcmp (tell, MADO_TELL_PHONE) == 0))
    return TRUE;

  return mado_action_refuse (action, MADO_REFUSAL_VALUE, "tell");
}

/**
 * mado_case_is_told_by_phone:
 * @action: an action on a case
 *
 * Returns: whether somebody calls the applicant, and no letter is sent
 */
gboolean
mado_case_is_told_by_phone (const MadoAction *action)
{
  return strcmp (mado_json_get_text (action->body, "tell"), MADO_TELL_PHONE) == 0;
}

/**
 * mado_case_open_deficiency:
 * @action: an action on a case, with `reason`, `text`, `due` and `tell` in its body
 * @transition: that opens it
 */
void
mado_case_open_deficiency (MadoAction *action, const MadoTransition *transition)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *deficiencies = mado_draft_ensure_array (draft, draft->body, "deficiencies");
  yyjson_mut_val *deficiency = mado_draft_add_object (draft, deficiencies);

  mado_draft_put_id (draft, deficiency, "id", action->header->id);
  mado_draft_put_text (draft, deficiency, "by", transition->id);
  mado_draft_put (draft, deficiency, "reason", yyjson_obj_get (action->body, "reason"));
  mado_draft_put (draft, deficiency, "text", yyjson_obj_get (action->body, "text"));
  mado_draft_put (draft, deficiency, "due", yyjson_obj_get (action->body, "due"));
  mado_draft_put (draft, deficiency, "tell", yyjson_obj_get (action->body, "tell"));
  mado_action_stamp (action, action->draft, deficiency, "opened");
}

static yyjson_mut_val *
find_open (const MadoAction *action, const char *id)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_deficiencies (action));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (is_open (one) && yyjson_mut_equals_str (yyjson_mut_obj_get (one, "id"), id))
      return one;

  return NULL;
}

/**
 * mado_case_close_deficiencies:
 * @action: an action on a case, whose body names them: `deficiencies`: [{"id"}]
 *
 * Returns: whether at least one is named and all that are were open
 */
gboolean
mado_case_close_deficiencies (MadoAction *action)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (action->body, "deficiencies"));

  if (yyjson_arr_size (yyjson_obj_get (action->body, "deficiencies")) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_DEFICIENCY, NULL);
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    yyjson_mut_val *deficiency = find_open (action, mado_json_get_text (one, "id"));

    if (deficiency == NULL)
      return mado_action_refuse (action, MADO_REFUSAL_DEFICIENCY, mado_json_get_text (one, "id"));
    mado_action_stamp (action, action->draft, deficiency, "closed");
  }

  return TRUE;
}

/**
 * mado_case_drop_deficiencies:
 * @action: an action on a case that gives up what it asked for
 *
 * Nobody waits for an answer any more, and no caller is asked for one.
 */
void
mado_case_drop_deficiencies (MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_deficiencies (action));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (is_open (one))
      mado_action_stamp (action, action->draft, one, "closed");
}
