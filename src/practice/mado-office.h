/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"
#include "mado-route.h"

G_BEGIN_DECLS

/* An office that works through a year: its counter, the payments that it collects, and the day that it is. */
typedef struct {
  MadoCounter *counter;
  const MadoProgramme *programme;
  const MadoRoute *route;
  const MadoScenery *scenery;
  int day; /* office days since it opened */

  /*< private >*/
  GHashTable *batches; /* packet → MadoId: those that are open */
} MadoOffice;

MadoOffice *mado_office_new (MadoCounter *counter,
                             const MadoRoute *route,
                             const MadoScenery *scenery) G_GNUC_WARN_UNUSED_RESULT;
void mado_office_free (MadoOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOffice, mado_office_free)

void mado_office_open (MadoOffice *self, MadoDate date, int day);
void mado_office_pass_time (MadoOffice *self);
int mado_office_get_next_payment (const MadoOffice *self);
MadoId mado_office_get_batch (MadoOffice *self, const char *packet);
void mado_office_close_batches (MadoOffice *self);

G_END_DECLS
