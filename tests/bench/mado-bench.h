/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measuring: a piece of work beside a floor, the least that the same bytes could cost, in turns on the same machine. */

typedef void (*MadoBenchWork) (gpointer load);

double mado_bench_compare (
    const char *name, MadoBenchWork work, const char *floor_name, MadoBenchWork floor, gpointer load);

/* Something that somebody waits for, many times: how long in the middle, and how long at worst but for one in 100. */
typedef struct {
  const char *name;
  MadoBenchWork work;
  const char *floor_name; /* (nullable) */
  MadoBenchWork floor;    /* (nullable): for whom there is none */
  MadoBenchWork between;  /* (nullable): what neither is to be measured with */
} MadoBenchWait;

double mado_bench_spread (const MadoBenchWait *wait, guint n, gpointer load);
/* How much is done in a second, beside what else could do it: @work says how much it did. */
typedef struct {
  const char *name;
  guint (*work) (gpointer load);
  double wanted; /* of the first's rate over this one's, at least; 0: nothing is */
} MadoBenchRate;

double mado_bench_rates (const MadoBenchRate *rates, guint n_rates, guint n_rounds, gpointer load);
void mado_bench_judge (double ratio, double wanted, gboolean is_most);
double mado_bench_get_used (void);
void mado_bench_say_memory (const char *when);

G_END_DECLS
