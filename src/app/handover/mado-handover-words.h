/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-sheet.h"

G_BEGIN_DECLS

/* The ledger in words of the user's language. */

const char *mado_handover_words_get_kind (const MadoEntity *handover);
const char *mado_handover_words_get_state (const char *state);
const char *mado_handover_words_get_leg (const char *step);
const char *mado_handover_words_get_act (const MadoEntity *handover, const char *step);

char *mado_handover_words_dup_title (const MadoEntity *handover) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_quantity (yyjson_val *body) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_moment (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_day (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_obstacle (const MadoHandoverNext *next) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_pledge (const MadoEntity *handover, const char *step) G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_details (const MadoEntity *handover, yyjson_val *entry) G_GNUC_WARN_UNUSED_RESULT;

/* Of what is erased because its term is over. */
char *mado_handover_words_dup_counts (guint cases, guint inquiries, guint notices, guint recoveries)
    G_GNUC_WARN_UNUSED_RESULT;
char *mado_handover_words_dup_erased (const MadoEntity *erasure) G_GNUC_WARN_UNUSED_RESULT;
void mado_handover_words_add_stamp (GString *out, const GPtrArray *people, yyjson_val *stamp, const char *label);

G_END_DECLS
