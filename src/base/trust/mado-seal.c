/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AES-256-GCM, by OpenSSL. */

#include "mado-seal.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-openssl.h"

#include <openssl/err.h>

#define NONCE_SIZE 12 /* four zeros and the number */

static EVP_CIPHER_CTX *
begin (const MadoSecret *key, guint64 number, GBytes *context, gboolean seals, GError **error)
{
  g_autoptr (EVP_CIPHER) cipher = EVP_CIPHER_fetch (NULL, "AES-256-GCM", NULL);
  g_autoptr (EVP_CIPHER_CTX) self = EVP_CIPHER_CTX_new ();
  const guint64 wire = GUINT64_TO_BE (number);
  guint8 nonce[NONCE_SIZE] = { 0 };
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (context, &size);
  int length = 0;

  memcpy (nonce + NONCE_SIZE - sizeof wire, &wire, sizeof wire);
  if (cipher != NULL && self != NULL && mado_secret_get_length (key) == MADO_SEAL_KEY_SIZE &&
      EVP_CipherInit_ex2 (self, cipher, mado_secret_get_bytes (key), nonce, seals, NULL) == 1 &&
      EVP_CipherUpdate (self, NULL, &length, bytes, (int) size) == 1)
    return g_steal_pointer (&self);
  mado_openssl_set_error (error, "cannot seal or unseal");

  return NULL;
}

/**
 * mado_seal:
 * @key: of %MADO_SEAL_KEY_SIZE
 * @number: which was never used under this key
 * @context: what has to be the same when it is unsealed
 * @bytes: less than 2 GiB
 * @error: %MADO_BASE_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the sealed bytes
 */
GBytes *
mado_seal (const MadoSecret *key, guint64 number, GBytes *context, GBytes *bytes, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = begin (key, number, context, TRUE, error);
  gsize size = 0;
  const guint8 *start = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *sealed = g_malloc (size + MADO_SEAL_TAG_SIZE);
  int length = 0, rest = 0;

  if (cipher == NULL)
    return NULL;
  if ((size > 0 && EVP_CipherUpdate (cipher, sealed, &length, start, (int) size) != 1) ||
      EVP_CipherFinal_ex (cipher, sealed + length, &rest) != 1 ||
      EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_AEAD_GET_TAG, MADO_SEAL_TAG_SIZE, sealed + size) != 1) {
    mado_openssl_set_error (error, "cannot seal");
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&sealed), size + MADO_SEAL_TAG_SIZE);
}

static GBytes *
fail_mismatch (GError **error)
{
  ERR_clear_error ();
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                       "cannot unseal: another key sealed it, or it was altered");

  return NULL;
}

/**
 * mado_unseal:
 * @key: the key that sealed it
 * @number: its number
 * @context: its context
 * @sealed: what mado_seal() gave
 * @error: %MADO_BASE_ERROR_MISMATCH where one of them is another
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
mado_unseal (const MadoSecret *key, guint64 number, GBytes *context, GBytes *sealed, GError **error)
{
  g_autoptr (EVP_CIPHER_CTX) cipher = NULL;
  gsize size = 0;
  const guint8 *start = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *bytes = NULL;
  int length = 0, rest = 0;

  if (size < MADO_SEAL_TAG_SIZE)
    return fail_mismatch (error);
  size -= MADO_SEAL_TAG_SIZE;
  cipher = begin (key, number, context, FALSE, error);
  if (cipher == NULL)
    return NULL;
  bytes = g_malloc (size + 1);
  if ((size > 0 && EVP_CipherUpdate (cipher, bytes, &length, start, (int) size) != 1) ||
      EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_AEAD_SET_TAG, MADO_SEAL_TAG_SIZE, (void *) (start + size)) != 1 ||
      EVP_CipherFinal_ex (cipher, bytes + length, &rest) != 1)
    return fail_mismatch (error);

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}
