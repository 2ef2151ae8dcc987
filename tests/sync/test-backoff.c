/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Longer after each failure, never longer than a minute, and anywhere below. */

#include "mado-backoff.h"

#define SECOND G_TIME_SPAN_SECOND

static void
test_the_limit_doubles_up_to_a_minute (void)
{
  static const gint64 limits[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
  MadoBackoff backoff = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    const guint64 most = (guint64) (limits[i] * SECOND - 1); /* the chance that waits longest */

    g_assert_cmpint (mado_backoff_fail (&backoff, most), ==, SECOND / 2 + limits[i] * SECOND - 1);
  }
}

static void
test_chance_spreads_over_all_of_it (void)
{
  guint n_early = 0, n_late = 0;

  for (guint64 chance = 0; chance < 64; chance++) {
    MadoBackoff backoff = { .n_failures = 6 };
    const gint64 wait = mado_backoff_fail (&backoff, chance * (guint64) SECOND);

    g_assert_cmpint (wait, >=, SECOND / 2);
    g_assert_cmpint (wait, <=, SECOND / 2 + 60 * SECOND);
    n_early += wait < 20 * SECOND;
    n_late += wait > 40 * SECOND;
  }
  g_assert_cmpuint (n_early, >, 16);
  g_assert_cmpuint (n_late, >, 16);
}

static void
test_many_failures_are_no_overflow (void)
{
  MadoBackoff backoff = { .n_failures = G_MAXUINT - 1 };

  g_assert_cmpint (mado_backoff_fail (&backoff, G_MAXUINT64), <=, 61 * SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backoff/the-limit-doubles-up-to-a-minute", test_the_limit_doubles_up_to_a_minute);
  g_test_add_func ("/backoff/chance-spreads-over-all-of-it", test_chance_spreads_over_all_of_it);
  g_test_add_func ("/backoff/many-failures-are-no-overflow", test_many_failures_are_no_overflow);

  return g_test_run ();
}
