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

void mado_bench_spread (const MadoBenchWait *wait, guint n, gpointer load);
void mado_bench_say_memory (const char *when);

G_END_DECLS
