/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* Bytes for somebody who is not there, whom the sender knows by a public key: HPKE (RFC 9180) with X25519,
 * HKDF-SHA-256 and AES-256-GCM. Whoever closed an envelope cannot open it again. */
typedef struct _MadoEnvelopeKey MadoEnvelopeKey;

MadoEnvelopeKey *mado_envelope_key_derive (const MadoSecret *secret,
                                           const char *purpose,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_envelope_key_free (MadoEnvelopeKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEnvelopeKey, mado_envelope_key_free)
const char *mado_envelope_key_get_public (const MadoEnvelopeKey *self);

GBytes *mado_envelope_close (const char *public_key, const char *purpose, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_envelope_open (const MadoEnvelopeKey *key, const char *purpose, GBytes *envelope, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
