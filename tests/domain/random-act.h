/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "random-office.h"

G_BEGIN_DECLS

/* What people write into an operation on a case: what the programme asks for, or nearly. */
const char *random_act_pick (RandomOffice *self);
yyjson_mut_val *random_act_write (RandomOffice *self, yyjson_mut_doc *doc, const char *kind, MadoEntity *entity);
yyjson_mut_val *random_act_write_move (RandomOffice *self,
                                       yyjson_mut_doc *doc,
                                       const RandomPerson *actor,
                                       const MadoTransition *transition,
                                       MadoEntity *entity);

G_END_DECLS
