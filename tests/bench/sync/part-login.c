/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody signs in at an empty terminal: when there is something to work on, when everything is there, and what goes
 * over the line when nothing happens any more. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "mado-bench.h"
#include "part.h"
#include "relay.h"
#include "seat.h"
#include "visitor.h"

#define N_CASES 5000U
#define N_HISTORIES 250
#define BITS 10000000 /* a second */
#define PAGE 100
#define LOOK 20          /* milliseconds */
#define IDLE 26          /* seconds: more than a long poll */
#define PATIENCE 120     /* seconds: then something is wrong */
#define USABLE 2.0       /* seconds */
#define COMPLETE 4.0     /* the same */
#define IDLE_BYTES 200.0 /* a second */
#define ROUND 500        /* microseconds */
#define FRAME 16.7       /* milliseconds */

static gboolean
wake_cb (G_GNUC_UNUSED gpointer user_data)
{
  return G_SOURCE_CONTINUE; /* the loop goes round */
}

static double
get_seconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND;
}

/* How long it takes, in seconds; and how long at most the thread of the window was held by what came, in milliseconds.
 */
typedef struct {
  double usable;
  double complete;
  double held;
} Arrival;

/* As a window's loop does it, but that it never sleeps in the middle of what is measured. */
static void
go_round (double *held)
{
  while (g_main_context_pending (NULL)) {
    const gint64 begin = g_get_monotonic_time ();

    g_main_context_iteration (NULL, FALSE);
    *held = MAX (*held, (double) (g_get_monotonic_time () - begin) / 1000);
  }
  g_usleep (ROUND);
}

static Arrival
sign_in (Seat *seat)
{
  const guint source = g_timeout_add (LOOK, wake_cb, NULL);
  const gint64 begin = g_get_monotonic_time ();
  Arrival arrival = { 0 };

  seat_sign_in (seat);
  while (!seat_is_current (seat, 1)) {
    go_round (&arrival.held);
    if (arrival.usable <= 0 && seat_count_open (seat) == PAGE)
      arrival.usable = get_seconds_since (begin);
    if (get_seconds_since (begin) > PATIENCE)
      g_error ("it does not come to that");
  }
  arrival.complete = get_seconds_since (begin);
  g_source_remove (source);

  return arrival;
}

static Seat *
take_seat (const Office *office, guint number, const char *address)
{
  const WardStream *stream = g_ptr_array_index (office->world.notes->streams, 0);
  g_autofree char *account = office_dup_account (number);
  Seat *seat = seat_new (terminal_new (office->world.notes, stream->stream, account, OFFICE_ROLE), 0);

  seat_connect (seat, visitor_employ (&g_array_index (office->papers, Papers, number - 1), address));

  return seat;
}

/* Returns: how long at most the thread of the window was held by something else, in milliseconds */
static double
say_idle (Relay *relay)
{
  const guint source = g_timeout_add (LOOK, wake_cb, NULL);
  const gint64 begin = g_get_monotonic_time ();
  gint64 before = relay_count_up (relay) + relay_count_down (relay);
  double rate, held = 0;

  while (get_seconds_since (begin) < IDLE)
    go_round (&held);
  g_source_remove (source);
  rate = (double) (relay_count_up (relay) + relay_count_down (relay) - before) / get_seconds_since (begin);
  printf ("a terminal where nothing happens: %.0f bytes a second, both ways, all of TLS\n", rate);
  mado_bench_judge (rate, IDLE_BYTES, TRUE);

  return held;
}

static void
say_held (const Arrival *arrival, double idle)
{
  printf ("longest that the thread of the window was held while all of it came: %.1f ms; floor (while nothing came): "
          "%.1f ms\n",
          arrival->held, idle);
  mado_bench_judge (arrival->held, FRAME, TRUE);
}

static void
say_arrival (const Arrival *slow, const Arrival *quick, gint64 n_rows, gint64 n_bytes)
{
  const double link = (double) n_bytes * 8 / BITS;

  printf ("from the sign-in to the first page of 100, over 10 Mbit/s: %.2f s\n", slow->usable);
  mado_bench_judge (slow->usable, USABLE, TRUE);
  printf ("to a ward of %u cases, %" G_GINT64_FORMAT " rows, complete: %.2f s\n", N_CASES, n_rows, slow->complete);
  mado_bench_judge (slow->complete, COMPLETE, TRUE);
  printf ("  floor (%" G_GINT64_FORMAT " KB on that line: %.2f s; the same loaded over a line without limit: %.2f s); "
          "ratio to the greater %.2f\n",
          n_bytes / 1000, link, quick->complete, slow->complete / MAX (link, quick->complete));
  mado_bench_judge (slow->complete / MAX (link, quick->complete), 1.2, TRUE);
}

static void
log_in_at (OfficeKind kind)
{
  Office *office = office_new (kind, 2);
  const guint n_rows = office_fill (office, N_CASES, N_HISTORIES);

  office_start (office);
  Relay *narrow = relay_new (office->world.port, BITS);
  Relay *wide = relay_new (office->world.port, 0);
  Seat *seats[] = { take_seat (office, 1, relay_get_address (narrow)),
                    take_seat (office, 2, relay_get_address (wide)) };
  const Arrival slow = sign_in (seats[0]);
  const gint64 n_bytes = relay_count_down (narrow);
  const Arrival quick = sign_in (seats[1]);

  printf ("%s\n", office_kind_get_name (kind));
  say_arrival (&slow, &quick, seat_count_rows (seats[0]), n_bytes);
  if (seat_count_rows (seats[0]) != seat_count_rows (seats[1]) || seat_count_rows (seats[0]) < N_CASES ||
      seat_count_rows (seats[0]) > n_rows)
    g_error ("something is missing");
  say_held (&quick, say_idle (wide));
  for (gsize i = 0; i < G_N_ELEMENTS (seats); i++)
    seat_free (seats[i]);
  relay_free (narrow);
  relay_free (wide);
  world_end (&office->world, SIGTERM);
  office_check (office, 0);
  office_free (office);
}

/* Goals 6, 7, 12, and 14 for the window. */
void
part_login (void)
{
  log_in_at (OFFICE_FILE);
  log_in_at (OFFICE_SERVER);
}

/* --- failover
 * --------------------------------------------------------------------------------------------------------- */

#define N_BEFORE 50
#define DOWN 2.0         /* seconds, until somebody promotes the standby */
#define FIRST_AFTER 10.0 /* seconds */

static void
await_sent (Seat *seat, gint64 position)
{
  const gint64 begin = g_get_monotonic_time ();
  const guint source = g_timeout_add (LOOK, wake_cb, NULL);

  while (!seat_is_current (seat, position)) {
    g_main_context_iteration (NULL, TRUE);
    if (get_seconds_since (begin) > PATIENCE)
      g_error ("it does not come to that");
  }
  g_source_remove (source);
}

static void
work_for (double seconds)
{
  const gint64 begin = g_get_monotonic_time ();
  const guint source = g_timeout_add (LOOK, wake_cb, NULL);

  while (get_seconds_since (begin) < seconds)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* Goal 16, but for the thousand kills: those are `MADO_KILLS=1000 ./dev test backend-kill`. */
void
part_failover (void)
{
  Office *office = office_new (OFFICE_SERVER_AND_STANDBY, 1);
  gint64 begin;

  office_start (office);
  Seat *seat = take_seat (office, 1, office->address);

  seat_sign_in (seat);
  seat_save_cases (seat, N_BEFORE);
  await_sent (seat, 1 + N_BEFORE);
  mado_test_server_kill (mado_test_cluster_get_primary (office->cluster));
  seat_save_cases (seat, 1);
  work_for (DOWN);
  mado_test_cluster_promote (office->cluster);
  begin = g_get_monotonic_time ();
  await_sent (seat, 2 + N_BEFORE);
  printf ("from the promotion of the standby to the next acknowledgement, which a line waited for that tries again by "
          "itself: %.1f s\n",
          get_seconds_since (begin));
  mado_bench_judge (get_seconds_since (begin), FIRST_AFTER, TRUE);
  seat_free (seat);
  world_end (&office->world, SIGTERM);
  office_check (office, N_BEFORE + 1);
  office_free (office);
}

/* --- beside others
 * ---------------------------------------------------------------------------------------------------- */

#define N_PEER_CASES 20000U
#define N_CHANGES 100

static int
compare_times (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
say_changes (Visitor *visitor, Seat *seat)
{
  gint64 waits[N_CHANGES];
  const guint source = g_timeout_add (1, wake_cb, NULL);

  visitor_write_pushes (visitor, N_CHANGES, 1);
  for (guint i = 0; i < N_CHANGES; i++) {
    const gint64 begin = g_get_monotonic_time ();

    visitor_send_push (visitor);
    visitor_await_push (visitor);
    while (!seat_is_current (seat, 2 + i))
      g_main_context_iteration (NULL, TRUE);
    waits[i] = g_get_monotonic_time () - begin;
  }
  g_source_remove (source);
  qsort (waits, N_CHANGES, sizeof *waits, compare_times);
  const gint64 median = waits[N_CHANGES / 2];

  printf ("one change, acknowledged and at another terminal: p50 %.1f ms, p99 %.1f ms\n", (double) median / 1000,
          (double) waits[N_CHANGES - 1] / 1000);
}

/* What `./dev bench peer` does with PouchDB: everything at once, then one change after another. */
void
part_peer (void)
{
  Office *office = office_new (OFFICE_FILE, 2);
  const guint n_rows = office_fill (office, N_PEER_CASES, 0);
  gint64 n_seen;

  office_start (office);
  Relay *line = relay_new (office->world.port, 0);
  Seat *seat = take_seat (office, 1, relay_get_address (line));
  const Arrival arrival = sign_in (seat);

  printf ("first load of %" G_GINT64_FORMAT " rows of %u, packed to %" G_GINT64_FORMAT
          " KB, over TLS into an encrypted file with lists and search: %.1f s, %.0f a second; the first page after "
          "%.2f s\n",
          seat_count_rows (seat), n_rows, relay_count_down (line) / 1000, arrival.complete,
          (double) seat_count_rows (seat) / arrival.complete, arrival.usable);
  n_seen = seat_count_rows (seat);
  if (n_seen < N_PEER_CASES || n_seen > n_rows) /* the office has rows that are not for everybody */
    g_error ("something is missing: %" G_GINT64_FORMAT " of %u rows", n_seen, n_rows);

  Visitor *visitor = visitor_new (office, 2, NULL);

  say_changes (visitor, seat);
  if (seat_count_rows (seat) != n_seen + N_CHANGES)
    g_error ("something is missing");
  visitor_free (visitor);
  seat_free (seat);
  relay_free (line);
  world_end (&office->world, SIGTERM);
  office_check (office, N_CHANGES);
  office_free (office);
}
