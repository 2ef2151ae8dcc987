/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-sheet.h"

G_BEGIN_DECLS

MadoCaseSection *mado_case_money_read (const MadoProgramme *programme,
                                       const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;
char *mado_case_money_write_recovery (yyjson_val *recovery, const char *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
