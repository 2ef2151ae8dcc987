/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* Ed25519 signatures (RFC 8032) over bytes, which are canonical JSON wherever a person signs. A key lies in a file, or
 * in a security key (CTAP2), which signs not the bytes but SHA-256 (relying party) || flags || counter || SHA-256
 * (bytes), so that its signature needs flags and counter to be checked. As text either key says of itself which it is.
 */

#define MADO_PUBLIC_KEY_SIZE 32
#define MADO_SIGNATURE_SIZE 64
#define MADO_SIGNING_SEED_SIZE 32

/* The colon keeps every web page away from these keys: it is in the name of no host. */
#define MADO_SIGNATURE_RELYING_PARTY "madoguchi:"
#define MADO_SIGNATURE_TOUCHED 0x01 /* somebody touched the key: without it a signature counts for nothing */
#define MADO_SIGNATURE_PIN 0x04     /* and said its PIN */

typedef enum {
  MADO_SIGNING_FILE = 0,
  MADO_SIGNING_TOUCH = 0xf2, /* as its public key begins in text: FIDO2 */
} MadoSigningKind;

typedef struct {
  guint8 kind; /* MadoSigningKind */
  guint8 bytes[MADO_PUBLIC_KEY_SIZE];
} MadoPublicKey;

typedef struct {
  guint8 bytes[MADO_SIGNATURE_SIZE];
  guint8 kind;     /* MadoSigningKind: of the key that made it; … */
  guint8 flags;    /* … of a security key, what it says of its signature, … */
  guint32 counter; /* … and how many it has made */
} MadoSignature;

/* Whoever holds this can sign. */
typedef struct _MadoSigningKey MadoSigningKey;

/* Where a key is that nobody can read. */
typedef struct {
  gboolean (*sign) (gpointer device, const MadoHash *message, MadoSignature *out_signature, GError **error);
  void (*free) (gpointer device);
} MadoSigningDevice;

MadoSigningKey *mado_signing_key_generate (GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSigningKey *mado_signing_key_from_seed (MadoSecret *seed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSigningKey *mado_signing_key_from_device (const MadoPublicKey *public_key,
                                              const MadoSigningDevice *type,
                                              gpointer device) G_GNUC_WARN_UNUSED_RESULT;
void mado_signing_key_free (MadoSigningKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSigningKey, mado_signing_key_free)

const MadoSecret *mado_signing_key_get_seed (const MadoSigningKey *self);
gpointer mado_signing_key_get_device (const MadoSigningKey *self, const MadoSigningDevice *type);
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
