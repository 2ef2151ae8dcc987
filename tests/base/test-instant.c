/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-instant.h"

static void
assert_japanese_day (const char *instant, const char *expected)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_from_iso (instant)), iso);
  g_assert_cmpstr (iso, ==, expected);
}

static void
test_known_instants (void)
{
  const struct {
    const char *iso;
    gint64 microseconds;
  } cases[] = {
    { "1970-01-01T00:00:00.000000Z", 0 },
    { "1969-12-31T23:59:59.999999Z", -1 },
    { "2001-09-09T01:46:40.000001Z", G_GINT64_CONSTANT (1000000000000001) },
    { "1873-01-01T00:00:00.000000Z", G_GINT64_CONSTANT (-3060979200000000) },
    { "0001-01-01T00:00:00.000000Z", G_GINT64_CONSTANT (-62135596800000000) },
    { "9999-12-31T23:59:59.999999Z", G_GINT64_CONSTANT (253402300799999999) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    char iso[MADO_INSTANT_ISO_SIZE];

    mado_instant_to_iso ((MadoInstant) { cases[i].microseconds }, iso);
    g_assert_cmpstr (iso, ==, cases[i].iso);
    g_assert_cmpint (mado_instant_from_iso (cases[i].iso).microseconds, ==, cases[i].microseconds);
  }
}

static void
test_texts_come_back_and_sort_like_their_instants (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  char before[MADO_INSTANT_ISO_SIZE] = "";
  gint64 microseconds = G_GINT64_CONSTANT (-62135596800000000);

  for (int i = 0; i < 20000; i++) {
    char iso[MADO_INSTANT_ISO_SIZE];

    mado_instant_to_iso ((MadoInstant) { microseconds }, iso);
    g_assert_cmpint (mado_instant_from_iso (iso).microseconds, ==, microseconds);
    g_assert_cmpstr (before, <, iso);
    g_strlcpy (before, iso, sizeof before);
    microseconds += (gint64) g_rand_int (rand) * 3600 + 1;
  }
}

static void
test_any_other_text_is_refused (void)
{
  const char *const wrong[] = {
    "",
    "2025-04-01",
    "2025-04-01T00:00:00Z",
    "2025-04-01T00:00:00.000Z",
    "2025-04-01T00:00:00.000000",
    "2025-04-01T00:00:00.000000z",
    "2025-04-01 00:00:00.000000Z",
    "2025-04-01T00:00:00,000000Z",
    "2025-04-01T00:00:00.000000+00:00",
    "2025-04-01T00:00:00.0000000Z",
    "2025-04-01T24:00:00.000000Z",
    "2025-04-01T23:60:00.000000Z",
    "2016-12-31T23:59:60.000000Z",
    "2025-02-29T00:00:00.000000Z",
    "0000-01-01T00:00:00.000000Z",
    " 2025-04-01T00:00:00.000000Z",
    "2025-04-01T00:00:00.000000Z ",
    "2025-04-01T-1:00:00.000000Z",
  };

  g_assert_false (mado_instant_is_valid (mado_instant_from_iso (NULL)));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (mado_instant_is_valid (mado_instant_from_iso (wrong[i])));
}

static void
test_the_day_in_japan_begins_at_15_utc (void)
{
  assert_japanese_day ("2026-03-31T14:59:59.999999Z", "2026-03-31");
  assert_japanese_day ("2026-03-31T15:00:00.000000Z", "2026-04-01");
  assert_japanese_day ("2025-07-01T14:59:59.999999Z", "2025-07-01"); /* in summer, too */
  assert_japanese_day ("1949-07-01T15:00:00.000000Z", "1949-07-02");
  assert_japanese_day ("1969-12-31T14:59:59.999999Z", "1969-12-31");
  assert_japanese_day ("1969-12-31T15:00:00.000000Z", "1970-01-01");
}

static void
test_outside_the_calendar_there_is_no_text_and_no_day (void)
{
  const gint64 outside[] = { G_MININT64, G_MAXINT64, G_GINT64_CONSTANT (253402300800000000),
                             G_GINT64_CONSTANT (-62135596800000001) };

  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++) {
    char iso[MADO_INSTANT_ISO_SIZE];

    g_assert_false (mado_instant_is_valid ((MadoInstant) { outside[i] }));
    mado_instant_to_iso ((MadoInstant) { outside[i] }, iso);
    g_assert_cmpstr (iso, ==, "");
    g_assert_false (mado_date_is_valid (mado_instant_get_japanese_day ((MadoInstant) { outside[i] })));
  }
  assert_japanese_day ("9999-12-31T15:00:00.000000Z", "");
}

static void
test_now_is_what_the_clock_shows (void)
{
  gint64 before = g_get_real_time ();
  MadoInstant now = mado_instant_now ();

  g_assert_cmpint (now.microseconds, >=, before);
  g_assert_cmpint (now.microseconds, <=, g_get_real_time ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/instant/known-instants", test_known_instants);
  g_test_add_func ("/instant/texts-come-back-and-sort", test_texts_come_back_and_sort_like_their_instants);
  g_test_add_func ("/instant/any-other-text-is-refused", test_any_other_text_is_refused);
  g_test_add_func ("/instant/day-in-japan-begins-at-15-utc", test_the_day_in_japan_begins_at_15_utc);
  g_test_add_func ("/instant/nothing-outside-the-calendar", test_outside_the_calendar_there_is_no_text_and_no_day);
  g_test_add_func ("/instant/now-is-what-the-clock-shows", test_now_is_what_the_clock_shows);

  return g_test_run ();
}
