/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

MadoDate mado_term_end_from (MadoDate first_day, int months);
MadoDate mado_term_end_after (MadoDate event, int months);
MadoDate mado_term_appeal_deadline (MadoDate known, int months);

G_END_DECLS
