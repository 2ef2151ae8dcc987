/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a password has to be, what an account can be called, and how many wait for the porter. */

#include <string.h>

#include "mado-account.h"
#include "mado-one-time.h"
#include "mado-password-rule.h"
#include "mado-porter.h"
#include "mado-qr.h"

/* --- passwords --------------------------------------------------------------------------------------------------- */

static const char *
judge_bytes (const char *bytes, gsize length)
{
  g_autoptr (MadoSecret) password = mado_secret_new (length);

  memcpy (mado_secret_get_bytes (password), bytes, length);

  return mado_access_verdict_get_name (mado_password_rule_judge (password, "lead-1"));
}

static void
test_passwords (void)
{
  static const struct {
    const char *password;
    const char *verdict;
  } examples[] = {
    { "a boat full of tea", "done" },
    { "窓口の三番目の椅子は青い", "done" },
    { "Tr0ub4dor&3xyz", "done" },
    { "", "password-short" },
    { "elevenchars", "password-short" },
    { "窓口の三番目の椅子は青", "password-short" },
    { "x lead-1 in it", "password-account" },
    { "x LEAD-1 in it", "password-account" },
    { "ｘｌｅａｄ－１ in full width", "password-account" },
    { "PasswordPassword", "password-common" },
    { "ｐａｓｓｗｏｒｄ１２３４", "password-common" },
    { "1qaz2wsx3edc", "password-common" },
    { "aaaaaaaaaaaaaaaa", "password-poor" },
    { "abababababab", "password-poor" },
    { "abcdefghijklm", "password-poor" },
    { "zyxwvutsrqpo", "password-poor" },
    { "123456789012", "password-poor" },
    { "tab\tin the middle", "password-form" },
    { "new line\nin it", "password-form" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    g_assert_cmpstr (judge_bytes (examples[i].password, strlen (examples[i].password)), ==, examples[i].verdict);
}

static void
test_bytes_that_are_no_text (void)
{
  g_autofree char *long_one = g_strnfill (300, 'x');

  g_assert_cmpstr (judge_bytes ("\xff\xfe long enough", 14), ==, "password-form");
  g_assert_cmpstr (judge_bytes ("with a \0 in it", 14), ==, "password-form");
  g_assert_cmpstr (judge_bytes (long_one, 300), ==, "password-form");
}

static void
test_every_verdict_has_words (void)
{
  for (MadoAccessVerdict verdict = 0; verdict < MADO_ACCESS_N_VERDICTS; verdict++) {
    g_assert_cmpuint (strlen (mado_access_verdict_get_name (verdict)), >, 2);
    g_assert_true (g_str_has_suffix (mado_access_verdict_get_message (verdict), "."));
  }
}

static void
test_one_time_passwords_differ_and_keep_the_rules (void)
{
  g_autoptr (MadoSecret) one = mado_one_time_draw ();
  g_autoptr (MadoSecret) other = mado_one_time_draw ();

  g_assert_false (mado_secret_equals (one, other));
  g_assert_cmpint (mado_password_rule_judge (one, "lead-1"), ==, MADO_ACCESS_DONE);
}

static void
test_names (void)
{
  static const char *const good[] = { "v-01", "lead-1", "ab", "a1234567890123456789012345678901" };
  static const char *const bad[] = {
    "", "a", "1a", "-a", "A1", "a_b", "a b", "a/b", "a.b", "é1", "a12345678901234567890123456789012",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (mado_account_is_name (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (mado_account_is_name (bad[i]));
}

/* A finder in three corners, and rows of one length. */
static void
test_a_code_is_a_square_with_corners (void)
{
  g_autofree char *picture = mado_qr_draw ("otpauth://totp/x", NULL);
  g_auto (GStrv) rows = g_strsplit (picture, "\n", -1);
  const guint size = (guint) strlen (rows[0]);

  g_assert_cmpuint (g_strv_length (rows), ==, size + 1);
  for (guint i = 0; i < size; i++)
    g_assert_cmpuint (strlen (rows[i]), ==, size);
  g_assert_true (g_str_has_prefix (rows[0], "11111110") && g_str_has_suffix (rows[0], "01111111"));
  g_assert_true (g_str_has_prefix (rows[size - 1], "11111110"));
}

/* --- the porter -------------------------------------------------------------------------------------------------- */

typedef struct {
  GMutex door;
  guint n_inside;   /* atomic */
  guint n_most;     /* atomic: at once */
  guint n_finished; /* atomic */
} Lodge;

static void
look (gpointer data)
{
  Lodge *lodge = data;
  const guint inside = (guint) g_atomic_int_add (&lodge->n_inside, 1) + 1;

  if (inside > (guint) g_atomic_int_get (&lodge->n_most))
    g_atomic_int_set (&lodge->n_most, inside);
  g_mutex_lock (&lodge->door);
  g_mutex_unlock (&lodge->door);
  g_atomic_int_add (&lodge->n_inside, -1);
  g_atomic_int_inc (&lodge->n_finished);
}

static void
test_one_at_a_time_and_not_too_many (void)
{
  MadoPorter *porter = mado_porter_new ();
  Lodge lodge = { 0 };
  guint n_taken = 1, n_of_one = 0;

  g_mutex_init (&lodge.door);
  g_mutex_lock (&lodge.door);
  g_assert_true (mado_porter_submit (porter, "t-0", look, &lodge));
  while (g_atomic_int_get (&lodge.n_inside) == 0)
    g_usleep (1000);
  while (mado_porter_submit (porter, "t-1", look, &lodge))
    n_of_one++;
  g_assert_cmpuint (n_of_one, ==, MADO_PORTER_MAX_WAITING_PER_TERMINAL);
  n_taken += n_of_one;
  for (guint i = 0; i < 100; i++) {
    g_autofree char *terminal = g_strdup_printf ("other-%u", i);

    n_taken += mado_porter_submit (porter, terminal, look, &lodge);
  }
  g_assert_cmpuint (n_taken, ==, MADO_PORTER_MAX_WAITING + 1);
  g_mutex_unlock (&lodge.door);
  mado_porter_free (porter);
  g_assert_cmpint (lodge.n_finished, ==, n_taken);
  g_assert_cmpint (lodge.n_most, ==, 1);
  g_mutex_clear (&lodge.door);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access-rules/passwords", test_passwords);
  g_test_add_func ("/access-rules/bytes-that-are-no-text", test_bytes_that_are_no_text);
  g_test_add_func ("/access-rules/every-verdict-has-words", test_every_verdict_has_words);
  g_test_add_func ("/access-rules/one-time-passwords", test_one_time_passwords_differ_and_keep_the_rules);
  g_test_add_func ("/access-rules/names", test_names);
  g_test_add_func ("/access-rules/a-code-is-a-square-with-corners", test_a_code_is_a_square_with_corners);
  g_test_add_func ("/access-rules/one-at-a-time-and-not-too-many", test_one_at_a_time_and_not_too_many);

  return g_test_run ();
}
