/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

typedef enum {
  MADO_DATE_TEXT_OK,
  MADO_DATE_TEXT_FORMAT,
  MADO_DATE_TEXT_RANGE,
  MADO_DATE_TEXT_ERA_RANGE,
  MADO_DATE_TEXT_AMBIG,
} MadoDateTextCode;

MadoDateTextCode mado_date_text_parse (const char *text, MadoDate *out_date);
const char *mado_date_text_code_get_name (MadoDateTextCode code);

G_END_DECLS
