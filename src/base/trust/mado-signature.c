/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing and checking with Ed25519. The private key stays in locked memory; OpenSSL's own object, which does not, is
 * made for one signature and wiped with it, which costs about as much as the signature. Nothing but what is here knows
 * how a security key's signature differs from one of a key in a file. */

#include "mado-signature.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-openssl.h"

#include <openssl/err.h>

#define TAIL_SIZE 5                                                /* flags and counter */
#define TOUCHED_SIZE (MADO_HASH_SIZE + TAIL_SIZE + MADO_HASH_SIZE) /* bytes that a security key signs */
#define KNOWN_FLAGS (MADO_SIGNATURE_TOUCHED | MADO_SIGNATURE_PIN)

struct _MadoSigningKey {
  MadoSecret *seed;              /* (nullable): %NULL: a device signs */
  const MadoSigningDevice *type; /* (nullable) */
  gpointer device;               /* (nullable) */
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
  MadoPublicKey public_key = { .kind = MADO_SIGNING_FILE };
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
 * mado_signing_key_from_device:
 * @public_key: of %MADO_SIGNING_TOUCH
 * @type: (not nullable): what the device can
 * @device: (transfer full): what @type takes
 *
 * Returns: (transfer full): the key
 */
MadoSigningKey *
mado_signing_key_from_device (const MadoPublicKey *public_key, const MadoSigningDevice *type, gpointer device)
{
  MadoSigningKey *self = g_new0 (MadoSigningKey, 1);

  self->type = type;
  self->device = device;
  self->public_key = *public_key;

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

  if (self->type != NULL)
    self->type->free (self->device);
  mado_secret_free (self->seed);
  g_free (self);
}

/**
 * mado_signing_key_get_seed:
 * @self: a key
 *
 * Returns: (transfer none) (nullable): the private key, to be kept wrapped; %NULL: a device has it
 */
const MadoSecret *
mado_signing_key_get_seed (const MadoSigningKey *self)
{
  return self->seed;
}

/**
 * mado_signing_key_get_device:
 * @self: a key
 * @type: a kind of device
 *
 * Returns: (transfer none) (nullable): the device that signs; %NULL: it is none of @type
 */
gpointer
mado_signing_key_get_device (const MadoSigningKey *self, const MadoSigningDevice *type)
{
  return self->type == type ? self->device : NULL;
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

static gboolean
sign_with_seed (const MadoSecret *seed, const void *message, gsize length, MadoSignature *out_signature, GError **error)
{
  g_autoptr (EVP_PKEY) key = open_seed (seed);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize size = MADO_SIGNATURE_SIZE;

  *out_signature = (MadoSignature) { .kind = MADO_SIGNING_FILE };
  if (key == NULL || context == NULL || EVP_DigestSignInit_ex (context, NULL, NULL, NULL, NULL, key, NULL) != 1 ||
      EVP_DigestSign (context, out_signature->bytes, &size, message, length) != 1) {
    mado_openssl_set_error (error, "cannot sign");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_signing_key_sign:
 * @self: a key
 * @message: what is signed
 * @length: its bytes
 * @out_signature: (out caller-allocates): the signature
 * @error: where to put why not; of a device, what it said
 *
 * A device may wait for somebody to touch it. What it gives is checked before it is believed.
 *
 * Returns: whether it was signed
 */
gboolean
mado_signing_key_sign (
    const MadoSigningKey *self, const void *message, gsize length, MadoSignature *out_signature, GError **error)
{
  MadoHash hash;

  if (self->type == NULL)
    return sign_with_seed (self->seed, message, length, out_signature, error);
  hash = mado_hash_of (message, length);

  return self->type->sign (self->device, &hash, out_signature, error) &&
         mado_signature_verify (out_signature, &self->public_key, message, length, error);
}

/**
 * mado_public_key_to_hex:
 * @self: a public key
 *
 * Returns: (transfer full): 64 lower-case digits; 66 that begin with "f2" where it is a security key's
 */
char *
mado_public_key_to_hex (const MadoPublicKey *self)
{
  const gsize skipped = self->kind == MADO_SIGNING_TOUCH ? 0 : offsetof (MadoPublicKey, bytes);

  return mado_hex_from_bytes ((const guint8 *) self + skipped, sizeof *self - skipped);
}

/**
 * mado_public_key_from_hex:
 * @hex: lower-case digits as mado_public_key_to_hex() gives them
 * @out_key: (out caller-allocates): the key
 * @error: %MADO_BASE_ERROR_INVALID
 *
 * Returns: whether @hex was of that form
 */
gboolean
mado_public_key_from_hex (const char *hex, MadoPublicKey *out_key, GError **error)
{
  if (strlen (hex) != 2 * (MADO_PUBLIC_KEY_SIZE + 1)) {
    out_key->kind = MADO_SIGNING_FILE;
    return mado_hex_to_bytes (hex, out_key->bytes, MADO_PUBLIC_KEY_SIZE, error);
  }
  if (!g_str_has_prefix (hex, "f2")) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "a public key of 66 digits begins with f2, or it is none");
    return FALSE;
  }
  out_key->kind = MADO_SIGNING_TOUCH;

  return mado_hex_to_bytes (hex + 2, out_key->bytes, MADO_PUBLIC_KEY_SIZE, error);
}

/* What stands behind the 64 bytes of a security key's signature, and among what it signs. */
static void
write_tail (const MadoSignature *self, guint8 *tail)
{
  const guint32 counter = GUINT32_TO_BE (self->counter);

  tail[0] = self->flags;
  memcpy (tail + 1, &counter, sizeof counter);
}

/**
 * mado_signature_to_hex:
 * @self: a signature
 *
 * Returns: (transfer full): 128 lower-case digits; 138 where a security key made it
 */
char *
mado_signature_to_hex (const MadoSignature *self)
{
  guint8 bytes[MADO_SIGNATURE_SIZE + TAIL_SIZE];

  memcpy (bytes, self->bytes, MADO_SIGNATURE_SIZE);
  write_tail (self, bytes + MADO_SIGNATURE_SIZE);

  return mado_hex_from_bytes (bytes, self->kind == MADO_SIGNING_TOUCH ? sizeof bytes : MADO_SIGNATURE_SIZE);
}

/**
 * mado_signature_from_hex:
 * @hex: lower-case digits as mado_signature_to_hex() gives them
 * @out_signature: (out caller-allocates): the signature
 * @error: %MADO_BASE_ERROR_INVALID
 *
 * Returns: whether @hex was of that form
 */
gboolean
mado_signature_from_hex (const char *hex, MadoSignature *out_signature, GError **error)
{
  guint8 bytes[MADO_SIGNATURE_SIZE + TAIL_SIZE];
  guint32 counter;

  *out_signature = (MadoSignature) { .kind = MADO_SIGNING_FILE };
  if (strlen (hex) != 2 * sizeof bytes)
    return mado_hex_to_bytes (hex, out_signature->bytes, MADO_SIGNATURE_SIZE, error);
  if (!mado_hex_to_bytes (hex, bytes, sizeof bytes, error))
    return FALSE;
  memcpy (out_signature->bytes, bytes, MADO_SIGNATURE_SIZE);
  memcpy (&counter, bytes + MADO_SIGNATURE_SIZE + 1, sizeof counter);
  out_signature->kind = MADO_SIGNING_TOUCH;
  out_signature->flags = bytes[MADO_SIGNATURE_SIZE];
  out_signature->counter = GUINT32_FROM_BE (counter);

  return TRUE;
}

static gboolean
refuse_signature (GError **error, const char *why)
{
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, why);

  return FALSE;
}

static gboolean
check_bytes (const MadoSignature *self, const MadoPublicKey *signer, const void *message, gsize length, GError **error)
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
    return refuse_signature (error, "the signature is not the signer's on this message");
  }

  return TRUE;
}

/* Flags that we do not know may say that more was signed, or that the key can be copied. */
static gboolean
check_touched (
    const MadoSignature *self, const MadoPublicKey *signer, const void *message, gsize length, GError **error)
{
  const MadoHash party = mado_hash_of (MADO_SIGNATURE_RELYING_PARTY, strlen (MADO_SIGNATURE_RELYING_PARTY));
  const MadoHash hash = mado_hash_of (message, length);
  guint8 bytes[TOUCHED_SIZE];

  if ((self->flags & MADO_SIGNATURE_TOUCHED) == 0)
    return refuse_signature (error, "nobody touched the security key that signed");
  if ((self->flags & ~KNOWN_FLAGS) != 0)
    return refuse_signature (error, "the security key says of its signature what is not known here");
  memcpy (bytes, party.bytes, MADO_HASH_SIZE);
  write_tail (self, bytes + MADO_HASH_SIZE);
  memcpy (bytes + MADO_HASH_SIZE + TAIL_SIZE, hash.bytes, MADO_HASH_SIZE);

  return check_bytes (self, signer, bytes, sizeof bytes, error);
}

/**
 * mado_signature_verify:
 * @self: a signature
 * @signer: whose it should be
 * @message: what should have been signed
 * @length: its bytes
 * @error: %MADO_BASE_ERROR_MISMATCH
 *
 * Returns: whether @signer signed exactly that, and touched the key where it is a security key
 */
gboolean
mado_signature_verify (
    const MadoSignature *self, const MadoPublicKey *signer, const void *message, gsize length, GError **error)
{
  if (self->kind != signer->kind)
    return refuse_signature (error, "a security key's signature is not one of a key in a file");

  return signer->kind == MADO_SIGNING_TOUCH ? check_touched (self, signer, message, length, error)
                                            : check_bytes (self, signer, message, length, error);
}
