/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account that money came back from is not agreed on any more: two people type the next one. */

#include "mado-account-fate.h"

#include "mado-json-member.h"

/* In milliseconds; 0: never, or a new pair has begun. */
static gint64
get_agreed_time (yyjson_val *body)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (body, "entries"));
  gint64 latest = 0;

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    yyjson_val *agreed = yyjson_obj_get (yyjson_obj_iter_get_val (id), "agreed");

    latest = MAX (latest, mado_json_get_number (agreed, "at"));
  }

  return latest;
}

static gint64
get_failed_time (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));
  gint64 latest = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    latest = MAX (latest, mado_json_get_number (yyjson_obj_get (right, "failed"), "at"));

  return latest;
}

/**
 * mado_account_has_failed:
 * @body: a case
 *
 * Returns: whether a transfer failed, and nobody has agreed on another account since
 */
gboolean
mado_account_has_failed (yyjson_val *body)
{
  gint64 failed = get_failed_time (body);

  return failed > 0 && get_agreed_time (body) <= failed;
}
