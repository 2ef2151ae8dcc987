/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* What an administrator does with terminals. They are those of the whole service, so it is the administrators of one
 * ward who see to them. Whoever lets a terminal come, or sends one away, says his password. Here it is decided whether
 * he may, and written down; the desk of terminals does it and answers. */
extern const MadoDoorVerb mado_terminals_list_verb;
extern const MadoDoorVerb mado_terminals_invite_verb;
extern const MadoDoorVerb mado_terminals_revoke_verb;

G_END_DECLS
