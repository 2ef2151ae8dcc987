/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AES-256 key wrap, by OpenSSL. */

#include "mado-key-wrap.h"

#include "mado-base-error.h"
#include "mado-openssl.h"

#include <openssl/err.h>

#define BLOCK_SIZE 8        /* keys are wrapped in blocks of it, and one more than the key has */
#define LEAST_KEY_SIZE 16   /* two blocks */
#define LARGEST_KEY_SIZE 64 /* none of ours is larger */

static gboolean
check_sizes (const MadoSecret *wrapping, gsize key_size, GError **error)
{
  if (mado_secret_get_length (wrapping) == MADO_KEY_SIZE && key_size >= LEAST_KEY_SIZE &&
      key_size <= LARGEST_KEY_SIZE && key_size % BLOCK_SIZE == 0)
    return TRUE;
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot wrap or open a key: wrong length");

  return FALSE;
}

static EVP_CIPHER_CTX *
begin (const MadoSecret *wrapping, gboolean wraps, GError **error)
{
  g_autoptr (EVP_CIPHER) cipher = EVP_CIPHER_fetch (NULL, "AES-256-WRAP", NULL);
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();

  if (cipher != NULL && context != NULL) {
    EVP_CIPHER_CTX_set_flags (context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    if (EVP_CipherInit_ex2 (context, cipher, mado_secret_get_bytes (wrapping), NULL, wraps, NULL) == 1)
      return g_steal_pointer (&context);
  }
  mado_openssl_set_error (error, "cannot wrap or open a key");

  return NULL;
}

/**
 * mado_key_wrap:
 * @wrapping: the key that locks, of %MADO_KEY_SIZE
 * @key: the key to be locked, 16 … 64 bytes, a multiple of 8
 *
 * Returns: (transfer full) (nullable): the locked key, 8 bytes longer, to be kept anywhere
 */
GBytes *
mado_key_wrap (const MadoSecret *wrapping, const MadoSecret *key, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) context = NULL;
  guint8 wrapped[LARGEST_KEY_SIZE + BLOCK_SIZE];
  int length = 0;

  if (!check_sizes (wrapping, mado_secret_get_length (key), error))
    return NULL;
  context = begin (wrapping, TRUE, error);
  if (context == NULL)
    return NULL;
  if (EVP_CipherUpdate (context, wrapped, &length, mado_secret_get_bytes (key), (int) mado_secret_get_length (key)) !=
      1) {
    mado_openssl_set_error (error, "cannot wrap a key");
    return NULL;
  }

  return g_bytes_new (wrapped, (gsize) length);
}

/**
 * mado_key_unwrap:
 * @wrapping: the key that locked it
 * @wrapped: what mado_key_wrap() gave
 * @error: %MADO_BASE_ERROR_MISMATCH where another key locked it, or it was altered
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSecret *
mado_key_unwrap (const MadoSecret *wrapping, GBytes *wrapped, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) context = NULL;
  g_autoptr (MadoSecret) key = NULL;
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (wrapped, &size);
  int length = 0;

  if (!check_sizes (wrapping, size < BLOCK_SIZE ? 0 : size - BLOCK_SIZE, error))
    return NULL;
  context = begin (wrapping, FALSE, error);
  if (context == NULL)
    return NULL;
  key = mado_secret_new (size - BLOCK_SIZE);
  if (EVP_CipherUpdate (context, mado_secret_get_bytes (key), &length, bytes, (int) size) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "cannot open a key: this is not what locked it");
    return NULL;
  }

  return g_steal_pointer (&key);
}
