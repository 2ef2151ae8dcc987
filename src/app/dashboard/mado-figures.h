/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-milestone.h"
#include "mado-session.h"

G_BEGIN_DECLS

#define MADO_FIGURES_N_DAYS 14

/* How many cases are in a state that is not the end. */
typedef struct {
  const MadoState *state;
  gint64 count;
  gint64 late; /* of them: longer there than the programme allows */
} MadoFiguresState;

/* How it stands with a programme, as far as it is here: read from lists and counters that are kept as cases change,
 * never by going through the cases. */
typedef struct {
  MadoProgramme *programme;
  const MadoFormTally *tally; /* (nullable): of the programme: the figures are of these cases alone */
  GArray *states;             /* MadoFiguresState */
  gint64 n_open;
  gint64 n_late;
  gint64 n_deficient;
  int longest;    /* days of the case that has waited longest in its state; -1: none waits */
  MadoDate first; /* of the days */
  gint64 days[MADO_N_MILESTONES][MADO_FIGURES_N_DAYS];
  gint64 before[MADO_N_MILESTONES]; /* how many stand in the list before the first day */
} MadoFigures;

MadoFigures *mado_figures_load (MadoDatabase *reader,
                                MadoProgramme *programme,
                                const MadoFormTally *tally,
                                MadoDate today,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_figures_free (MadoFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFigures, mado_figures_free)

void mado_figures_load_async (MadoSession *session,
                              const MadoFormTally *tally,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MadoFigures *mado_figures_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

MadoDate mado_figures_get_day (const MadoFigures *self, guint index);

G_END_DECLS
