/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums. */

#include "sim-tally.h"

/**
 * sim_tally_add:
 * @self: a tally
 * @more: what is added to it
 */
void
sim_tally_add (SimTally *self, const SimTally *more)
{
  self->n_worlds += more->n_worlds;
  self->n_saved += more->n_saved;
  self->n_entries += more->n_entries;
  self->n_applied += more->n_applied;
  self->n_conflicts += more->n_conflicts;
  self->n_refused += more->n_refused;
  self->n_withdrawn += more->n_withdrawn;
  self->n_failovers += more->n_failovers;
  self->n_restores += more->n_restores;
  self->n_rollbacks += more->n_rollbacks;
  self->n_loadings += more->n_loadings;
  self->n_sign_outs += more->n_sign_outs;
  self->n_role_changes += more->n_role_changes;
}

#define NUMBER "%" G_GUINT64_FORMAT

/**
 * sim_tally_describe:
 * @self: a tally
 *
 * Returns: (transfer full): it in words
 */
char *
sim_tally_describe (const SimTally *self)
{
  return g_strdup_printf (NUMBER " worlds: " NUMBER " operations saved, " NUMBER " in the logs at the end (" NUMBER
                                 " applied, " NUMBER " in conflict, " NUMBER " refused), " NUMBER " taken back; " NUMBER
                                 " failovers, " NUMBER " restores, " NUMBER " disks put back, " NUMBER
                                 " loadings, " NUMBER " sessions ended, " NUMBER " changes of roles",
                          self->n_worlds, self->n_saved, self->n_entries, self->n_applied, self->n_conflicts,
                          self->n_refused, self->n_withdrawn, self->n_failovers, self->n_restores, self->n_rollbacks,
                          self->n_loadings, self->n_sign_outs, self->n_role_changes);
}
