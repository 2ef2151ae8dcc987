/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-argon2id.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* The personal key of somebody who signs without the program (a receiver at the ward or the print shop), locked by a
 * password: one line of canonical JSON. The public half stands in it in clear, for the register. Of a key that is in a
 * security key it is the credential that is locked: it takes the password, the file and the security key to sign. */

#define MADO_PACKET_KEY_FORMAT "madoguchi-key/1"
#define MADO_PACKET_TOUCH_KEY_FORMAT "madoguchi-touch-key/1"
#define MADO_PACKET_KEY_MAX_SIZE 4096

GBytes *mado_packet_key_lock (const MadoSigningKey *key,
                              const MadoSecret *password,
                              const MadoArgon2idCost *cost,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSigningKey *mado_packet_key_unlock (GBytes *text,
                                        const MadoSecret *password,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_packet_key_read_public (GBytes *text, MadoPublicKey *out_key, GError **error);

G_END_DECLS
