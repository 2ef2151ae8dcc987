/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"
#include "mado-rehearsal.h"
#include "mado-roll-page.h"

G_BEGIN_DECLS

/* A programme, tried on the file of a web form before anybody works by it: what would become of its rows, in numbers.
 * What people typed is not shown; rows are named by their numbers. */
typedef struct {
  MadoProgramme *programme;
  char *file; /* its name */
  MadoRehearsal *result;
} MadoProgrammeTrial;

void mado_programme_trial_free (MadoProgrammeTrial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoProgrammeTrial, mado_programme_trial_free)

void mado_programme_trial_run_async (MadoProgramme *programme,
                                     GFile *file,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MadoProgrammeTrial *mado_programme_trial_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_programme_trial_show (const MadoProgrammeTrial *self, MadoRollPage *page);

G_END_DECLS
