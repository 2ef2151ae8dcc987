/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A number that must not be stored is seen on a paper that is: a picture without it takes the paper's place, under each
 * item that is read off it, and the bytes of before go everywhere. */

#include "mado-case-cover.h"

#include <string.h>

#include "mado-case-attach.h"
#include "mado-case-covered.h"
#include "mado-case-edit.h"
#include "mado-json-member.h"
#include "mado-paper-body.h"

#define MOST_COVERED 200 /* of a case */

static void
note (MadoAction *action, yyjson_mut_val *paper)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *entry =
      mado_draft_add_object (draft, mado_draft_ensure_array (draft, draft->body, MADO_CASE_COVERED));

  mado_draft_put_text (draft, entry, "item", mado_draft_get_text (paper, "item"));
  mado_draft_put (draft, entry, "was", yyjson_obj_get (action->body, "was"));
  mado_draft_put (draft, entry, "hash", yyjson_obj_get (action->body, "hash"));
  mado_draft_put_text (draft, entry, "by", action->header->actor);
  mado_draft_put_number (draft, entry, "at", action->context->now.microseconds / 1000);
}

/* Who attached the paper, and when, stays. */
static gboolean
replace (MadoAction *action, yyjson_mut_val *paper)
{
  static const char *const replaced[] = { "hash", "type", "name" };
  const MadoItem *item = mado_case_find_item (action, mado_draft_get_text (paper, "item"));

  if (item == NULL || !mado_case_may_attach (action, item))
    return FALSE;
  note (action, paper);
  for (gsize i = 0; i < G_N_ELEMENTS (replaced); i++)
    mado_draft_put (action->draft, paper, replaced[i], yyjson_obj_get (action->body, replaced[i]));

  return TRUE;
}

/* The bytes are the same under whatever item: they go under all of them, or stay. */
static gboolean
replace_each (MadoAction *action, yyjson_mut_val *papers, const char *was, guint *out_n_replaced)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (papers);

  for (yyjson_mut_val *paper = yyjson_mut_arr_iter_next (&iter); paper != NULL;
       paper = yyjson_mut_arr_iter_next (&iter)) {
    if (strcmp (mado_draft_get_text (paper, "hash"), was) != 0)
      continue;
    if (!replace (action, paper))
      return FALSE;
    (*out_n_replaced)++;
  }

  return TRUE;
}

static gboolean
check (MadoAction *action, const MadoHash *was)
{
  yyjson_mut_val *covered = yyjson_mut_obj_get (action->draft->body, MADO_CASE_COVERED);
  const char *hash = mado_json_get_text (action->body, "hash");
  g_autofree char *hex = mado_hash_to_hex (was);

  if (strcmp (hash, hex) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "hash");
  if (mado_case_is_covered_in (covered, hex))
    return mado_action_refuse (action, MADO_REFUSAL_COVERED, "was");
  if (mado_case_is_covered_in (covered, hash))
    return mado_action_refuse (action, MADO_REFUSAL_COVERED, "hash");

  return yyjson_mut_arr_size (covered) < MOST_COVERED || mado_action_refuse (action, MADO_REFUSAL_SIZE, "covered");
}

/**
 * mado_case_cover:
 * @action: an action
 *
 * "case.cover": in the place of a paper comes a picture of it of which a place is covered. Whoever may attach to all
 * items that are read off the paper may do so.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_cover (MadoAction *action)
{
  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (action->body, "item"));
  const char *text = mado_json_get_text (action->body, "was");
  guint n_replaced = 0;
  MadoHash was;

  if (item == NULL || !mado_case_may_attach (action, item) || !mado_paper_body_check (action))
    return FALSE;
  if (!mado_hash_from_hex (text, &was, NULL))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "was");
  if (!check (action, &was) ||
      !replace_each (action, yyjson_mut_obj_get (action->draft->body, "attachments"), text, &n_replaced))
    return FALSE;
  if (n_replaced == 0)
    return mado_action_refuse (action, MADO_REFUSAL_ABSENT, "was");
  g_array_append_val (action->outcome->dropped, was);

  return TRUE;
}
