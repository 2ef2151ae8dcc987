/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-instant.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* The second factor: six digits that change every half minute (RFC 6238, with SHA-1, because that is what every
 * authenticator understands). A code counts once: whoever looked over a shoulder comes too late. */

#define MADO_TOTP_SECRET_SIZE 20
#define MADO_TOTP_DIGITS 6
#define MADO_TOTP_STEP_NONE (-1)

gint64 mado_totp_get_step (MadoInstant now);
gboolean mado_totp_compute (const MadoSecret *secret, gint64 step, char out_code[MADO_TOTP_DIGITS + 1], GError **error);
gboolean mado_totp_find_step (
    const MadoSecret *secret, const char *code, MadoInstant now, gint64 after, gint64 *out_step, GError **error);
char *mado_totp_build_uri (const MadoSecret *secret, const char *issuer, const char *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
