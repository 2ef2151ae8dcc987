/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-finding.h"

static void
test_warnings_do_not_refuse (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  g_assert_false (mado_findings_have_errors (findings));
  mado_findings_add (findings, "W_DUP", 3, 2, NULL);
  g_assert_false (mado_findings_have_errors (findings));
  mado_findings_add (findings, "E_LEN", 4, 119, "amount");
  g_assert_true (mado_findings_have_errors (findings));
}

static void
test_findings_keep_their_order_and_place (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  mado_findings_add (findings, "E_LEN", 4, 119, "amount");
  mado_findings_add (findings, "W_DUP", 3, 2, NULL);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 2);
  g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, "E_LEN");
  g_assert_cmpuint (mado_findings_get (findings, 0)->record, ==, 4);
  g_assert_cmpuint (mado_findings_get (findings, 0)->place, ==, 119);
  g_assert_cmpstr (mado_findings_get (findings, 0)->field, ==, "amount");
  g_assert_null (mado_findings_get (findings, 1)->field);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/finding/warnings-do-not-refuse", test_warnings_do_not_refuse);
  g_test_add_func ("/finding/keep-their-order-and-place", test_findings_keep_their_order_and_place);

  return g_test_run ();
}
