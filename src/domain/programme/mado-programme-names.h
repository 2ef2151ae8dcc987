/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

gboolean mado_programme_check_name (
    const MadoProgramme *self, const MadoSection *section, const char *kind, const char *name, GPtrArray *faults);
void mado_programme_check_names (
    const MadoProgramme *self, const MadoSection *section, const char *kind, const GPtrArray *names, GPtrArray *faults);
void mado_programme_check_roles (const MadoProgramme *self, const GPtrArray *names, GPtrArray *faults);

#define MADO_PROGRAMME_REPORT(place, ...) mado_programme_text_report (self->text, faults, (place), 0, __VA_ARGS__)

G_END_DECLS
