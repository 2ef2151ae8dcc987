/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day of the Gregorian calendar, without a time or a zone. A plain value: pass it, copy it, compare it.
 * {0, 0, 0} is "no date" and is what failed computations give. */
typedef struct {
  int year;  /* 1 … 9999 */
  int month; /* 1 … 12 */
  int day;   /* 1 … 31 */
} MadoDate;

#define MADO_DATE_NONE ((MadoDate) { 0, 0, 0 })
#define MADO_DATE_ISO_SIZE 11 /* "2025-04-01" and the end */

gboolean mado_date_is_valid (MadoDate date);
MadoDate mado_date_from_iso (const char *text);
void mado_date_to_iso (MadoDate date, char out_iso[MADO_DATE_ISO_SIZE]);

int mado_date_compare (MadoDate a, MadoDate b);
int mado_date_days_between (MadoDate from, MadoDate to);
MadoDate mado_date_add_days (MadoDate date, int days);
MadoDate mado_date_add_months (MadoDate date, int months);
int mado_date_get_weekday (MadoDate date);
int mado_date_get_days_in_month (int year, int month);

G_END_DECLS
