/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-answered-row.h"
#include "mado-batch-stage.h"

G_BEGIN_DECLS

/* Money in words of the user's language. */

char *mado_money_words_dup_title (const MadoEntity *batch, const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_count (gint64 count, gint64 sum) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_tally (const MadoBatchTally *tally) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_stamp (yyjson_val *stamp, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_reason (const MadoProgramme *programme,
                                   const char *code,
                                   const char *subject) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_recovery (const MadoEntity *recovery) G_GNUC_WARN_UNUSED_RESULT;
char *mado_money_words_dup_items (const GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_money_words_get_way (const MadoProgramme *programme, const MadoTransition *way);
const char *mado_money_words_get_stage (MadoBatchStage stage);
const char *mado_money_words_get_next (MadoBatchStage stage);
const char *mado_money_words_get_answered (MadoAnsweredState state);
const char *mado_money_words_get_fault (const GError *error);

G_END_DECLS
