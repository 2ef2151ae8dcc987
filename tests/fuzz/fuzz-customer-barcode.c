/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any address gives a barcode of 67 bars whose symbols add up to a multiple of 19. */

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "mado-customer-barcode.h"
#include "mado-postal-code.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *extracted = mado_customer_barcode_extract (text);
  char code[MADO_POSTAL_CODE_SIZE];
  MadoCustomerBarcode barcode;
  guint sum = 0;

  g_assert_cmpuint (strspn (extracted, "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ==, strlen (extracted));
  g_assert_null (strstr (extracted, "--"));
  g_assert_true (mado_customer_barcode_encode (&barcode, "1600022", extracted));
  g_assert_cmpuint (strlen (barcode.bars), ==, MADO_CUSTOMER_BARCODE_N_BARS);
  g_assert_cmpuint (strspn (barcode.bars, "1234"), ==, MADO_CUSTOMER_BARCODE_N_BARS);
  for (guint i = 0; i < MADO_CUSTOMER_BARCODE_N_SYMBOLS; i++)
    sum += barcode.symbols[i];
  g_assert_cmpuint (sum % 19, ==, 0);
  if (mado_postal_code_parse (text, code) != MADO_POSTAL_CODE_WRONG)
    g_assert_cmpuint (strspn (code, "0123456789"), ==, 7);

  return 0;
}
