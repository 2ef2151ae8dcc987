/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measuring: a piece of work beside a floor, the least that the same bytes could cost, in turns on the same machine. */

typedef void (*MadoBenchWork) (gpointer load);

double mado_bench_compare (
    const char *name, MadoBenchWork work, const char *floor_name, MadoBenchWork floor, gpointer load);

G_END_DECLS
