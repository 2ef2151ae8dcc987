/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes times in turns and says the ratio of their medians, or of the longest ones, too. */

#include "mado-bench.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* What each time took, by the clock and of a processor: on a machine that others use the clock says who else was there.
 */
typedef struct {
  double *passed;
  double *used;
} Times;

static void
clear_times (Times *times)
{
  g_free (times->passed);
  g_free (times->used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Times, clear_times)

/**
 * mado_bench_get_used:
 *
 * Returns: how many milliseconds of a processor this thread has used
 */
double
mado_bench_get_used (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);

  return (double) used.tv_sec * 1000 + (double) used.tv_nsec / 1e6;
}

static void
take_time (const Times *times, guint place, MadoBenchWork work, gpointer load)
{
  const double before = mado_bench_get_used ();

  times->passed[place] = measure (work, load);
  times->used[place] = mado_bench_get_used () - before;
}

static void
say_times (const Times *times, guint n)
{
  qsort (times->passed, n, sizeof (double), compare_times);
  qsort (times->used, n, sizeof (double), compare_times);
  printf ("p50 %.3f ms, p99 %.3f ms (of a processor %.3f, %.3f)", times->passed[n / 2], times->passed[n * 99 / 100],
          times->used[n / 2], times->used[n * 99 / 100]);
}

/**
 * mado_bench_spread:
 * @wait: what is waited for, in turns with its floor
 * @n: how often
 * @load: (nullable): what both work on
 *
 * Prints the median and the 99th percentile, of its floor as well, and the ratio of each.
 *
 * Returns: the ratio of the medians; 0 where there is no floor
 */
double
mado_bench_spread (const MadoBenchWait *wait, guint n, gpointer load)
{
  g_auto (Times) ours = { g_new (double, n), g_new (double, n) };
  g_auto (Times) floors = { g_new (double, n), g_new (double, n) };

  for (guint i = 0; i < n; i++) {
    take_time (&ours, i, wait->work, load);
    if (wait->between != NULL)
      wait->between (load);
    if (wait->floor != NULL)
      take_time (&floors, i, wait->floor, load);
  }
  printf ("%s: ", wait->name);
  say_times (&ours, n);
  if (wait->floor != NULL) {
    printf ("; floor (%s): ", wait->floor_name);
    say_times (&floors, n);
    printf ("; ratio %.2f, %.2f", ours.passed[n / 2] / floors.passed[n / 2],
            ours.passed[n * 99 / 100] / floors.passed[n * 99 / 100]);
  }
  printf ("\n");

  return wait->floor != NULL ? ours.passed[n / 2] / floors.passed[n / 2] : 0;
}

/**
 * mado_bench_judge:
 * @ratio: what was measured
 * @wanted: what was wanted
 * @is_most: whether more would be worse
 *
 * Prints whether it is what was wanted.
 */
void
mado_bench_judge (double ratio, double wanted, gboolean is_most)
{
  const gboolean is_met = is_most ? ratio <= wanted : ratio >= wanted;

  printf ("  wanted: at %s %.2f: %s\n", is_most ? "most" : "least", wanted, is_met ? "met" : "missed");
}

static double
take_rate (const MadoBenchRate *rate, gpointer load)
{
  const gint64 begin = g_get_monotonic_time ();
  const guint n_done = rate->work (load);

  return (double) n_done * G_TIME_SPAN_SECOND / (double) MAX (g_get_monotonic_time () - begin, 1);
}

/**
 * mado_bench_rates:
 * @rates: what is measured, and behind it what it is held against
 * @n_rates: all of them
 * @n_rounds: how often they take turns
 * @load: (nullable): what all work on
 *
 * Prints the medians, and the ratio of the first to each other.
 *
 * Returns: how much the first does in a second
 */
double
mado_bench_rates (const MadoBenchRate *rates, guint n_rates, guint n_rounds, gpointer load)
{
  g_autofree double *taken = g_new (double, n_rates *n_rounds);
  double first = 0;

  for (guint i = 0; i < n_rounds; i++)
    for (guint j = 0; j < n_rates; j++)
      taken[j * n_rounds + i] = take_rate (&rates[j], load);
  for (guint j = 0; j < n_rates; j++) {
    double *own = taken + j * n_rounds;

    qsort (own, n_rounds, sizeof *own, compare_times);
    if (j == 0) {
      first = own[n_rounds / 2];
      printf ("%s: %.0f a second (%.0f to %.0f)\n", rates[j].name, first, own[0], own[n_rounds - 1]);
      continue;
    }
    printf ("  %s: %.0f a second; ratio %.2f\n", rates[j].name, own[n_rounds / 2], first / own[n_rounds / 2]);
    if (rates[j].wanted > 0)
      mado_bench_judge (first / own[n_rounds / 2], rates[j].wanted, FALSE);
  }

  return first;
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

  (void) malloc_trim (0); /* ignored: whether there was anything to give back; what is free is not what is needed */
  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  const char *now = strstr (status, "VmRSS:"), *most = strstr (status, "VmHWM:");

  if (now != NULL && most != NULL)
    printf ("memory %s: %" G_GINT64_FORMAT " MB; at most: %" G_GINT64_FORMAT " MB\n", when,
            g_ascii_strtoll (now + strlen ("VmRSS:"), NULL, 10) / 1024,
            g_ascii_strtoll (most + strlen ("VmHWM:"), NULL, 10) / 1024);
}
