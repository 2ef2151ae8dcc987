/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-totp.h"

#include <string.h>

static MadoSecret *
make_secret (void)
{
  char text[] = "12345678901234567890"; /* the standard's own */

  return mado_secret_new_wiping (text, strlen (text));
}

static MadoInstant
at (gint64 seconds)
{
  return (MadoInstant) { seconds * G_USEC_PER_SEC };
}

static gint64
find (const char *code, gint64 seconds, gint64 after)
{
  g_autoptr (MadoSecret) secret = make_secret ();
  gint64 step = 0;

  g_assert_true (mado_totp_find_step (secret, code, at (seconds), after, &step, NULL));

  return step;
}

static void
test_examples_of_the_standard (void)
{
  static const struct {
    gint64 seconds;
    const char *code;
  } examples[] = {
    { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
    { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
  };
  g_autoptr (MadoSecret) secret = make_secret ();

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    char code[MADO_TOTP_DIGITS + 1];

    g_assert_true (mado_totp_compute (secret, mado_totp_get_step (at (examples[i].seconds)), code, NULL));
    g_assert_cmpstr (code, ==, examples[i].code);
  }
}

static void
test_a_clock_may_be_a_step_off_and_no_more (void)
{
  g_assert_cmpint (find ("287082", 59, MADO_TOTP_STEP_NONE), ==, 1);
  g_assert_cmpint (find ("287082", 0, MADO_TOTP_STEP_NONE), ==, 1);
  g_assert_cmpint (find ("287082", 89, MADO_TOTP_STEP_NONE), ==, 1);
  g_assert_cmpint (find ("287082", 90, MADO_TOTP_STEP_NONE), ==, MADO_TOTP_STEP_NONE);
  g_assert_cmpint (find ("081804", 1111111109 - 60, MADO_TOTP_STEP_NONE), ==, MADO_TOTP_STEP_NONE);
}

static void
test_a_code_counts_once (void)
{
  g_assert_cmpint (find ("287082", 59, 0), ==, 1);
  g_assert_cmpint (find ("287082", 59, 1), ==, MADO_TOTP_STEP_NONE);
  g_assert_cmpint (find ("287082", 59, 2), ==, MADO_TOTP_STEP_NONE);
}

static void
test_what_is_no_code_is_none (void)
{
  static const char *const codes[] = { "", "28708", "2870820", "94287082", "28708x", "２８７０８２" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (find (codes[i], 59, MADO_TOTP_STEP_NONE), ==, MADO_TOTP_STEP_NONE);
}

static void
test_an_authenticator_reads_the_uri (void)
{
  g_autoptr (MadoSecret) secret = make_secret ();
  g_autofree char *uri = mado_totp_build_uri (secret, "窓口 shinjuku", "v-01");

  g_assert_cmpstr (uri, ==,
                   "otpauth://totp/%E7%AA%93%E5%8F%A3%20shinjuku:v-01?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                   "&issuer=%E7%AA%93%E5%8F%A3%20shinjuku&algorithm=SHA1&digits=6&period=30");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totp/examples-of-the-standard", test_examples_of_the_standard);
  g_test_add_func ("/totp/a-clock-may-be-a-step-off-and-no-more", test_a_clock_may_be_a_step_off_and_no_more);
  g_test_add_func ("/totp/a-code-counts-once", test_a_code_counts_once);
  g_test_add_func ("/totp/what-is-no-code-is-none", test_what_is_no_code_is_none);
  g_test_add_func ("/totp/an-authenticator-reads-the-uri", test_an_authenticator_reads_the_uri);

  return g_test_run ();
}
