/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

gboolean mado_holiday_is (MadoDate date);
char *mado_holiday_dup_name (MadoDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
