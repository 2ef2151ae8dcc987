/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* How far a pregnancy is on a day. */
typedef struct {
  int weeks; /* complete ones, from the first day of the last period */
  int days;  /* 0 … 6 beyond them */
  int month; /* 1 … 10; 0: the day lies before the pregnancy */
} MadoGestation;

MadoDate mado_gestation_get_due_date (MadoDate last_period);
MadoDate mado_gestation_get_eight_weeks_before (MadoDate due_date);
MadoGestation mado_gestation_on (MadoDate due_date, MadoDate day);
char *mado_gestation_format (MadoGestation self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
