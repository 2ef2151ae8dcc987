/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The PIN of a key in software: protocol 1 of CTAP2, by which the PIN never goes over the wire as it is. */

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "soft-cbor.h"
#include "soft-key.h"

#define GET_RETRIES 1
#define GET_AGREEMENT 2
#define GET_TOKEN 5

#define ERROR_COMMAND 0x01
#define ERROR_PIN_INVALID 0x31
#define ERROR_PIN_BLOCKED 0x32

#define COORDINATE_SIZE 32
#define POINT_SIZE (1 + 2 * COORDINATE_SIZE)
#define HASHED_PIN_SIZE 16
#define TOKEN_SIZE 32

static const guint8 token[TOKEN_SIZE] = "a token of a key in software ...";
static EVP_PKEY *agreement; /* of this process */

static GByteArray *
begin (guint8 status)
{
  GByteArray *answer = g_byte_array_new ();

  return g_byte_array_append (answer, &status, 1);
}

static GByteArray *
tell_agreement (void)
{
  guint8 point[POINT_SIZE];
  gsize length = 0;
  GByteArray *answer = begin (0);

  if (agreement == NULL)
    agreement = EVP_EC_gen ("P-256");
  g_assert_cmpint (
      EVP_PKEY_get_octet_string_param (agreement, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point, sizeof point, &length), ==,
      1);
  soft_cbor_add_head (answer, CBOR_MAP, 1);
  soft_cbor_add_number (answer, 1);
  soft_cbor_add_head (answer, CBOR_MAP, 5);
  soft_cbor_add_number (answer, 1);
  soft_cbor_add_number (answer, 2); /* on a curve … */
  soft_cbor_add_number (answer, 3);
  soft_cbor_add_number (answer, -25);
  soft_cbor_add_number (answer, -1);
  soft_cbor_add_number (answer, 1); /* … P-256 */
  soft_cbor_add_number (answer, -2);
  soft_cbor_add_bytes (answer, point + 1, COORDINATE_SIZE);
  soft_cbor_add_number (answer, -3);
  soft_cbor_add_bytes (answer, point + 1 + COORDINATE_SIZE, COORDINATE_SIZE);

  return answer;
}

static void
read_coordinate (SoftCbor key, gint64 at, guint8 *out)
{
  const guint8 *bytes;
  gsize length;

  g_assert_true (soft_cbor_read_bytes (soft_cbor_find (key, at), &bytes, &length));
  g_assert_cmpuint (length, ==, COORDINATE_SIZE);
  memcpy (out, bytes, COORDINATE_SIZE);
}

/* What both sides come to: SHA-256 of the point's first coordinate. */
static MadoHash
agree (SoftCbor key)
{
  guint8 point[POINT_SIZE] = { 4 }, shared[COORDINATE_SIZE];
  gsize length = sizeof shared;
  EVP_PKEY *other = EVP_PKEY_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (agreement, NULL);

  read_coordinate (key, -2, point + 1);
  read_coordinate (key, -3, point + 1 + COORDINATE_SIZE);
  g_assert_cmpint (EVP_PKEY_copy_parameters (other, agreement), ==, 1);
  g_assert_cmpint (EVP_PKEY_set1_encoded_public_key (other, point, sizeof point), ==, 1);
  g_assert_cmpint (EVP_PKEY_derive_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_derive_set_peer (context, other), ==, 1);
  g_assert_cmpint (EVP_PKEY_derive (context, shared, &length), ==, 1);
  EVP_PKEY_CTX_free (context);
  EVP_PKEY_free (other);

  return mado_hash_of (shared, length);
}

static void
turn (const MadoHash *key, gboolean locks, const guint8 *in, guint8 *out, int length)
{
  static const guint8 start[16];
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int done = 0;

  g_assert_cmpint (EVP_CipherInit_ex (context, EVP_aes_256_cbc (), NULL, key->bytes, start, locks), ==, 1);
  EVP_CIPHER_CTX_set_padding (context, 0);
  g_assert_cmpint (EVP_CipherUpdate (context, out, &done, in, length), ==, 1);
  g_assert_cmpint (done, ==, length);
  EVP_CIPHER_CTX_free (context);
}

static GByteArray *
give_token (SoftCbor request)
{
  const MadoHash key = agree (soft_cbor_find (request, 3));
  const MadoHash right = mado_hash_of (soft_keys.pin, strlen (soft_keys.pin));
  const guint8 *locked;
  guint8 said[HASHED_PIN_SIZE], sealed[TOKEN_SIZE];
  gsize length;
  GByteArray *answer;

  if (soft_keys.tries == 0)
    return begin (ERROR_PIN_BLOCKED);
  g_assert_true (soft_cbor_read_bytes (soft_cbor_find (request, 6), &locked, &length));
  g_assert_cmpuint (length, ==, HASHED_PIN_SIZE);
  turn (&key, FALSE, locked, said, HASHED_PIN_SIZE);
  if (memcmp (said, right.bytes, HASHED_PIN_SIZE) != 0)
    return begin (--soft_keys.tries == 0 ? ERROR_PIN_BLOCKED : ERROR_PIN_INVALID);
  turn (&key, TRUE, token, sealed, TOKEN_SIZE);
  answer = begin (0);
  soft_cbor_add_head (answer, CBOR_MAP, 1);
  soft_cbor_add_number (answer, 2);
  soft_cbor_add_bytes (answer, sealed, TOKEN_SIZE);

  return answer;
}

/**
 * soft_pin_answer:
 *
 * Returns: (transfer full): what the key says to a command about its PIN
 */
GByteArray *
soft_pin_answer (const guint8 *bytes, gsize length)
{
  const SoftCbor request = { bytes, bytes + length };
  const gint64 command = soft_cbor_read_number (soft_cbor_find (request, 2));
  GByteArray *answer;

  if (command == GET_AGREEMENT)
    return tell_agreement ();
  if (command == GET_TOKEN && soft_keys.pin != NULL)
    return give_token (request);
  if (command != GET_RETRIES)
    return begin (ERROR_COMMAND);
  answer = begin (0);
  soft_cbor_add_head (answer, CBOR_MAP, 1);
  soft_cbor_add_number (answer, 3);
  soft_cbor_add_number (answer, soft_keys.tries);

  return answer;
}

/**
 * soft_pin_is_right:
 *
 * Returns: whether whoever asks has had the token for the PIN, and asks for exactly this
 */
gboolean
soft_pin_is_right (const guint8 *hash, gsize hash_length, const guint8 *proof, gsize proof_length)
{
  guint8 right[MADO_HASH_SIZE];
  guint length = sizeof right;

  g_assert_nonnull (HMAC (EVP_sha256 (), token, TOKEN_SIZE, hash, hash_length, right, &length));

  return proof_length == 16 && memcmp (right, proof, 16) == 0;
}
