/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-disk.h"
#include "sim-tally.h"

G_BEGIN_DECLS

/* A world of terminals, a service and the line between them, in which whatever can go wrong does, and which is then
 * left in peace. It goes by a clock of its own; the same seed gives the same world. */

typedef struct {
  SimDiskMaker make_disk; /* what its terminals keep their things on */
  guint longest_trouble;  /* seconds */
} SimKind;

char *sim_world_run (guint64 seed, const SimKind *kind, SimTally *tally) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
