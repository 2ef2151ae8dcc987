/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-check.h"
#include "mado-terminal-record.h"

G_BEGIN_DECLS

/* What keeps no service from starting today, but will one day: said while there is time to do something about it. */

#define MADO_SERVICE_OUTLOOK_DAYS 30

extern const char *const mado_service_outlook_subjects[];

gboolean mado_service_terminal_ends_soon (const MadoTerminalRecord *record, MadoInstant now);
void mado_service_look_ahead (const MadoServiceGround *ground, MadoInstant now, GPtrArray *faults);

G_END_DECLS
