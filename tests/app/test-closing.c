/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a place closes, by a clock that the test turns. */

#include "mado-closing.h"

static MadoInstant now;

static MadoInstant
get_now (void)
{
  return now;
}

typedef struct {
  guint n_warned, n_over;
} Told;

static void
count_cb (MadoClosing *closing, guint *count)
{
  (*count)++;
}

static MadoClosing *
begin (const char *at, Told *told)
{
  MadoClosing *closing;

  now = mado_instant_from_iso (at);
  g_assert_true (mado_instant_is_valid (now));
  closing = mado_closing_new (get_now, "17:15");
  g_signal_connect (closing, "warned", G_CALLBACK (count_cb), &told->n_warned);
  g_signal_connect (closing, "over", G_CALLBACK (count_cb), &told->n_over);

  return closing;
}

static void
look_at (MadoClosing *closing, const char *at)
{
  now = mado_instant_from_iso (at);
  mado_closing_look (closing);
}

/* 17:15 in Japan is 08:15 elsewhere. */
static void
test_warned_before_it_is_over (void)
{
  Told told = { 0 };
  g_autoptr (MadoClosing) closing = begin ("2025-06-10T03:00:00.000000Z", &told);

  look_at (closing, "2025-06-10T08:09:59.000000Z");
  g_assert_cmpuint (told.n_warned + told.n_over, ==, 0);
  look_at (closing, "2025-06-10T08:10:00.000000Z");
  look_at (closing, "2025-06-10T08:12:00.000000Z");
  g_assert_cmpuint (told.n_warned, ==, 1);
  g_assert_cmpuint (told.n_over, ==, 0);
  look_at (closing, "2025-06-10T08:15:00.000000Z");
  look_at (closing, "2025-06-10T08:16:00.000000Z");
  g_assert_cmpuint (told.n_over, ==, 1);
}

static void
test_terminal_that_slept_is_over_at_once (void)
{
  Told told = { 0 };
  g_autoptr (MadoClosing) closing = begin ("2025-06-10T03:00:00.000000Z", &told);

  look_at (closing, "2025-06-11T00:00:00.000000Z");
  g_assert_cmpuint (told.n_warned, ==, 0);
  g_assert_cmpuint (told.n_over, ==, 1);
}

static void
test_late_session_lasts_until_the_next_day (void)
{
  Told told = { 0 };
  g_autoptr (MadoClosing) closing = begin ("2025-06-10T08:15:00.000000Z", &told);

  look_at (closing, "2025-06-10T14:59:00.000000Z");
  look_at (closing, "2025-06-10T23:00:00.000000Z"); /* already the next day in Japan */
  g_assert_cmpuint (told.n_warned + told.n_over, ==, 0);
  look_at (closing, "2025-06-11T08:15:00.000000Z");
  g_assert_cmpuint (told.n_over, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closing/warned-before-it-is-over", test_warned_before_it_is_over);
  g_test_add_func ("/closing/terminal-that-slept-is-over-at-once", test_terminal_that_slept_is_over_at_once);
  g_test_add_func ("/closing/late-session-lasts-until-the-next-day", test_late_session_lasts_until_the_next_day);

  return g_test_run ();
}
