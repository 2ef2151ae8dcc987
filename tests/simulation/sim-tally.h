/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened in a world, or in many. */
typedef struct {
  guint64 n_worlds;
  guint64 n_saved;
  guint64 n_entries; /* that are in the logs at the end; what follows is of those */
  guint64 n_applied;
  guint64 n_conflicts;
  guint64 n_refused;
  guint64 n_withdrawn;
  guint64 n_failovers;
  guint64 n_restores;
  guint64 n_rollbacks; /* of a terminal's disk */
  guint64 n_loadings;
  guint64 n_sign_outs; /* that the terminal had no part in */
  guint64 n_role_changes;
} SimTally;

void sim_tally_add (SimTally *self, const SimTally *more);
char *sim_tally_describe (const SimTally *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
