/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-manifest.h"

G_BEGIN_DECLS

MadoPacketContent *mado_packet_read_me_write (const MadoPacketHeading *heading,
                                              const char *receiver,
                                              const GPtrArray *contents) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
