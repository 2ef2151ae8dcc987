/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

#define MADO_AGE_NOT_BORN (-1)

MadoDate mado_age_get_day_attained (MadoDate birth, int age);
MadoDate mado_age_get_fiscal_year_end (MadoDate birth, int age);
int mado_age_get_legal (MadoDate birth, MadoDate on);
int mado_age_get_by_birthday (MadoDate birth, MadoDate on);

G_END_DECLS
