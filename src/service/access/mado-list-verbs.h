/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* The lists that a ward works by (mado-reference-list.h). An administrator takes one into use; everybody's terminal
 * takes it from here, so all look things up in the same one. */
extern const MadoDoorVerb mado_lists_look_verb;
extern const MadoDoorVerb mado_lists_get_verb;
extern const MadoDoorVerb mado_lists_weigh_verb;
extern const MadoDoorVerb mado_lists_put_verb;

G_END_DECLS
