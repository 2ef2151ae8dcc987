/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The day that a text means: the forms that web forms write. */

#include "mado-date-text.h"

#include <stdio.h>
#include <string.h>

#include "mado-fold.h"

static int
take_era (const char **text)
{
  static const struct {
    const char *sign;
    int year_before;
  } eras[] = { { "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 }, { "R", 2018 }, { "H", 1988 }, { "S", 1925 } };

  for (gsize i = 0; i < G_N_ELEMENTS (eras); i++)
    if (g_str_has_prefix (*text, eras[i].sign)) {
      *text += strlen (eras[i].sign);
      return eras[i].year_before;
    }

  return 0;
}

/**
 * mado_date_text_parse:
 * @text: what somebody wrote
 * @out_date: (out): the day, or %MADO_DATE_NONE
 *
 * Returns: %MADO_DATE_TEXT_OK, or why the text means no day
 */
MadoDateTextCode
mado_date_text_parse (const char *text, MadoDate *out_date)
{
  g_autofree char *folded = mado_fold_width (text);
  const char *next = folded;
  int year_before = take_era (&next);
  MadoDate date = MADO_DATE_NONE;

  *out_date = MADO_DATE_NONE;
  if (strspn (folded, "0123456789") == 5 && folded[5] == '\0')
    return MADO_DATE_TEXT_AMBIG;
  if (sscanf (next, "%4d年%2d月%2d日", &date.year, &date.month, &date.day) != 3 &&
      sscanf (next, "%4d%*1[-/.]%2d%*1[-/.]%2d", &date.year, &date.month, &date.day) != 3)
    return MADO_DATE_TEXT_FORMAT;
  date.year += year_before;
  if (year_before == 0 && date.year < 100)
    return MADO_DATE_TEXT_AMBIG;
  if (!mado_date_is_valid (date))
    return MADO_DATE_TEXT_RANGE;
  *out_date = date;

  return MADO_DATE_TEXT_OK;
}

/**
 * mado_date_text_code_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name
 */
const char *
mado_date_text_code_get_name (MadoDateTextCode code)
{
  static const char *const names[] = { "OK", "E_FORMAT", "E_RANGE", "E_ERA_RANGE", "E_AMBIG" };

  return names[code];
}
