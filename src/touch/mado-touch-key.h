/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-signature.h"

G_BEGIN_DECLS

/* A signing key in a security key (FIDO2). What is kept of it is the credential, by which the security key knows it
 * again: nobody can sign with that alone, nor with the security key alone. */

#define MADO_TOUCH_CREDENTIAL_MAX_SIZE 1024

gboolean mado_touch_is_there (void);
MadoSigningKey *mado_touch_key_enrol (GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSigningKey *mado_touch_key_new (const MadoPublicKey *public_key, GBytes *credential) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_touch_key_get_credential (const MadoSigningKey *key);

G_END_DECLS
