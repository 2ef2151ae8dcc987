/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

#include <openssl/evp.h>
#include <openssl/params.h>

G_BEGIN_DECLS

/* Our manner of calling OpenSSL: its objects go by themselves, its error queue becomes a GError. For src/base/trust/
 * and src/service/trust/; no other header of this folder names OpenSSL. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER, EVP_CIPHER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

OSSL_PARAM mado_openssl_give_bytes (const char *key, GBytes *bytes);
OSSL_PARAM mado_openssl_give_secret (const char *key, const MadoSecret *secret);
MadoSecret *mado_openssl_derive (const char *algorithm, const OSSL_PARAM *params, gsize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_openssl_set_error (GError **error, const char *attempted);

G_END_DECLS
