/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* Ed25519 signatures (RFC 8032) over bytes, which are canonical JSON wherever a person signs. */

#define MADO_PUBLIC_KEY_SIZE 32
#define MADO_SIGNATURE_SIZE 64
#define MADO_SIGNING_SEED_SIZE 32

typedef struct {
  guint8 bytes[MADO_PUBLIC_KEY_SIZE];
} MadoPublicKey;

typedef struct {
  guint8 bytes[MADO_SIGNATURE_SIZE];
} MadoSignature;

/* Whoever holds this can sign. */
typedef struct _MadoSigningKey MadoSigningKey;

MadoSigningKey *mado_signing_key_generate (GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSigningKey *mado_signing_key_from_seed (MadoSecret *seed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_signing_key_free (MadoSigningKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSigningKey, mado_signing_key_free)

const MadoSecret *mado_signing_key_get_seed (const MadoSigningKey *self);
const MadoPublicKey *mado_signing_key_get_public (const MadoSigningKey *self);
gboolean mado_signing_key_sign (
    const MadoSigningKey *self, const void *message, gsize length, MadoSignature *out_signature, GError **error);

char *mado_public_key_to_hex (const MadoPublicKey *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_public_key_from_hex (const char *hex, MadoPublicKey *out_key, GError **error);
char *mado_signature_to_hex (const MadoSignature *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_signature_from_hex (const char *hex, MadoSignature *out_signature, GError **error);
gboolean mado_signature_verify (
    const MadoSignature *self, const MadoPublicKey *signer, const void *message, gsize length, GError **error);

G_END_DECLS
