/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* What a case is called by, whatever its programme: the name of whoever it is about, the number, the day of birth. */
const MadoItem *mado_main_item_find (const MadoProgramme *programme, const char *type);

G_END_DECLS
