/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-call-wish.h"

/**
 * mado_call_wish_new:
 * @kind: an act that begins an entity
 * @entity: its id
 * @body: all that it says, which is copied
 *
 * Returns: (transfer full): it, not saved yet
 */
MadoWish *
mado_call_wish_new (const char *kind, MadoId entity, yyjson_doc *body)
{
  MadoWish *wish = mado_wish_new (kind, entity, 0);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (body));
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    mado_wish_add_value (wish, yyjson_get_str (name), yyjson_obj_iter_get_val (name));

  return wish;
}
