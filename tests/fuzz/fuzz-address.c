/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text is taken apart into valid text, and its joined form stays as it is. */

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "mado-address.h"

static const char towns_text[] =
    "13104\t東京都\t新宿区\n1600022\t新宿\n1620855\t二十騎町\n1620051\t西早稲田\t２丁目１番、２番\n"
    "1690051\t西早稲田\tその他\n1600013\t霞ケ丘町\n"
    "98101\t架空県\t見本市北区\n9980001\t北一条西\n9980002\t四季一丁目\n9980003\t新宿\n"
    "98301\t架空県\t雛形郡例示町\n9990001\t第１区\n";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static MadoTownTable *towns = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (towns == NULL)
    towns = mado_town_table_new (towns_text, strlen (towns_text), NULL);
  g_autoptr (MadoAddress) address = mado_address_parse (text, towns);
  g_autofree char *joined = mado_address_join (address);
  g_autoptr (MadoAddress) again = mado_address_parse (joined, towns);
  g_autofree char *joined_again = mado_address_join (again);

  g_assert_true (g_utf8_validate (joined, -1, NULL));
  if (address->prefecture[0] != '\0' || address->town[0] != '\0') /* a block alone may look like a postal code */
    g_assert_cmpstr (joined, ==, joined_again);
  g_assert_cmpuint (strspn (address->block, "0123456789-"), ==, strlen (address->block));
  g_assert_cmpint (mado_address_compare (address, again), ==, mado_address_compare (again, address));

  return 0;
}
