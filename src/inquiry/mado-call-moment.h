/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* Days and times as somebody types them while he listens: 6/10, 15:30. */

#define MADO_CALL_TIME_NONE (-1)

MadoDate mado_call_moment_read_day (const char *typed, MadoDate today);
int mado_call_moment_read_time (const char *typed);
gint64 mado_call_moment_join (MadoDate day, int minutes);

G_END_DECLS
