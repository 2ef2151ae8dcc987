/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-key-file.h"

G_BEGIN_DECLS

/* The signing key of whoever works with a profile: a file beside it, locked by the password with which that person
 * signs in. Its public half stands in the register of persons in charge. */

gboolean mado_personal_key_save (const char *profile,
                                 const MadoSigningKey *key,
                                 const MadoSecret *password,
                                 const MadoArgon2idCost *cost,
                                 GError **error);
gboolean mado_personal_key_replace (const char *profile,
                                    const MadoSigningKey *key,
                                    const MadoSecret *password,
                                    const MadoArgon2idCost *cost,
                                    GError **error);
gboolean mado_personal_key_change_password (const char *profile,
                                            const MadoSecret *before,
                                            const MadoSecret *password,
                                            const MadoArgon2idCost *cost,
                                            GError **error);
gboolean mado_personal_key_read_public (const char *profile, MadoPublicKey *out_key, GError **error);
gboolean mado_personal_key_destroy (const char *profile, GError **error);
gboolean mado_personal_key_is_there (const char *profile);
MadoSigningKey *mado_personal_key_unlock (const char *profile,
                                          const MadoSecret *password,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
