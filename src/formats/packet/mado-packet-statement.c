/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes statements; the domain reads them. */

#include "mado-packet-statement.h"

#include "mado-packet-error.h"
#include "mado-signed-json.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, root, name, text);
}

static yyjson_mut_doc *
build (const MadoPacketStatement *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *digest = self->digest != NULL ? mado_hash_to_hex (self->digest) : NULL;
  char at[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (self->at, at);
  yyjson_mut_doc_set_root (doc, root);
  add_text (doc, root, "format", MADO_STATEMENT_FORMAT);
  add_text (doc, root, "number", self->number);
  add_text (doc, root, "step", self->step);
  add_text (doc, root, "by", self->by);
  add_text (doc, root, "at", at);
  yyjson_mut_obj_add_sint (doc, root, "media", self->media);
  add_text (doc, root, "digest", digest);
  add_text (doc, root, "seal", self->seal);
  add_text (doc, root, "bag", self->bag);
  add_text (doc, root, "carrier", self->carrier);
  add_text (doc, root, "method", self->method);
  add_text (doc, root, "witness", self->witness);

  return doc;
}

/**
 * mado_packet_statement_write:
 * @self: what is stated
 * @key: of whoever states it
 * @error: %MADO_PACKET_ERROR_FORMAT: there is no such step; or why it cannot be signed
 *
 * Returns: (transfer full) (nullable): the statement, canonical JSON
 */
GBytes *
mado_packet_statement_write (const MadoPacketStatement *self, const MadoSigningKey *key, GError **error)
{
  g_autoptr (yyjson_mut_doc) built = build (self);
  g_autoptr (yyjson_doc) doc = yyjson_mut_doc_imut_copy (built, NULL);
  yyjson_val *root = yyjson_doc_get_root (doc);

  if (mado_handover_statement_get_step (root)[0] != '\0')
    return mado_signed_json_sign (root, key, error);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                       "cannot sign the statement: its step is none of receive, return, erase");

  return NULL;
}
