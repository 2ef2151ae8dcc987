/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes get an answer; a day comes with the codes that promise one and with no other, and whatever we print of it
 * is read as that day. */

#include <stdint.h>

#include "mado-date-text.h"
#include "mado-era.h"

extern int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_comes_back (char *text, MadoDate date)
{
  g_autofree char *taken = text;
  MadoDate again;

  g_assert_cmpint (mado_date_text_parse (taken, &again), ==, MADO_DATE_TEXT_OK);
  g_assert_cmpint (mado_date_compare (again, date), ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate date;
  MadoDateTextCode code = mado_date_text_parse (text, &date);

  g_assert_nonnull (mado_date_text_code_get_name (code));
  g_assert_cmpint (mado_date_is_valid (date), ==, code == MADO_DATE_TEXT_OK || code == MADO_DATE_TEXT_ERA_RANGE);
  if (!mado_date_is_valid (date))
    return 0;

  mado_date_to_iso (date, iso);
  check_comes_back (g_strdup (iso), date);
  check_comes_back (mado_era_format (date), date);
  check_comes_back (mado_era_format_short (date), date);
  if (mado_era_find (date) != NULL)
    check_comes_back (mado_era_format_code (date), date);

  return 0;
}
