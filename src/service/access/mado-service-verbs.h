/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-knock.h"

G_BEGIN_DECLS

/* What an administrator is told of the service as a whole, and has it do. It is that of all its wards, so it is the
 * administrators of the ward who see to terminals that see to it. Here it is decided whether he may, and written down;
 * the house does it and answers. Nothing of it takes anything from anybody, so nobody is asked for his password. */
extern const MadoDoorVerb mado_service_look_verb;
extern const MadoDoorVerb mado_service_save_verb;
extern const MadoDoorVerb mado_service_drill_verb;

G_END_DECLS
