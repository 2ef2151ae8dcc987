/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* What somebody who is signed in does with his own account. */
extern const MadoDoorVerb mado_own_password_verb;
extern const MadoDoorVerb mado_own_leave_verb; /* to sign */
extern const MadoDoorVerb mado_own_factor_offer_verb;
extern const MadoDoorVerb mado_own_factor_confirm_verb;
extern const MadoDoorVerb mado_own_factor_drop_verb;

G_END_DECLS
