/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-exchange.h"

G_BEGIN_DECLS

/* How long something is kept, in days of the calendar. */

MadoDate mado_retention_find_end (const MadoRetention *self, MadoDate since);

G_END_DECLS
