/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is signed of a publication: canonical JSON with the stream, the account and the hash of the file. */

#include "mado-publication.h"

#include "mado-hash.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static GBytes *
write_statement (const MadoPublication *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("publication");
  const MadoHash hash = mado_hash_of (g_bytes_get_data (self->programme, NULL), g_bytes_get_size (self->programme));

  mado_wire_writer_add_text (writer, "publishes", self->stream, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_hash (writer, "programme", &hash);

  return mado_wire_writer_finish_canonical (writer, error);
}

/**
 * mado_publication_sign:
 * @self: what is published, by whom
 * @key: his key
 * @out_key: (out) (transfer full): its public half
 * @out_signature: (out) (transfer full): his signature
 * @error: where to put what went wrong
 *
 * Returns: whether it is signed
 */
gboolean
mado_publication_sign (
    const MadoPublication *self, const MadoSigningKey *key, char **out_key, char **out_signature, GError **error)
{
  g_autoptr (GBytes) statement = write_statement (self, error);
  MadoSignature signature;

  if (statement == NULL ||
      !mado_signing_key_sign (key, g_bytes_get_data (statement, NULL), g_bytes_get_size (statement), &signature, error))
    return FALSE;
  *out_key = mado_public_key_to_hex (mado_signing_key_get_public (key));
  *out_signature = mado_signature_to_hex (&signature);

  return TRUE;
}

/**
 * mado_publication_verify:
 * @self: what is published, by whom
 * @key: of whoever signed it
 * @signature: his signature
 * @error: why it does not hold
 *
 * Whether the key is that person's, the register of persons in charge says.
 *
 * Returns: whether whoever has the key signed just that
 */
gboolean
mado_publication_verify (const MadoPublication *self, const char *key, const char *signature, GError **error)
{
  g_autoptr (GBytes) statement = write_statement (self, error);
  MadoPublicKey signer;
  MadoSignature signed_as;

  return statement != NULL && mado_public_key_from_hex (key, &signer, error) &&
         mado_signature_from_hex (signature, &signed_as, error) &&
         mado_signature_verify (&signed_as, &signer, g_bytes_get_data (statement, NULL), g_bytes_get_size (statement),
                                error);
}
