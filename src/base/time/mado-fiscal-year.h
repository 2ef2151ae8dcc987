/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

int mado_fiscal_year_find (MadoDate date);
MadoDate mado_fiscal_year_get_end (int year);
char *mado_fiscal_year_format (int year) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
