/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signatures within objects: what is signed is the object without its signature, in its one spelling. */

#include "mado-signed-json.h"

#include "mado-canonical-json.h"
#include "mado-json-member.h"

#define SIGNATURE "signature"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

/* All but the signature, as it was and will be signed. */
static GBytes *
build_message (yyjson_val *object, GError **error)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *copy = yyjson_val_mut_copy (doc, object);

  yyjson_mut_obj_remove_key (copy, SIGNATURE);

  return mado_canonical_json_from_value (copy, error);
}

/**
 * mado_signed_json_sign:
 * @object: an object; a signature that it has is replaced
 * @key: the signer's key
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): the same with a signature over all the rest, as canonical JSON
 */
GBytes *
mado_signed_json_sign (yyjson_val *object, const MadoSigningKey *key, GError **error)
{
  g_autoptr (GBytes) message = build_message (object, error);
  MadoSignature value;

  if (message == NULL ||
      !mado_signing_key_sign (key, g_bytes_get_data (message, NULL), g_bytes_get_size (message), &value, error))
    return NULL;

  g_autofree char *key_hex = mado_public_key_to_hex (mado_signing_key_get_public (key));
  g_autofree char *value_hex = mado_signature_to_hex (&value);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *copy = yyjson_val_mut_copy (doc, object);
  yyjson_mut_val *signature = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, signature, "key", key_hex);
  yyjson_mut_obj_add_str (doc, signature, "value", value_hex);
  yyjson_mut_obj_put (copy, yyjson_mut_str (doc, SIGNATURE), signature);

  return mado_canonical_json_from_value (copy, error);
}

/**
 * mado_signed_json_verify:
 * @object: an object
 * @out_signer: (out): whose key signed it
 * @error: where to put why the signature is worth nothing
 *
 * Returns: whether the signature is by that key over all the rest. Whose key it is, a register must say.
 */
gboolean
mado_signed_json_verify (yyjson_val *object, MadoPublicKey *out_signer, GError **error)
{
  yyjson_val *signature = yyjson_obj_get (object, SIGNATURE);
  MadoPublicKey signer;
  MadoSignature value;

  if (!mado_public_key_from_hex (mado_json_get_text (signature, "key"), &signer, error) ||
      !mado_signature_from_hex (mado_json_get_text (signature, "value"), &value, error))
    return FALSE;

  g_autoptr (GBytes) message = build_message (object, error);

  if (message == NULL ||
      !mado_signature_verify (&value, &signer, g_bytes_get_data (message, NULL), g_bytes_get_size (message), error))
    return FALSE;
  *out_signer = signer;

  return TRUE;
}
