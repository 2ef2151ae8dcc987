/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* A key locked by another key: AES-256 key wrap (RFC 3394). It takes no nonce, so there is none to use twice, and a
 * wrapped key that opens is whole. */

#define MADO_KEY_SIZE 32 /* of the key that wraps */

GBytes *mado_key_wrap (const MadoSecret *wrapping, const MadoSecret *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_key_unwrap (const MadoSecret *wrapping, GBytes *wrapped, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
