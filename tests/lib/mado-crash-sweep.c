/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many power cuts, and what is wrong after each. MADO_CRASH=EVENT:SEED tries one alone, as a failure was printed;
 * MADO_CRASH_ROUND=N tries others than the rounds before. */

#include "mado-crash-sweep.h"

#include <malloc.h>
#include <stdio.h>

#include "mado-crash-account.h"

#define N_SHOWN 5
#define LONGER 10             /* times as many cuts in a long test */
#define KEPT_MEMORY (1 << 28) /* bytes */
#define STRIDE 0.618034       /* of the way from one cut to the next: where the cuts of the next round are */

typedef struct {
  MadoCrashDisk *disk;
  MadoCrashReplay *replay;
  MadoCrashCheck check;
  gpointer data;
  guint n_failed;
} Sweep;

static void
try_cut (Sweep *sweep, guint n_events, guint seed)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_replay_cut (sweep->replay, n_events, seed);
  guint promise = mado_crash_account_get_promise (sweep->disk, n_events);
  const char *fault = sweep->check (disk, promise, sweep->data);

  if (fault != NULL && sweep->n_failed++ < N_SHOWN)
    g_test_message ("%s after %u promised, MADO_CRASH=%u:%u", fault, promise, n_events, seed);
}

/* A disk is made and freed for each cut: to give its memory back every time costs more than to fill it. */
static void
keep_memory (void)
{
  mallopt (M_TRIM_THRESHOLD, KEPT_MEMORY);
  mallopt (M_MMAP_THRESHOLD, KEPT_MEMORY / 8);
}

static void
try_all (Sweep *sweep, guint first, guint n_cuts)
{
  guint n_places = mado_crash_disk_count_events (sweep->disk) + 1 - first;
  const char *set = g_getenv ("MADO_CRASH_ROUND");
  guint round = set != NULL ? (guint) g_ascii_strtoull (set, NULL, 10) : 0;
  double shift = round * STRIDE - (guint) (round * STRIDE);

  for (guint i = 0; i < n_cuts; i++)
    try_cut (sweep, first + (guint) ((i + shift) * n_places / n_cuts), round * n_cuts + i);
  g_test_message ("%u cuts, %u wrong", n_cuts, sweep->n_failed);
}

/**
 * mado_crash_sweep:
 * @disk: a disk on which nobody works any more
 * @first: how many of its events come before the first cut
 * @n_cuts: how many cuts to try, spread evenly over the rest; ten times as many in a long test
 * @check: what must hold
 * @data: for @check
 *
 * Returns: after how many cuts it did not hold; the first of them are printed
 */
guint
mado_crash_sweep (MadoCrashDisk *disk, guint first, guint n_cuts, MadoCrashCheck check, gpointer data)
{
  g_autoptr (MadoCrashReplay) replay = mado_crash_replay_new (disk);
  Sweep sweep = { disk, replay, check, data, 0 };
  const char *only = g_getenv ("MADO_CRASH");
  guint n_events, seed;

  keep_memory ();
  if (only != NULL && sscanf (only, "%u:%u", &n_events, &seed) == 2)
    try_cut (&sweep, MIN (n_events, mado_crash_disk_count_events (disk)), seed);
  else
    try_all (&sweep, first, g_getenv ("MADO_LONG") != NULL ? n_cuts * LONGER : n_cuts);

  return sweep.n_failed;
}
