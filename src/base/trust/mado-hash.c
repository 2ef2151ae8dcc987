/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 of bytes at hand and of bytes that come piece by piece. */

#include "mado-hash.h"

#include "mado-hex.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

struct _MadoHasher {
  EVP_MD_CTX *context;
};

/* SHA-256 itself cannot fail: what fails is memory, or a library without it, and neither can be answered. */
static void
require (int ok)
{
  if (ok != 1)
    g_error ("SHA-256 is not to be had from this OpenSSL");
}

/* Fetched once: a fetch takes longer than a short hash. It is never written again, so all threads share it. */
static EVP_MD *
get_algorithm (void)
{
  static EVP_MD *algorithm;

  if (g_once_init_enter_pointer (&algorithm)) {
    EVP_MD *fetched = EVP_MD_fetch (NULL, "SHA2-256", NULL);

    require (fetched != NULL);
    g_once_init_leave_pointer (&algorithm, fetched);
  }

  return algorithm;
}

/**
 * mado_hash_of:
 * @bytes: bytes
 * @length: how many
 *
 * Returns: their hash
 */
MadoHash
mado_hash_of (const void *bytes, gsize length)
{
  MadoHash hash;

  require (EVP_Digest (bytes, length, hash.bytes, NULL, get_algorithm (), NULL));

  return hash;
}

/**
 * mado_hash_equals:
 * @a: a hash
 * @b: a hash
 *
 * Returns: whether they are equal, in a time that does not tell where they differ
 */
gboolean
mado_hash_equals (const MadoHash *a, const MadoHash *b)
{
  return CRYPTO_memcmp (a->bytes, b->bytes, MADO_HASH_SIZE) == 0;
}

/**
 * mado_hash_to_hex:
 * @self: a hash
 *
 * Returns: (transfer full): 64 lower-case digits
 */
char *
mado_hash_to_hex (const MadoHash *self)
{
  return mado_hex_from_bytes (self->bytes, MADO_HASH_SIZE);
}

/**
 * mado_hash_from_hex:
 * @hex: exactly 64 lower-case digits
 * @out_hash: (out caller-allocates): the hash
 *
 * Returns: whether @hex was one
 */
gboolean
mado_hash_from_hex (const char *hex, MadoHash *out_hash, GError **error)
{
  return mado_hex_to_bytes (hex, out_hash->bytes, MADO_HASH_SIZE, error);
}

/**
 * mado_hasher_new:
 *
 * Returns: (transfer full): a hasher that has seen nothing yet
 */
MadoHasher *
mado_hasher_new (void)
{
  MadoHasher *self = g_new0 (MadoHasher, 1);

  self->context = EVP_MD_CTX_new ();
  require (self->context != NULL);
  require (EVP_DigestInit_ex2 (self->context, get_algorithm (), NULL));

  return self;
}

/**
 * mado_hasher_free:
 * @self: (nullable) (transfer full): a hasher
 */
void
mado_hasher_free (MadoHasher *self)
{
  if (self == NULL)
    return;

  EVP_MD_CTX_free (self->context);
  g_free (self);
}

/**
 * mado_hasher_update:
 * @self: a hasher
 * @bytes: what comes next
 * @length: how many bytes
 */
void
mado_hasher_update (MadoHasher *self, const void *bytes, gsize length)
{
  require (EVP_DigestUpdate (self->context, bytes, length));
}

/**
 * mado_hasher_finish:
 * @self: a hasher; it begins anew
 *
 * Returns: the hash of all that came since it began
 */
MadoHash
mado_hasher_finish (MadoHasher *self)
{
  MadoHash hash;

  require (EVP_DigestFinal_ex (self->context, hash.bytes, NULL));
  require (EVP_DigestInit_ex2 (self->context, NULL, NULL));

  return hash;
}
