/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists of cases have in common for whoever opens the cases. */

#include "mado-case-run.h"

G_DEFINE_INTERFACE (MadoCaseRun, mado_case_run, G_TYPE_OBJECT)

static guint opened_signal, placed_signal;

static void
mado_case_run_default_init (MadoCaseRunInterface *iface)
{
  opened_signal = g_signal_new ("opened", MADO_TYPE_CASE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_POINTER, G_TYPE_STRING);
  placed_signal = g_signal_new ("placed", MADO_TYPE_CASE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_POINTER, G_TYPE_STRING);
}

/**
 * mado_case_run_step:
 * @self: a run of cases
 * @direction: 1: to the next, -1: to the previous one
 *
 * Opens another case; at the ends nothing happens.
 *
 * Returns: whether there is one
 */
gboolean
mado_case_run_step (MadoCaseRun *self, int direction)
{
  return MADO_CASE_RUN_GET_IFACE (self)->step (self, direction);
}

/**
 * mado_case_run_peek:
 * @self: a run of cases
 *
 * Returns: what the next step forward would open, or %MADO_ID_NONE where that is not known or there is none
 */
MadoId
mado_case_run_peek (MadoCaseRun *self)
{
  const MadoCaseRunInterface *iface = MADO_CASE_RUN_GET_IFACE (self);

  return iface->peek != NULL ? iface->peek (self) : MADO_ID_NONE;
}

/**
 * mado_case_run_emit_opened:
 * @self: a run of cases
 * @id: the case that is to be shown
 * @position: where it stands, for people
 */
void
mado_case_run_emit_opened (MadoCaseRun *self, MadoId id, const char *position)
{
  g_signal_emit (self, opened_signal, 0, &id, position);
}

/**
 * mado_case_run_emit_placed:
 * @self: a run of cases
 * @id: a case that was opened from it
 * @position: where it stands now that others have come or gone, for people
 */
void
mado_case_run_emit_placed (MadoCaseRun *self, MadoId id, const char *position)
{
  g_signal_emit (self, placed_signal, 0, &id, position);
}
