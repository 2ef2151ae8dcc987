/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes times in turns and says the ratio of their medians. */

#include "mado-bench.h"

#include <stdio.h>
#include <stdlib.h>

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
 *
 * Returns: the time of the work, in milliseconds
 */
double
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

  return ours[MEDIAN];
}
