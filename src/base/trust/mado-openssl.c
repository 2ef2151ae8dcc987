/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the functions of this folder share in calling OpenSSL. */

#include "mado-openssl.h"

#include "mado-base-error.h"

#include <openssl/err.h>
#include <openssl/kdf.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_KDF, EVP_KDF_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_KDF_CTX, EVP_KDF_CTX_free)

/**
 * mado_openssl_give_bytes:
 * @key: the parameter's name
 * @bytes: its value; must outlive the parameter
 *
 * Returns: the parameter
 */
OSSL_PARAM
mado_openssl_give_bytes (const char *key, GBytes *bytes)
{
  gsize length = 0;
  const void *start = g_bytes_get_data (bytes, &length);
  const void *value = start != NULL ? start : ""; /* no bytes are a value, too */

  return OSSL_PARAM_construct_octet_string (key, (void *) value, length); /* OpenSSL only reads it */
}

/**
 * mado_openssl_give_secret:
 * @key: the parameter's name
 * @secret: its value; must outlive the parameter
 *
 * Returns: the parameter
 */
OSSL_PARAM
mado_openssl_give_secret (const char *key, const MadoSecret *secret)
{
  return OSSL_PARAM_construct_octet_string (key, mado_secret_get_bytes (secret), mado_secret_get_length (secret));
}

/**
 * mado_openssl_derive:
 * @algorithm: a key derivation function by OpenSSL's name
 * @params: what it takes
 * @length: how many bytes are wanted
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSecret *
mado_openssl_derive (const char *algorithm, const OSSL_PARAM *params, gsize length, GError **error)
{
  g_autoptr (EVP_KDF) function = EVP_KDF_fetch (NULL, algorithm, NULL);
  g_autoptr (EVP_KDF_CTX) context = EVP_KDF_CTX_new (function);
  g_autoptr (MadoSecret) key = mado_secret_new (length);

  if (context == NULL || EVP_KDF_derive (context, mado_secret_get_bytes (key), length, params) != 1) {
    mado_openssl_set_error (error, "cannot derive a key");
    return NULL;
  }

  return g_steal_pointer (&key);
}

/**
 * mado_openssl_set_error:
 * @attempted: what could not be done, e.g. "cannot sign"
 *
 * Empties the thread's error queue; its last entry, which lies nearest to us, becomes the reason.
 */
void
mado_openssl_set_error (GError **error, const char *attempted)
{
  const char *reason = ERR_reason_error_string (ERR_peek_last_error ());

  ERR_clear_error ();
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED, "%s: %s", attempted,
               reason != NULL ? reason : "no reason given");
}
