/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A number that must not be stored is seen on a paper that is: a picture without it takes the paper's place, under each
 * item that is read off it, and the bytes of before go everywhere. */

#include "mado-case-cover.h"

#include <string.h>

#include "mado-case-attach.h"
#include "mado-case-edit.h"
#include "mado-json-member.h"
#include "mado-paper-body.h"

#define MOST_COVERED 200 /* of a case */

/**
 * mado_case_cover_is_in:
 * @covered: (nullable): what was covered of a case
 * @hash: of a paper
 *
 * Returns: whether it is one that was covered: it must not come back
 */
gboolean
mado_case_cover_is_in (yyjson_mut_val *covered, const char *hash)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (covered);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (one, "was"), hash) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_case_list_covered:
 * @entity: a case, or anything else, of which nothing is covered
 *
 * Returns: (transfer full) (element-type MadoHash): what its papers were before, as far as that is to be seen
 */
GArray *
mado_case_list_covered (const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), MADO_CASE_COVERED));
  GArray *hashes = g_array_new (FALSE, FALSE, sizeof (MadoHash));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    MadoHash hash;

    if (mado_hash_from_hex (mado_json_get_text (one, "was"), &hash, NULL))
      g_array_append_val (hashes, hash);
  }

  return hashes;
}

/**
 * mado_case_has_covered:
 * @entity: a case, or anything else
 * @hash: of a paper
 *
 * Returns: whether the paper was covered: what has this hash must not be kept for the case
 */
gboolean
mado_case_has_covered (const MadoEntity *entity, const MadoHash *hash)
{
  g_autoptr (GArray) hashes = mado_case_list_covered (entity);

  for (guint i = 0; i < hashes->len; i++)
    if (mado_hash_equals (&g_array_index (hashes, MadoHash, i), hash))
      return TRUE;

  return FALSE;
}

/* --- the act ------------------------------------------------------------------------------------------------------ */

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
  if (mado_case_cover_is_in (covered, hex))
    return mado_action_refuse (action, MADO_REFUSAL_COVERED, "was");
  if (mado_case_cover_is_in (covered, hash))
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
