/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-packet-table.h"

G_BEGIN_DECLS

/* Which cases of a profile go out: those that a packet of the programme is meant for, or of them those of a work list
 * or of a batch. */
typedef struct {
  const char *packet;
  const char *queue; /* (nullable): these alone */
  MadoId batch;      /* these alone; MADO_ID_NONE: all */
} MadoPacketChoice;

typedef struct {
  const MadoPacket *packet;   /* of the programme */
  const char *purpose;        /* what it is called */
  MadoPacketContent *content; /* the table */
  GArray *cases;              /* (element-type MadoId): whose rows are in it */
  MadoId run;                 /* of the letters that they are; MADO_ID_NONE: they are none */
} MadoChosenCases;

MadoChosenCases *mado_packet_choice_gather (const MadoPacketChoice *self,
                                            MadoDesk *desk,
                                            MadoDate today,
                                            MadoFindings *findings,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_chosen_cases_free (MadoChosenCases *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChosenCases, mado_chosen_cases_free)

GBytes *mado_chosen_cases_list (const MadoChosenCases *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
