/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes: places lie inside the text, the mask takes digits only, and nothing serious is left behind it. */

#include <stdint.h>
#include <string.h>

#include "mado-my-number.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  gsize offset = 0, length = 0;
  MadoMyNumberLevel level = mado_my_number_scan (text, &offset, &length);
  g_autofree char *masked = mado_my_number_mask (text);

  g_assert_cmpuint (offset + length, <=, strlen (text));
  if (level > MADO_MY_NUMBER_NONE)
    g_assert_cmpuint (length, >=, 12);
  if (level < MADO_MY_NUMBER_MID)
    g_assert_cmpstr (masked, ==, text);
  else
    g_assert_cmpstr (masked, !=, text);
  g_assert_cmpuint (strlen (masked), <=, strlen (text));
  g_assert_cmpint (mado_my_number_scan (masked, NULL, NULL), <, MADO_MY_NUMBER_MID);
  if (mado_my_number_is_valid (text))
    g_assert_false (mado_corporate_number_is_valid (text));
  mado_my_number_is_heading (text);

  return 0;
}
