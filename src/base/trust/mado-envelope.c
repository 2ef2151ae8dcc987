/* SPDX-License-Identifier: GPL-3.0-or-later */

/* HPKE by OpenSSL. An envelope is the sender's one-time public key, then what is sealed. */

#include "mado-envelope.h"

#include <openssl/err.h>
#include <openssl/hpke.h>
#include <string.h>

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-hkdf.h"
#include "mado-openssl.h"

#define KEY_SIZE 32
#define TAG_SIZE 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_HPKE_CTX, OSSL_HPKE_CTX_free)

struct _MadoEnvelopeKey {
  EVP_PKEY *native;
  char *public_key; /* hexadecimal digits */
};

static const OSSL_HPKE_SUITE suite = { OSSL_HPKE_KEM_ID_X25519, OSSL_HPKE_KDF_ID_HKDF_SHA256,
                                       OSSL_HPKE_AEAD_ID_AES_GCM_256 };

/**
 * mado_envelope_key_derive:
 * @secret: of whoever gets the envelopes
 * @purpose: what they are for
 * @error: %MADO_BASE_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the key of that secret and purpose: always the same
 */
MadoEnvelopeKey *
mado_envelope_key_derive (const MadoSecret *secret, const char *purpose, GError **error)
{
  g_autoptr (MadoEnvelopeKey) self = g_new0 (MadoEnvelopeKey, 1);
  g_autoptr (GBytes) text = g_bytes_new (purpose, strlen (purpose));
  g_autoptr (MadoSecret) seed = mado_hkdf_derive (&secret, 1, NULL, text, KEY_SIZE, error);
  guint8 public_key[KEY_SIZE];
  gsize length = sizeof public_key;

  if (seed == NULL)
    return NULL;
  if (OSSL_HPKE_keygen (suite, public_key, &length, &self->native, mado_secret_get_bytes (seed),
                        mado_secret_get_length (seed), NULL, NULL) != 1) {
    mado_openssl_set_error (error, "cannot derive the key of envelopes");
    return NULL;
  }
  self->public_key = mado_hex_from_bytes (public_key, sizeof public_key);

  return g_steal_pointer (&self);
}

/**
 * mado_envelope_key_free:
 * @self: (transfer full): a key
 */
void
mado_envelope_key_free (MadoEnvelopeKey *self)
{
  g_clear_pointer (&self->native, EVP_PKEY_free);
  g_free (self->public_key);
  g_free (self);
}

/**
 * mado_envelope_key_get_public:
 * @self: a key
 *
 * Returns: (transfer none): hexadecimal digits, by which others close envelopes that it opens
 */
const char *
mado_envelope_key_get_public (const MadoEnvelopeKey *self)
{
  return self->public_key;
}

static OSSL_HPKE_CTX *
begin (int role)
{
  return OSSL_HPKE_CTX_new (OSSL_HPKE_MODE_BASE, suite, role, NULL, NULL);
}

/**
 * mado_envelope_close:
 * @public_key: of whom it is for
 * @purpose: what it is for
 * @bytes: at least one
 * @error: %MADO_BASE_ERROR_INVALID: that is no key; %MADO_BASE_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the envelope
 */
GBytes *
mado_envelope_close (const char *public_key, const char *purpose, GBytes *bytes, GError **error)
{
  g_autoptr (OSSL_HPKE_CTX) context = begin (OSSL_HPKE_ROLE_SENDER);
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  gsize head = KEY_SIZE, rest = length + TAG_SIZE;
  g_autofree guint8 *envelope = g_malloc (head + rest);
  guint8 key[KEY_SIZE];

  if (!mado_hex_to_bytes (public_key, key, sizeof key, error))
    return NULL;
  if (context == NULL ||
      OSSL_HPKE_encap (context, envelope, &head, key, sizeof key, (const guint8 *) purpose, strlen (purpose)) != 1 ||
      OSSL_HPKE_seal (context, envelope + KEY_SIZE, &rest, NULL, 0, start, length) != 1) {
    mado_openssl_set_error (error, "cannot close the envelope");
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&envelope), head + rest);
}

/**
 * mado_envelope_open:
 * @key: of whom it is for
 * @purpose: what it is for
 * @envelope: bytes from anywhere
 * @error: %MADO_BASE_ERROR_MISMATCH where it is for somebody else, or was altered
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
mado_envelope_open (const MadoEnvelopeKey *key, const char *purpose, GBytes *envelope, GError **error)
{
  g_autoptr (OSSL_HPKE_CTX) context = begin (OSSL_HPKE_ROLE_RECEIVER);
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (envelope, &length);
  gsize rest = length;
  g_autofree guint8 *bytes = g_malloc (length + 1);

  if (context != NULL && length > KEY_SIZE + TAG_SIZE &&
      OSSL_HPKE_decap (context, start, KEY_SIZE, key->native, (const guint8 *) purpose, strlen (purpose)) == 1 &&
      OSSL_HPKE_open (context, bytes, &rest, NULL, 0, start + KEY_SIZE, length - KEY_SIZE) == 1)
    return g_bytes_new_take (g_steal_pointer (&bytes), rest);
  ERR_clear_error ();
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                       "cannot open the envelope: it is for another key, or it was altered");

  return NULL;
}
