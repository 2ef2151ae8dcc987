/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-job.h"

G_BEGIN_DECLS

/* How much a packet would take along: counted while whoever makes it still chooses. Tells with "changed". */
#define MADO_TYPE_PACKET_COUNTER (mado_packet_counter_get_type ())
G_DECLARE_FINAL_TYPE (MadoPacketCounter, mado_packet_counter, MADO, PACKET_COUNTER, GObject)

MadoPacketCounter *mado_packet_counter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_packet_counter_begin (MadoPacketCounter *self, MadoPacketJob *job);

const MadoPacketCount *mado_packet_counter_get (MadoPacketCounter *self);
const char *mado_packet_counter_get_fault (MadoPacketCounter *self);
const char *mado_packet_counter_get_odd (MadoPacketCounter *self);

G_END_DECLS
