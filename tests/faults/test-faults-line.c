/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real service and real terminals, two and then eight (MADO_LONG=1: and twenty), with a line between them as lines
 * are: slow, narrow, lossy, deaf in one direction, gone every second; and with whoever knows where the service is as he
 * is: silent, mistaken. All must come to rest, and nothing may be lost; and a terminal at rest says little. */

#include "fault-network.h"
#include "fault-office.h"

#define AT_REST 26       /* seconds: somebody who waits for news asks again meanwhile */
#define MOST_AT_REST 200 /* bytes a second of each terminal */
#define SECOND G_USEC_PER_SEC
#define LONGEST_PARTING (5 * SECOND) /* a question to a name server that is silent takes ten */
#define MANY 8                       /* terminals */
#define MEANWHILE (3 * SECOND)       /* they find that the service is gone, and ask where it is */

typedef struct {
  const char *name;
  FaultWeather weather;
  guint lasts;    /* seconds; 0: until all is done */
  guint changes;  /* milliseconds: so long it is there and away again; 0: it stays */
  guint n_places; /* terminals; 0: two, by the service's address; otherwise by its name */
  guint most;     /* seconds that all of it may take; 0: as long as any */
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
  { "nobody-says-where-it-is", { .names = FAULT_NAMES_SILENT }, 8, 0, FAULT_N_PLACES },
  { "there-is-no-such-name", { .names = FAULT_NAMES_DENY }, 5, 0, FAULT_N_PLACES },
  { "the-name-server-fails", { .names = FAULT_NAMES_FAIL }, 10, 700, FAULT_N_PLACES },
  /* whoever kept the mistake in mind would go there for a minute */
  { "it-is-said-to-be-elsewhere", { .names = FAULT_NAMES_MISTAKEN }, 5, 0, FAULT_N_PLACES, 50 },
  { "eight-far", { .delay = 800, .jitter = 100 }, 0, 0, MANY },
  { "eight-lossy", { .delay = 20, .loss = 200 }, 10, 0, MANY },
  { "eight-come-and-go", { .blocks = { TRUE, TRUE }, .names = FAULT_NAMES_SILENT }, 20, 3000, MANY },
  { "eight-all-of-it",
    { .delay = 60, .jitter = 200, .loss = 50, .twice = 50, .rate = 64000, .names = FAULT_NAMES_FAIL },
    12,
    2500,
    MANY },
};

/* As many as a floor has; they take minutes. */
static const Trial long_trials[] = {
  { "twenty-far", { .delay = 300, .jitter = 100 }, 0, 0, FAULT_MOST_PLACES },
  { "twenty-lossy", { .delay = 20, .loss = 100 }, 10, 0, FAULT_MOST_PLACES },
  { "twenty-come-and-go", { .blocks = { TRUE, TRUE }, .names = FAULT_NAMES_SILENT }, 20, 3000, FAULT_MOST_PLACES },
  { "twenty-all-of-it",
    { .delay = 60, .jitter = 200, .loss = 50, .twice = 50, .rate = 128000, .names = FAULT_NAMES_FAIL },
    12,
    2500,
    FAULT_MOST_PLACES },
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
get_ready (const Trial *trial)
{
  if (trial->n_places > 0 && !g_str_has_prefix (office.address, FAULT_NAMES_SERVICE))
    fault_office_move (&office, FAULT_NAMES_SERVICE, FAULT_NETWORK_NET);
  office.n_places = MAX (office.n_places, trial->n_places);
}

static void
test_all_comes_to_rest (gconstpointer data)
{
  const Trial *trial = data;
  const FaultWish wish = { .terminals_are_afar = TRUE, .change = change_weather, .user_data = (gpointer) trial };
  const guint64 before = fault_network_count_bytes ();
  gint64 begin;
  double seconds;

  get_ready (trial);
  begin = g_get_monotonic_time ();
  g_assert_cmpuint (fault_office_live (&office, &wish), ==, 0);
  seconds = (double) (g_get_monotonic_time () - begin) / SECOND;
  fault_network_set (&(FaultWeather) { 0 });
  g_test_message ("%s: %.1f s, %" G_GUINT64_FORMAT " bytes on the line", trial->name, seconds,
                  fault_network_count_bytes () - before);
  if (trial->most > 0)
    g_assert_cmpfloat (seconds, <, trial->most);
}

/* --- whoever goes home -------------------------------------------------------------------------------------------- */

static void
lose_service (G_GNUC_UNUSED gpointer data)
{
  fault_network_set (&(FaultWeather) { .names = FAULT_NAMES_SILENT });
  fault_office_close (&office);
  g_usleep (MEANWHILE);
}

/* Whoever signs out does not wait for an answer that does not come. */
static void
test_nobody_waits_for_a_name (void)
{
  const FaultWish wish = { .terminals_are_afar = TRUE, .end = lose_service };

  get_ready (&(Trial) { .n_places = FAULT_N_PLACES });
  fault_network_set (&(FaultWeather) { 0 });
  fault_office_live (&office, &wish);
  for (guint i = 0; i < office.n_places; i++) {
    g_test_message ("%s left within %.2f s", office.places[i].account, (double) office.places[i].parting / SECOND);
    g_assert_cmpint (office.places[i].parting, <, LONGEST_PARTING);
  }
  fault_network_set (&(FaultWeather) { 0 });
}

/* --- at rest ------------------------------------------------------------------------------------------------------ */

typedef struct {
  gint64 seen;      /* the last moment */
  gboolean is_done; /* all of it: since then it begins to count again */
  gboolean is_quiet;
  guint64 n_before; /* bytes until it was quiet */
} Rest;

/* A moment after all is done it is quiet, however long that took. */
static void
be_quiet (gint64 elapsed, gpointer data)
{
  Rest *rest = data;

  rest->is_done = rest->is_done || elapsed < rest->seen;
  rest->seen = elapsed;
  if (rest->is_done && !rest->is_quiet && elapsed > SECOND) {
    rest->n_before = fault_network_count_bytes ();
    rest->is_quiet = TRUE;
  }
}

static void
test_at_rest_little_is_said (void)
{
  Rest rest = { 0 };
  guint64 n_bytes;

  fault_office_live (
      &office,
      &(FaultWish) { .terminals_are_afar = TRUE, .rests = AT_REST * SECOND, .change = be_quiet, .user_data = &rest });
  n_bytes = fault_network_count_bytes () - rest.n_before;
  g_test_message ("%" G_GUINT64_FORMAT " bytes of two terminals in %d seconds", n_bytes, AT_REST);
  g_assert_true (rest.is_quiet);
  g_assert_cmpuint (n_bytes, >, 0);
  g_assert_cmpuint (n_bytes, <, (guint64) AT_REST * MOST_AT_REST * FAULT_N_PLACES);
}

static void
test_there_is_no_network (gconstpointer data)
{
  g_test_skip (data);
}

static void
add_trial (const Trial *trial)
{
  g_autofree char *name = g_strconcat ("/faults-line/", trial->name, "/all-comes-to-rest", NULL);

  g_test_add_data_func (name, trial, test_all_comes_to_rest);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_long = g_getenv ("MADO_LONG") != NULL;
  const guint n_places = is_long ? FAULT_MOST_PLACES : MANY;
  const gboolean is_open = fault_network_open (&error);
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!is_open) {
    g_test_add_data_func ("/faults-line/all-comes-to-rest", error->message, test_there_is_no_network);
    return g_test_run ();
  }
  g_test_add_func ("/faults-line/at-rest-little-is-said", test_at_rest_little_is_said);
  for (gsize i = 0; i < G_N_ELEMENTS (trials); i++)
    add_trial (&trials[i]);
  for (gsize i = 0; is_long && i < G_N_ELEMENTS (long_trials); i++)
    add_trial (&long_trials[i]);
  g_test_add_func ("/faults-line/silent-name-server/nobody-waits-for-it", test_nobody_waits_for_a_name);
  fault_office_set_up (&office);
  fault_office_fill (&office, n_places);
  office.n_places = FAULT_N_PLACES; /* the others come later */
  fault_office_move (&office, FAULT_NETWORK_HERE, FAULT_NETWORK_NET);
  status = g_test_run ();
  office.n_places = n_places;
  fault_office_tear_down (&office);

  return status;
}
