/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "sim-chance.h"

G_BEGIN_DECLS

/* Somebody who works at a terminal, on whatever is shown there. */
typedef struct {
  MadoPerson person;
  const char *terminal;
  SimChance *chance;
  MadoIdSequence ids;
} SimPerson;

MadoId sim_person_draw_id (SimPerson *self, MadoInstant now);
GPtrArray *sim_person_decide (SimPerson *self, const GPtrArray *cases, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *sim_person_receive (SimPerson *self, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *sim_person_write_number (SimPerson *self,
                                        const MadoEntity *entity,
                                        const char *number,
                                        MadoId group,
                                        MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *sim_person_take_back (SimPerson *self,
                                     const MadoOperation *operation,
                                     MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
