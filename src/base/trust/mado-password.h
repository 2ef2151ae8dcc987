/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-argon2id.h"

G_BEGIN_DECLS

/* The hash by which a password is known again, as a PHC string: "$argon2id$v=19$m=…,t=…,p=…$salt$tag". The string
 * carries its own cost, so a dearer cost can come later: whoever logs in with an old hash gets a new one. */

const MadoArgon2idCost *mado_password_get_default_cost (void);

char *mado_password_hash (const MadoSecret *password,
                          const MadoArgon2idCost *cost,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_password_verify (const char *hash, const MadoSecret *password, GError **error);
gboolean mado_password_needs_rehash (const char *hash, const MadoArgon2idCost *cost);

G_END_DECLS
