/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* Whose working days are counted. */
typedef enum {
  MADO_CALENDAR_BANK, /* closed from 31 December to 3 January */
  MADO_CALENDAR_WARD, /* closed from 29 December to 3 January; so are courts */
} MadoCalendar;

gboolean mado_calendar_is_open (MadoCalendar calendar, MadoDate date);
MadoDate mado_calendar_roll_next (MadoCalendar calendar, MadoDate date);
MadoDate mado_calendar_roll_previous (MadoCalendar calendar, MadoDate date);
MadoDate mado_calendar_add_days (MadoCalendar calendar, MadoDate date, int days);

G_END_DECLS
