/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* One row of the table of eras. */
typedef struct {
  char *name;    /* 令和 */
  char letter;   /* R */
  int code;      /* 5, as ledgers write it */
  gunichar sign; /* ㋿ */
  MadoDate first_day;
} MadoEra;

const MadoEra *mado_era_get (guint index);
const MadoEra *mado_era_find (MadoDate date);
int mado_era_get_year (const MadoEra *self, MadoDate date);

char *mado_era_format_year (MadoDate date) G_GNUC_WARN_UNUSED_RESULT;
char *mado_era_format (MadoDate date) G_GNUC_WARN_UNUSED_RESULT;
char *mado_era_format_short (MadoDate date) G_GNUC_WARN_UNUSED_RESULT;
char *mado_era_format_code (MadoDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
