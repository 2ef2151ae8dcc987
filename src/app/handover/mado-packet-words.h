/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-finding.h"
#include "mado-handover-making.h"
#include "mado-packet-job.h"

G_BEGIN_DECLS

/* The words for making a packet: what is signed for, how far it is, what is odd in it, and why there is none. */

/* What whoever makes a packet puts their name to. */
typedef struct {
  const char *number; /* of the medium; "": not typed yet */
  const char *content;
  const char *receiver;
  guint n_items; /* of each case; 0: it is no table */
  MadoPacketCount count;
} MadoPacketPledge;

const char *mado_packet_words_get_stage (MadoMakingStage stage);
char *mado_packet_words_dup_pledge (const MadoPacketPledge *pledge) G_GNUC_WARN_UNUSED_RESULT;
char *mado_packet_words_dup_findings (const MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
char *mado_packet_words_dup_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
