/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing and checking with Ed25519. The private key stays in locked memory; OpenSSL's own object, which does not, is
 * made for one signature and wiped with it, which costs about as much as the signature. */

#include "mado-signature.h"

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-openssl.h"

#include <openssl/err.h>

struct _MadoSigningKey {
  MadoSecret *seed;
  MadoPublicKey public_key;
};

static EVP_PKEY *
open_seed (const MadoSecret *seed)
{
  return EVP_PKEY_new_raw_private_key_ex (NULL, "ED25519", NULL, mado_secret_get_bytes (seed), MADO_SIGNING_SEED_SIZE);
}

/**
 * mado_signing_key_generate:
 *
 * Returns: (transfer full) (nullable): a new key
 */
MadoSigningKey *
mado_signing_key_generate (GError **error)
{
  return mado_signing_key_from_seed (mado_secret_new_random (MADO_SIGNING_SEED_SIZE), error);
}

/**
 * mado_signing_key_from_seed:
 * @seed: (transfer full): the private key as RFC 8032 keeps it, %MADO_SIGNING_SEED_SIZE bytes
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSigningKey *
mado_signing_key_from_seed (MadoSecret *seed, GError **error)
{
  g_autoptr (MadoSecret) owned_seed = seed;
  g_autoptr (EVP_PKEY) key = NULL;
  MadoPublicKey public_key;
  gsize length = MADO_PUBLIC_KEY_SIZE;

  if (mado_secret_get_length (seed) != MADO_SIGNING_SEED_SIZE) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "a signing key has %d bytes, not %" G_GSIZE_FORMAT,
                 MADO_SIGNING_SEED_SIZE, mado_secret_get_length (seed));
    return NULL;
  }
  key = open_seed (seed);
  if (key == NULL || EVP_PKEY_get_raw_public_key (key, public_key.bytes, &length) != 1) {
    mado_openssl_set_error (error, "cannot open a signing key");
    return NULL;
  }

  MadoSigningKey *self = g_new0 (MadoSigningKey, 1);
  self->seed = g_steal_pointer (&owned_seed);
  self->public_key = public_key;

  return self;
}

/**
 * mado_signing_key_free:
 * @self: (nullable) (transfer full): a key
 */
void
mado_signing_key_free (MadoSigningKey *self)
{
  if (self == NULL)
    return;

  mado_secret_free (self->seed);
  g_free (self);
}

/**
 * mado_signing_key_get_seed:
 * @self: a key
 *
 * Returns: (transfer none): the private key, to be kept wrapped
 */
const MadoSecret *
mado_signing_key_get_seed (const MadoSigningKey *self)
{
  return self->seed;
}

/**
 * mado_signing_key_get_public:
 * @self: a key
 *
 * Returns: (transfer none): by which others know its signatures
 */
const MadoPublicKey *
mado_signing_key_get_public (const MadoSigningKey *self)
{
  return &self->public_key;
}

/**
 * mado_signing_key_sign:
 * @self: a key
 * @message: what is signed
 * @length: its bytes
 * @out_signature: (out caller-allocates): the signature
 *
 * Returns: whether it was signed
 */
gboolean
mado_signing_key_sign (
    const MadoSigningKey *self, const void *message, gsize length, MadoSignature *out_signature, GError **error)
{
  g_autoptr (EVP_PKEY) key = open_seed (self->seed);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize size = MADO_SIGNATURE_SIZE;

  if (key == NULL || context == NULL || EVP_DigestSignInit_ex (context, NULL, NULL, NULL, NULL, key, NULL) != 1 ||
      EVP_DigestSign (context, out_signature->bytes, &size, message, length) != 1) {
    mado_openssl_set_error (error, "cannot sign");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_public_key_to_hex:
 * @self: a public key
 *
 * Returns: (transfer full): 64 lower-case digits
 */
char *
mado_public_key_to_hex (const MadoPublicKey *self)
{
  return mado_hex_from_bytes (self->bytes, MADO_PUBLIC_KEY_SIZE);
}

/**
 * mado_public_key_from_hex:
 * @hex: exactly 64 lower-case digits
 * @out_key: (out caller-allocates): the key
 *
 * Returns: whether @hex was of that form
 */
gboolean
mado_public_key_from_hex (const char *hex, MadoPublicKey *out_key, GError **error)
{
  return mado_hex_to_bytes (hex, out_key->bytes, MADO_PUBLIC_KEY_SIZE, error);
}

/**
 * mado_signature_to_hex:
 * @self: a signature
 *
 * Returns: (transfer full): 128 lower-case digits
 */
char *
mado_signature_to_hex (const MadoSignature *self)
{
  return mado_hex_from_bytes (self->bytes, MADO_SIGNATURE_SIZE);
}

/**
 * mado_signature_from_hex:
 * @hex: exactly 128 lower-case digits
 * @out_signature: (out caller-allocates): the signature
 *
 * Returns: whether @hex was of that form
 */
gboolean
mado_signature_from_hex (const char *hex, MadoSignature *out_signature, GError **error)
{
  return mado_hex_to_bytes (hex, out_signature->bytes, MADO_SIGNATURE_SIZE, error);
}

/**
 * mado_signature_verify:
 * @self: a signature
 * @signer: whose it should be
 * @message: what should have been signed
 * @length: its bytes
 *
 * Returns: whether @signer signed exactly that
 */
gboolean
mado_signature_verify (
    const MadoSignature *self, const MadoPublicKey *signer, const void *message, gsize length, GError **error)
{
  g_autoptr (EVP_PKEY) key =
      EVP_PKEY_new_raw_public_key_ex (NULL, "ED25519", NULL, signer->bytes, MADO_PUBLIC_KEY_SIZE);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  if (key == NULL || context == NULL || EVP_DigestVerifyInit_ex (context, NULL, NULL, NULL, NULL, key, NULL) != 1) {
    mado_openssl_set_error (error, "cannot check a signature");
    return FALSE;
  }
  if (EVP_DigestVerify (context, self->bytes, MADO_SIGNATURE_SIZE, message, length) != 1) {
    ERR_clear_error (); /* it only says in OpenSSL's words that the signature does not fit */
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "the signature is not the signer's on this message");
    return FALSE;
  }

  return TRUE;
}
