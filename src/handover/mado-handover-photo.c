/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entry has the hash: another picture cannot be put in its place. */

#include "mado-handover-photo.h"

#include "mado-hash.h"

/**
 * mado_handover_photo_write:
 * @self: a photo or a scan
 * @text: (nullable): what is to be seen on it; %NULL: it is added later
 *
 * Returns: (transfer full): what "handover.attach" says of it
 */
yyjson_mut_doc *
mado_handover_photo_write (const MadoHandoverPhoto *self, const char *text)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoHash hash = mado_hash_of (g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes));
  g_autofree char *hex = mado_hash_to_hex (&hash);

  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_strcpy (doc, body, "hash", hex);
  yyjson_mut_obj_add_strcpy (doc, body, "type", self->type);
  yyjson_mut_obj_add_strcpy (doc, body, "name", self->name);
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "text", text);

  return doc;
}
