/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-finding.h"
#include "mado-judge.h"
#include "mado-packet-content.h"

G_BEGIN_DECLS

/* The table of a packet: a row for each case, or for each of its rights that is ordered, with what its receiver may
 * have and nothing else. */

/* What is odd in a case; the record of a finding is the case, from 1, its field an item. */
#define MADO_PACKET_FINDING_PROTECTED "W_PROTECTED" /* left empty: it would tell where a protected person lives */
#define MADO_PACKET_FINDING_CUT "E_CUT"             /* the case is not all here */
#define MADO_PACKET_FINDING_CHARSET "E_CHARSET"     /* the encoding does not have one of its characters */
#define MADO_PACKET_FINDING_VALUE "E_VALUE"         /* not of the item's kind */
#define MADO_PACKET_FINDING_WHEN "E_WHEN"           /* whether it goes cannot be judged */
#define MADO_PACKET_FINDING_NO_RIGHT "E_NO_RIGHT"   /* no right of it is ordered: there is nothing to pay */

typedef struct _MadoPacketTable MadoPacketTable;

MadoPacketTable *mado_packet_table_new (MadoJudge *judge, const char *packet, MadoDate today, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_packet_table_free (MadoPacketTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPacketTable, mado_packet_table_free)

gboolean mado_packet_table_add (MadoPacketTable *self,
                                const MadoEntity *entity,
                                MadoFindings *findings,
                                GError **error);
const MadoPacket *mado_packet_table_get_packet (const MadoPacketTable *self);
gint64 mado_packet_table_get_n_rows (const MadoPacketTable *self);
MadoPacketContent *mado_packet_table_finish (MadoPacketTable *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
