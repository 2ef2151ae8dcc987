/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes times in turns and says the ratio of their medians, or of the longest ones, too. */

#include "mado-bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 7
#define MEDIAN (N_ROUNDS / 2)

static double
measure (MadoBenchWork work, gpointer load)
{
  gint64 start = g_get_monotonic_time ();

  work (load);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare_times (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/**
 * mado_bench_compare:
 * @name: what is measured
 * @work: the work
 * @floor_name: what the floor is
 * @floor: the floor
 * @load: (nullable): what both work on
 *
 * Prints both times and their ratio.
 */
void
mado_bench_compare (const char *name, MadoBenchWork work, const char *floor_name, MadoBenchWork floor, gpointer load)
{
  double ours[N_ROUNDS], floors[N_ROUNDS];

  for (gsize i = 0; i < N_ROUNDS; i++) {
    ours[i] = measure (work, load);
    floors[i] = measure (floor, load);
  }
  qsort (ours, N_ROUNDS, sizeof *ours, compare_times);
  qsort (floors, N_ROUNDS, sizeof *floors, compare_times);
  printf ("%s: %.1f ms; floor (%s): %.1f ms; ratio %.2f\n", name, ours[MEDIAN], floor_name, floors[MEDIAN],
          ours[MEDIAN] / floors[MEDIAN]);
}

static double *
measure_wait (const MadoBenchWait *wait, guint n, gpointer load, double *floors)
{
  double *ours = g_new (double, n);

  for (guint i = 0; i < n; i++) {
    ours[i] = measure (wait->work, load);
    if (wait->between != NULL)
      wait->between (load);
    floors[i] = wait->floor != NULL ? measure (wait->floor, load) : 0;
  }
  qsort (ours, n, sizeof *ours, compare_times);
  qsort (floors, n, sizeof *floors, compare_times);

  return ours;
}

/**
 * mado_bench_spread:
 * @wait: what is waited for, in turns with its floor
 * @n: how often
 * @load: (nullable): what both work on
 *
 * Prints the median and the 99th percentile, of its floor as well, and the ratio of each.
 */
void
mado_bench_spread (const MadoBenchWait *wait, guint n, gpointer load)
{
  g_autofree double *floors = g_new0 (double, n);
  g_autofree double *ours = measure_wait (wait, n, load, floors);
  const guint middle = n / 2, late = n * 99 / 100;

  printf ("%s: p50 %.3f ms, p99 %.3f ms", wait->name, ours[middle], ours[late]);
  if (wait->floor != NULL)
    printf ("; floor (%s): p50 %.3f ms, p99 %.3f ms; ratio %.2f, %.2f", wait->floor_name, floors[middle], floors[late],
            ours[middle] / floors[middle], ours[late] / floors[late]);
  printf ("\n");
}

/**
 * mado_bench_say_memory:
 * @when: "after …"
 *
 * Prints what this process has in memory, and the most that it had.
 */
void
mado_bench_say_memory (const char *when)
{
  g_autofree char *status = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  const char *now = strstr (status, "VmRSS:"), *most = strstr (status, "VmHWM:");

  if (now != NULL && most != NULL)
    printf ("memory %s: %" G_GINT64_FORMAT " MB; at most: %" G_GINT64_FORMAT " MB\n", when,
            g_ascii_strtoll (now + strlen ("VmRSS:"), NULL, 10) / 1024,
            g_ascii_strtoll (most + strlen ("VmHWM:"), NULL, 10) / 1024);
}
