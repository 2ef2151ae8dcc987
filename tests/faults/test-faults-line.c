/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real service and two real terminals with a line between them as lines are: slow, narrow, lossy, deaf in one
 * direction, gone every second. All must come to rest, and nothing may be lost; and a terminal at rest says little. */

#include "fault-network.h"
#include "fault-office.h"

#define AT_REST 26       /* seconds: somebody who waits for news asks again meanwhile */
#define MOST_AT_REST 200 /* bytes a second of each terminal */
#define SECOND G_USEC_PER_SEC

typedef struct {
  const char *name;
  FaultWeather weather;
  guint lasts;   /* seconds; 0: until all is done */
  guint changes; /* milliseconds: so long it is there and away again; 0: it stays */
} Trial;

static FaultOffice office; /* of all of them */

static const Trial trials[] = {
  { "far", { .delay = 300 }, 0, 0 },
  { "out-of-order", { .delay = 20, .jitter = 150 }, 0, 0 },
  { "lossy", { .delay = 20, .loss = 80 }, 0, 0 },
  { "twice", { .delay = 10, .twice = 300, .jitter = 20 }, 0, 0 },
  { "narrow", { .delay = 50, .rate = 8000 }, 0, 0 },
  { "deaf", { .blocks = { TRUE, FALSE } }, 5, 0 },
  { "mute", { .blocks = { FALSE, TRUE } }, 5, 0 },
  { "comes-and-goes", { .blocks = { TRUE, TRUE } }, 10, 300 },
  { "black-hole", { .largest = 700 }, 5, 0 },
  { "all-of-it", { .delay = 60, .jitter = 200, .loss = 50, .twice = 50, .rate = 32000 }, 0, 0 },
};

static void
change_weather (gint64 elapsed, gpointer data)
{
  const Trial *trial = data;
  const gboolean is_over = trial->lasts > 0 && elapsed > trial->lasts * SECOND;
  const gboolean is_away = trial->changes > 0 && elapsed / 1000 / trial->changes % 2 == 1;

  fault_network_set (is_over || is_away ? &(FaultWeather) { 0 } : &trial->weather);
}

static void
test_all_comes_to_rest (gconstpointer data)
{
  const Trial *trial = data;
  const FaultWish wish = { .terminals_are_afar = TRUE, .change = change_weather, .user_data = (gpointer) trial };
  const guint64 before = fault_network_count_bytes ();
  const gint64 begin = g_get_monotonic_time ();

  g_assert_cmpuint (fault_office_live (&office, &wish), ==, 0);
  fault_network_set (&(FaultWeather) { 0 });
  g_test_message ("%s: %.1f s, %" G_GUINT64_FORMAT " bytes on the line", trial->name,
                  (double) (g_get_monotonic_time () - begin) / SECOND, fault_network_count_bytes () - before);
}

/* A moment after all is done it is quiet. */
static void
be_quiet (gint64 elapsed, gpointer data)
{
  guint64 *before = data;

  if (before[1] == 0 && elapsed > SECOND) {
    before[0] = fault_network_count_bytes ();
    before[1] = 1;
  }
}

static void
test_at_rest_little_is_said (void)
{
  guint64 before[2] = { 0 };
  guint64 n_bytes;

  fault_office_live (
      &office,
      &(FaultWish) { .terminals_are_afar = TRUE, .rests = AT_REST * SECOND, .change = be_quiet, .user_data = before });
  n_bytes = fault_network_count_bytes () - before[0];
  g_test_message ("%" G_GUINT64_FORMAT " bytes of two terminals in %d seconds", n_bytes, AT_REST);
  g_assert_cmpuint (n_bytes, >, 0);
  g_assert_cmpuint (n_bytes, <, (guint64) AT_REST * MOST_AT_REST * FAULT_N_PLACES);
}

static void
test_there_is_no_network (gconstpointer data)
{
  g_test_skip (data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_open = fault_network_open (&error);
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!is_open) {
    g_test_add_data_func ("/faults-line/all-comes-to-rest", error->message, test_there_is_no_network);
    return g_test_run ();
  }
  for (gsize i = 0; i < G_N_ELEMENTS (trials); i++) {
    g_autofree char *name = g_strconcat ("/faults-line/", trials[i].name, "/all-comes-to-rest", NULL);

    g_test_add_data_func (name, &trials[i], test_all_comes_to_rest);
  }
  g_test_add_func ("/faults-line/at-rest-little-is-said", test_at_rest_little_is_said);
  fault_office_set_up (&office);
  fault_office_move (&office, FAULT_NETWORK_HERE, FAULT_NETWORK_NET);
  status = g_test_run ();
  fault_office_tear_down (&office);

  return status;
}
