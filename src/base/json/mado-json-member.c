/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Members of JSON objects by name. */

#include "mado-json-member.h"

/**
 * mado_json_get_text:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none): its text, or ""
 */
const char *
mado_json_get_text (yyjson_val *object, const char *name)
{
  const char *text = yyjson_get_str (yyjson_obj_get (object, name));

  return text != NULL ? text : "";
}

/**
 * mado_json_get_number:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: its number, or 0
 */
gint64
mado_json_get_number (yyjson_val *object, const char *name)
{
  return yyjson_get_sint (yyjson_obj_get (object, name));
}

/**
 * mado_json_get_flag:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: whether it is there and true
 */
gboolean
mado_json_get_flag (yyjson_val *object, const char *name)
{
  return yyjson_is_true (yyjson_obj_get (object, name));
}

/**
 * mado_json_get_id:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: its id, or %MADO_ID_NONE
 */
MadoId
mado_json_get_id (yyjson_val *object, const char *name)
{
  return mado_id_from_text (mado_json_get_text (object, name));
}
