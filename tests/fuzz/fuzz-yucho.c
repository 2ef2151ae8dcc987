/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes: an account is seven digits of a three-digit store, and what is refused says why. The first line
 * is 記号, the second 番号, the third the digit between them; the whole is also a text to find a number in. */

#include <stdint.h>
#include <string.h>

#include "mado-yucho.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
convert (const char *kigo, const char *bango, const char *naka)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoYuchoAccount account;

  if (!mado_yucho_convert (kigo, bango, naka, &account, findings)) {
    g_assert_true (mado_findings_have_errors (findings));
    return;
  }
  g_assert_false (mado_findings_have_errors (findings));
  g_assert_cmpuint (strlen (account.store), ==, 3);
  g_assert_cmpuint (strlen (account.account), ==, 7);
  g_assert_cmpuint (strspn (account.account, "0123456789"), ==, 7);
  g_assert_cmpint (account.kind_code, ==, account.store[2] == '8' ? 1 : 2);
  g_assert_cmpint (account.check_digit, >=, 0);
  g_assert_cmpint (account.check_digit, <=, 9);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  guint n_lines = g_strv_length (lines);
  MadoYuchoNumber number;

  if (n_lines >= 2)
    convert (lines[0], lines[1], lines[2]);
  if (mado_yucho_find (text, &number)) {
    g_assert_cmpuint (strlen (number.kigo), ==, 5);
    g_assert_cmpuint (strlen (number.bango), >=, 1);
    convert (number.kigo, number.bango, number.naka);
  }

  return 0;
}
