/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two hundred terminals at one service, in twenty processes on the same machine: what they take of it, what they make
 * others wait, and what happens when all come back at once. */

#include <signal.h>
#include <stdio.h>

#include "crowd.h"
#include "inside.h"
#include "mado-bench.h"
#include "part.h"
#include "visitor.h"

#define N_PROCESSES 20U
#define N_TERMINALS (N_PROCESSES * CROWD_SEATS)
#define N_PACED 60
#define PACE 55556         /* microseconds: 18 a second, the busiest hour of the largest municipality (docs/scale.md) */
#define N_QUEUED 100U      /* operations of a terminal; MADO_LONG=1: … */
#define N_QUEUED_LONG 500U /* … so many */
#define N_FLOOR 20         /* pushes of as many */
#define OWN_MEMORY (64 * 1024) /* KiB */
#define TERMINAL_MEMORY (16 * 1024)

static double
get_seconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND;
}

static int
compare_times (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Returns: the median of what a push of one waits, in milliseconds */
static double
push_at_pace (Visitor *visitor)
{
  gint64 waits[N_PACED];

  for (guint i = 0; i < N_PACED; i++) {
    const gint64 begin = g_get_monotonic_time ();

    visitor_send_push (visitor);
    visitor_await_push (visitor);
    waits[i] = g_get_monotonic_time () - begin;
    if (waits[i] < PACE)
      g_usleep ((gulong) (PACE - waits[i]));
  }
  qsort (waits, N_PACED, sizeof *waits, compare_times);
  const gint64 median = waits[N_PACED / 2];

  return (double) median / 1000;
}

/* --- connected
 * -------------------------------------------------------------------------------------------------------- */

static void
say_memory (const Office *office, gint64 before, Crowd *crowd)
{
  const gint64 service = office_get_memory (office, "VmRSS:");
  const gint64 terminal = crowd_get_memory (crowd) / N_TERMINALS;

  printf ("memory of the service with %u terminals connected: %" G_GINT64_FORMAT " KiB (with none: %" G_GINT64_FORMAT
          ")\n",
          N_TERMINALS, service, before);
  mado_bench_judge ((double) service / OWN_MEMORY, 1, TRUE);
  printf ("memory of a terminal, all of its profile and its line, a tenth of its process: %" G_GINT64_FORMAT " KiB\n",
          terminal);
  mado_bench_judge ((double) terminal / TERMINAL_MEMORY, 1, TRUE);
}

static void
connect_in (OfficeKind kind)
{
  Office *office = office_new (kind, N_TERMINALS + 1);
  Visitor *visitor;
  Crowd *crowd;
  gint64 memory, begin;
  double alone, together, service, terminals;

  office_start (office);
  visitor = visitor_new (office, N_TERMINALS + 1, NULL);
  visitor_write_pushes (visitor, 2 * N_PACED, 1);
  alone = push_at_pace (visitor);
  memory = office_get_memory (office, "VmRSS:");
  crowd = crowd_new (office, N_PROCESSES);
  crowd_sign_in (crowd);
  crowd_await (crowd, 1 + N_PACED);
  say_memory (office, memory, crowd);
  service = office_get_used (office);
  terminals = crowd_get_used (crowd);
  begin = g_get_monotonic_time ();
  together = push_at_pace (visitor);
  crowd_await (crowd, 1 + 2 * N_PACED);
  printf ("push of one, 18 a second, which all %u hear of, %s: p50 %.1f ms; with nobody else: %.1f ms; ratio %.2f\n",
          N_TERMINALS, office_kind_get_name (kind), together, alone, alone / together);
  mado_bench_judge (alone / together, 0.9, FALSE);
  printf (
      "  all had everything after %.1f s; each hearing took %.0f microseconds of a processor in the service, %.0f at"
      " the terminal\n",
      get_seconds_since (begin), (office_get_used (office) - service) * 1e6 / (N_PACED * N_TERMINALS),
      (crowd_get_used (crowd) - terminals) * 1e6 / (N_PACED * N_TERMINALS));
  crowd_free (crowd);
  visitor_free (visitor);
  world_end (&office->world, SIGTERM);
  office_check (office, 2 * N_PACED);
  office_free (office);
}

/* Goals 4 and 14. */
void
part_connected (void)
{
  connect_in (OFFICE_FILE);
  connect_in (OFFICE_SERVER_AND_STANDBY);
}

/* --- all at once
 * -------------------------------------------------------------------------------------------------------- */

static Inside *
open_inside (const Office *office, OfficeKind kind)
{
  g_autofree char *path = NULL, *database = NULL, *conninfo = NULL;

  if (kind == OFFICE_FILE) {
    path = part_dup_path ("inside.ward");
    return inside_new_in_file (path);
  }
  database = mado_test_cluster_create_database (office->cluster);
  conninfo = mado_test_cluster_dup_conninfo (office->cluster, database);

  return inside_new_in_database (conninfo);
}

static double
ingest_alone (const Office *office, OfficeKind kind, guint n_operations)
{
  Inside *inside = open_inside (office, kind);
  gint64 begin;
  guint n_done = 0;

  inside_write_pushes (inside, N_FLOOR, n_operations);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < N_FLOOR; i++)
    n_done += inside_push (inside);

  const double rate = n_done / get_seconds_since (begin);

  inside_free (inside);

  return rate;
}

static void
come_back_to (OfficeKind kind)
{
  const guint n_queued = g_getenv ("MADO_LONG") != NULL ? N_QUEUED_LONG : N_QUEUED;
  Office *office = office_new (kind, N_TERMINALS);
  const double least = N_TERMINALS * n_queued / ingest_alone (office, kind, n_queued);
  Crowd *crowd;
  gint64 begin;
  double took;

  office_start (office);
  crowd = crowd_new (office, N_PROCESSES);
  begin = g_get_monotonic_time ();
  crowd_save (crowd, n_queued);
  printf ("%u operations are saved at %u terminals (%.0f s), %s\n", N_TERMINALS * n_queued, N_TERMINALS,
          get_seconds_since (begin), office_kind_get_name (kind));
  begin = g_get_monotonic_time ();
  crowd_send_all (crowd);
  took = get_seconds_since (begin);
  printf ("all of them come back at once, and all is acknowledged: %.1f s; floor (the same without line and service): "
          "%.1f s; ratio %.2f\n",
          took, least, took / least);
  mado_bench_judge (took / least, 1.3, TRUE);
  printf ("  most memory of the service meanwhile: %" G_GINT64_FORMAT " KiB\n", office_get_memory (office, "VmHWM:"));
  crowd_free (crowd);
  world_end (&office->world, SIGTERM);
  office_check (office, N_TERMINALS * n_queued);
  office_free (office);
}

/* Goal 15. */
void
part_storm (void)
{
  come_back_to (OFFICE_FILE);
  come_back_to (OFFICE_SERVER);
}
