/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-layout.h"
#include "mado-letter-shelf.h"
#include "mado-letter-stage.h"

G_BEGIN_DECLS

/* Letters and runs in words, in the language of the program. */

const char *mado_letter_words_get_stage (MadoLetterStage stage);
const char *mado_letter_words_get_next (MadoLetterStage stage);
const char *mado_letter_words_get_leg (guint leg);
const char *mado_letter_words_get_sheet (MadoPiledState state);
const char *mado_letter_words_get_letter (const MadoProgramme *programme, const char *letter);
char *mado_letter_words_dup_title (const MadoEntity *run, const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
char *mado_letter_words_dup_count (gint64 count) G_GNUC_WARN_UNUSED_RESULT;
char *mado_letter_words_dup_late (int days) G_GNUC_WARN_UNUSED_RESULT;
char *mado_letter_words_dup_block (const char *block) G_GNUC_WARN_UNUSED_RESULT;
char *mado_letter_words_dup_area (const MadoLayoutArea *area) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_letter_words_get_style (const char *style);
const char *mado_letter_words_get_fault (const char *code);

G_END_DECLS
