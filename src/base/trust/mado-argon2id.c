/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Argon2id, by OpenSSL. */

#include "mado-argon2id.h"

#include "mado-base-error.h"
#include "mado-openssl.h"

#include <openssl/core_names.h>

/**
 * mado_argon2id_derive:
 * @input: what goes in
 * @cost: the price
 * @length: how many bytes are wanted, at least 4
 *
 * Returns: (transfer full) (nullable): the bytes
 */
MadoSecret *
mado_argon2id_derive (const MadoArgon2idInput *input, const MadoArgon2idCost *cost, gsize length, GError **error)
{
  MadoArgon2idCost price = *cost;
  OSSL_PARAM params[8], *next = params;

  if (cost->memory > MADO_ARGON2ID_MAX_MEMORY || cost->passes > MADO_ARGON2ID_MAX_PASSES ||
      cost->lanes > MADO_ARGON2ID_MAX_LANES) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "cannot derive a key: the cost is over the limits");
    return NULL;
  }

  *next++ = OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_ARGON2_MEMCOST, &price.memory);
  *next++ = OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_ITER, &price.passes);
  *next++ = OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_ARGON2_LANES, &price.lanes);
  *next++ = mado_openssl_give_secret (OSSL_KDF_PARAM_PASSWORD, input->password);
  *next++ = mado_openssl_give_bytes (OSSL_KDF_PARAM_SALT, input->salt);
  if (input->secret != NULL)
    *next++ = mado_openssl_give_secret (OSSL_KDF_PARAM_SECRET, input->secret);
  if (input->context != NULL)
    *next++ = mado_openssl_give_bytes (OSSL_KDF_PARAM_ARGON2_AD, input->context);
  *next = OSSL_PARAM_construct_end ();

  return mado_openssl_derive ("ARGON2ID", params, length, error);
}
