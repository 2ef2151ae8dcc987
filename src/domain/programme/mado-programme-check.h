/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* What the shape of a file cannot say: that names mean something, that nothing is shown or handed over that was not
 * approved, that every case finds its way to an end. */

void mado_programme_check (const MadoProgramme *self, GPtrArray *faults);
void mado_programme_check_calls (const MadoProgramme *self, GPtrArray *faults);
void mado_programme_check_flow (const MadoProgramme *self, GPtrArray *faults);
void mado_programme_check_exchange (const MadoProgramme *self, GPtrArray *faults);
void mado_programme_check_rules (const MadoProgramme *self, GPtrArray *faults);

G_END_DECLS
