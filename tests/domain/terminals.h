/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* What terminals have: of all that is on record what their person may see. */

MadoEntity *terminals_project (const MadoProgramme *programme,
                               const MadoRecords *records,
                               MadoEntity *entity,
                               const MadoPerson *person);
void terminals_try (MadoJudge *judge,
                    const MadoRecords *records,
                    const MadoOperation *operation,
                    const MadoContext *context);
void terminals_assert_no_stricter (const MadoOutcome *at_terminal,
                                   const MadoOutcome *at_service,
                                   const MadoOperation *operation);
void terminals_compare (MadoJudge *judge,
                        const MadoRecords *records,
                        const MadoOperation *operation,
                        const MadoContext *context,
                        const MadoOutcome *outcome);

/* A seat at a terminal, with its person: what the service has, cut, with what was done there on top. */
typedef struct {
  MadoJudge *judge;
  const MadoRecords *whole;
  MadoPerson person;
  MadoRecords cut;
  MadoMemory *memory;
} Seat;

Seat *seat_new (MadoJudge *judge, const MadoRecords *whole, const MadoPerson *person) G_GNUC_WARN_UNUSED_RESULT;
void seat_free (Seat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seat, seat_free)

MadoEntity *seat_find (Seat *self, MadoId id) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *seat_do (Seat *self, const MadoOperation *operation, const MadoContext *service) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
