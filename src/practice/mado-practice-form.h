/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-year.h"

G_BEGIN_DECLS

char *mado_practice_form_write (const MadoYearPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
