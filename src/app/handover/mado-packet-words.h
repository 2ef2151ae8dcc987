/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-finding.h"
#include "mado-handover-making.h"

G_BEGIN_DECLS

/* The words for making a packet: how far it is, what is odd in it, and why there is none. */

const char *mado_packet_words_get_stage (MadoMakingStage stage);
char *mado_packet_words_dup_findings (const MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
char *mado_packet_words_dup_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
