/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the bodies of operations, and the objects in them, against tables of what they may have. */

#include "mado-body.h"

#include <string.h>

#include "mado-date.h"
#include "mado-item-value.h"
#include "mado-json-member.h"
#include "mado-my-number.h"

#define MAX_WORD 100
#define MAX_TEXT 4000

const MadoBodyMember mado_body_reason[] = {
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static gboolean
is_array_of_objects (yyjson_val *value)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (value);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (!yyjson_is_obj (one))
      return FALSE;

  return yyjson_is_arr (value);
}

/* What stands behind a NUL would be kept, and nobody would look at it. */
static gboolean
is_text (yyjson_val *value)
{
  return yyjson_is_str (value) && strlen (yyjson_get_str (value)) == yyjson_get_len (value);
}

static gboolean
is_word (yyjson_val *value)
{
  return is_text (value) && mado_item_text_is_plain (yyjson_get_str (value), MAX_WORD);
}

static gboolean
is_array_of_words (yyjson_val *value)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (value);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (!is_word (one))
      return FALSE;

  return yyjson_is_arr (value);
}

static gboolean
fits (MadoBodyKind kind, yyjson_val *value)
{
  switch (kind) {
  case MADO_BODY_WORD:
    return is_word (value);
  case MADO_BODY_WORDS:
    return is_array_of_words (value);
  case MADO_BODY_TEXT:
    return is_text (value) && mado_item_text_is_plain (yyjson_get_str (value), MAX_TEXT);
  case MADO_BODY_NUMBER:
    return yyjson_is_int (value) && yyjson_get_sint (value) >= 0;
  case MADO_BODY_FLAG:
    return yyjson_is_bool (value);
  case MADO_BODY_DATE:
    return is_text (value) && mado_date_is_valid (mado_date_from_iso (yyjson_get_str (value)));
  case MADO_BODY_ID:
    return is_text (value) && mado_id_is_valid (mado_id_from_text (yyjson_get_str (value)));
  case MADO_BODY_OBJECT:
    return yyjson_is_obj (value);
  case MADO_BODY_ARRAY:
    return is_array_of_objects (value);
  case MADO_BODY_ANY:
    return TRUE;
  }

  g_return_val_if_reached (FALSE);
}

/**
 * mado_body_check:
 * @members: what it may have
 * @body: (nullable): an object
 *
 * Returns: (transfer full) (nullable): %NULL where it is well formed; %MADO_REFUSAL_FORM with the member that is not,
 * or %MADO_REFUSAL_MY_NUMBER with the text that holds one
 */
MadoRefusal *
mado_body_check (const MadoBodyMember *members, yyjson_val *body)
{
  for (; members->name != NULL; members++) {
    yyjson_val *value = yyjson_obj_get (body, members->name);

    if (value == NULL ? members->is_required : !fits (members->kind, value))
      return mado_refusal_new (MADO_REFUSAL_FORM, members->name);
    if (members->kind == MADO_BODY_TEXT && value != NULL &&
        mado_my_number_scan (yyjson_get_str (value), NULL, NULL) == MADO_MY_NUMBER_HIGH)
      return mado_refusal_new (MADO_REFUSAL_MY_NUMBER, members->name);
  }

  return NULL;
}
