/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* What somebody sees of a stream hangs on who he is, on his roles, and on the programme: where one of them is another,
 * all that he has was cut for something else. */

MadoHash mado_sight_of (const MadoPerson *person, gint64 revision);

G_END_DECLS
