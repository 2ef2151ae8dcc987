/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same of a case as of an entry of the ledger. */

#include "mado-paper-body.h"

#include <string.h>

#include "mado-hash.h"
#include "mado-json-member.h"

static gboolean
is_good_type (const char *type)
{
  static const char *const types[] = { "image/png", "image/jpeg", "application/pdf", NULL };

  return g_strv_contains (types, type);
}

/**
 * mado_paper_body_check:
 * @action: an action whose body names a paper
 *
 * Returns: whether its hash is one, and its type one of those that are shown; refused with the member otherwise
 */
gboolean
mado_paper_body_check (MadoAction *action)
{
  MadoHash hash;

  if (!mado_hash_from_hex (mado_json_get_text (action->body, "hash"), &hash, NULL))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "hash");

  return is_good_type (mado_json_get_text (action->body, "type")) ||
         mado_action_refuse (action, MADO_REFUSAL_FORM, "type");
}

/**
 * mado_paper_body_copy:
 * @action: an action whose body names a paper
 * @attachment: takes what it says, who said so, and when
 */
void
mado_paper_body_copy (MadoAction *action, yyjson_mut_val *attachment)
{
  static const char *const copied[] = { "item", "hash", "type", "name", "text" };

  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    if (yyjson_obj_get (action->body, copied[i]) != NULL)
      mado_draft_put (action->draft, attachment, copied[i], yyjson_obj_get (action->body, copied[i]));
  mado_draft_put_text (action->draft, attachment, "by", action->header->actor);
  mado_draft_put_number (action->draft, attachment, "at", action->context->now.microseconds / 1000);
}

/**
 * mado_paper_body_is_in:
 * @attachments: (nullable): what is attached already
 * @item: what can be read off the paper; "" of anything but a case
 * @hash: of the paper
 *
 * Returns: whether it is among them
 */
gboolean
mado_paper_body_is_in (yyjson_mut_val *attachments, const char *item, const char *hash)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (attachments);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter)) {
    const char *own = yyjson_mut_get_str (yyjson_mut_obj_get (one, "item"));

    if (strcmp (own != NULL ? own : "", item) == 0 && yyjson_mut_equals_str (yyjson_mut_obj_get (one, "hash"), hash))
      return TRUE;
  }

  return FALSE;
}
