/* SPDX-License-Identifier: GPL-3.0-or-later */

/* HKDF-SHA-256, by OpenSSL. */

#include "mado-hkdf.h"

#include "mado-openssl.h"

#include <openssl/core_names.h>
#include <string.h>

static MadoSecret *
join_shares (const MadoSecret *const *shares, gsize n_shares)
{
  gsize length = 0, at = 0;

  for (gsize i = 0; i < n_shares; i++)
    length += mado_secret_get_length (shares[i]);

  MadoSecret *joined = mado_secret_new (length);
  for (gsize i = 0; i < n_shares; i++) {
    memcpy (mado_secret_get_bytes (joined) + at, mado_secret_get_bytes (shares[i]), mado_secret_get_length (shares[i]));
    at += mado_secret_get_length (shares[i]);
  }

  return joined;
}

/**
 * mado_hkdf_derive:
 * @shares: (array length=n_shares): the input key material, one after the other; each of a length fixed beforehand,
 *   since nothing marks where one ends
 * @n_shares: how many, at least one
 * @salt: (nullable): no secret
 * @purpose: what the key is for, so that no two uses share one
 * @length: how many bytes are wanted
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSecret *
mado_hkdf_derive (
    const MadoSecret *const *shares, gsize n_shares, GBytes *salt, GBytes *purpose, gsize length, GError **error)
{
  g_autoptr (MadoSecret) joined = join_shares (shares, n_shares);
  const OSSL_PARAM params[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, (char *) "SHA2-256", 0),
    mado_openssl_give_secret (OSSL_KDF_PARAM_KEY, joined),
    mado_openssl_give_bytes (OSSL_KDF_PARAM_INFO, purpose),
    salt != NULL ? mado_openssl_give_bytes (OSSL_KDF_PARAM_SALT, salt) : OSSL_PARAM_construct_end (),
    OSSL_PARAM_construct_end (),
  };

  return mado_openssl_derive ("HKDF", params, length, error);
}
