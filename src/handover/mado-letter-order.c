/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One letter for each record that is on the medium. */

#include "mado-letter-order.h"

#include "mado-handover-letters.h"
#include "mado-json-member.h"

/**
 * mado_letter_order_write:
 * @medium: what they are printed from
 * @number: of the order
 * @content: what letters they are
 * @run: (nullable): the id of the run that they are; %NULL: that of the medium, where it has one
 *
 * Returns: (transfer full): the body of a new entry
 */
yyjson_mut_doc *
mado_letter_order_write (const MadoEntity *medium, const char *number, const char *content, const char *run)
{
  gint64 count = mado_json_get_number (mado_entity_get_body (medium), "records");
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (medium), id);
  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_str (doc, body, "kind", MADO_HANDOVER_LETTERS);
  yyjson_mut_obj_add_strcpy (doc, body, "content", content);
  yyjson_mut_obj_add_strcpy (doc, body, "number", number);
  yyjson_mut_obj_add_sint (doc, body, "media", count);
  yyjson_mut_obj_add_sint (doc, body, "records", count);
  yyjson_mut_obj_add_strcpy (doc, body, "printed_from", id);
  if (run == NULL && yyjson_obj_get (mado_entity_get_body (medium), "run") != NULL)
    run = mado_json_get_text (mado_entity_get_body (medium), "run");
  if (run != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "run", run);

  return doc;
}
