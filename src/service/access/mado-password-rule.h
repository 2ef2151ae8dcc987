/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-verdict.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* What a password has to be, as one table of rules. That it was not used before takes the kept hashes, and time:
 * mado-proof.h. */

MadoAccessVerdict mado_password_rule_judge (const MadoSecret *password, const char *account);

G_END_DECLS
