/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A boundary at which a test lets the process die: MADO_FAULT_AT=NAME:N kills it, as kill -9 does, when it comes to
 * NAME for the N-th time. All names stand in tests/faults/points.txt. What is shipped knows nothing of it. */
#ifdef MADO_FAULT_POINTS
void mado_fault_point (const char *name);
#else
#define mado_fault_point(name) ((void) 0)
#endif

G_END_DECLS
