/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* The key that a terminal or the service proves itself with on the line: ECDSA on P-256, which GnuTLS, OpenSSL and the
 * security chips of ordinary computers (TPM 2.0) know alike. Work is signed with other keys: mado-signature.h. */
typedef struct _MadoTlsKey MadoTlsKey;

MadoTlsKey *mado_tls_key_generate (GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoTlsKey *mado_tls_key_from_pem (const void *pem, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_tls_key_free (MadoTlsKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTlsKey, mado_tls_key_free)

MadoSecret *mado_tls_key_to_pem (const MadoTlsKey *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *mado_tls_key_request (const MadoTlsKey *self, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* for whoever certifies: OpenSSL's own object */
void *mado_tls_key_get_native (const MadoTlsKey *self);

G_END_DECLS
