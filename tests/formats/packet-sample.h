/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-opening.h"
#include "mado-packet-seal.h"

G_BEGIN_DECLS

/* A packet for tests: two rows and 150,000 yen, for the ward. */

#define PACKET_SAMPLE_ROWS 2
#define PACKET_SAMPLE_AMOUNT 150000

MadoSigningKey *packet_sample_key (guint8 number) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *packet_sample_password (const char *text) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *packet_sample_contents (void) G_GNUC_WARN_UNUSED_RESULT;
GBytes *packet_sample_seal (const GPtrArray *contents, const MadoSigningKey *key) G_GNUC_WARN_UNUSED_RESULT;
MadoOpenedPacket *packet_sample_open (GBytes *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define PACKET_SAMPLE_PASSWORD "23456789ABCDEFGHJKLMNPQR"
#define PACKET_SAMPLE_MAKER 1 /* the number of the key whose packets are taken */

G_END_DECLS
