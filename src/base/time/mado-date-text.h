/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* What became of a text that should name a day. Only OK may be stored without asking a person. */
typedef enum {
  MADO_DATE_TEXT_OK,
  MADO_DATE_TEXT_FORMAT,    /* no form that we know */
  MADO_DATE_TEXT_RANGE,     /* a known form, but there is no such day */
  MADO_DATE_TEXT_ERA_RANGE, /* a day outside the era that is written with it: another era names it */
  MADO_DATE_TEXT_AMBIGUOUS, /* it could be several days */
} MadoDateTextCode;

MadoDateTextCode mado_date_text_parse (const char *text, MadoDate *out_date);
const char *mado_date_text_code_get_name (MadoDateTextCode code);

G_END_DECLS
