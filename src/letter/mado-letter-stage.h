/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"

G_BEGIN_DECLS

/* Where a run stands, which says what is next. */
typedef enum {
  MADO_LETTER_STAGE_OPEN,     /* letters join; it is frozen next */
  MADO_LETTER_STAGE_FROZEN,   /* the sample is next */
  MADO_LETTER_STAGE_APPROVED, /* it is printed next */
  MADO_LETTER_STAGE_PRINTED,  /* sheets go into envelopes; the post office is next */
  MADO_LETTER_STAGE_SENDING,  /* the post office has it; that its letters are on their way is not written down yet */
  MADO_LETTER_STAGE_OVER,
  MADO_LETTER_N_STAGES,
} MadoLetterStage;

MadoLetterStage mado_letter_stage_find (const MadoEntity *run);
gboolean mado_letter_run_is_work_of (const MadoEntity *run, const char *account);
gboolean mado_letter_run_waits_for (const MadoEntity *run, const MadoProgramme *programme, const MadoPerson *person);
const char *mado_letter_code_get_message (const char *code);

G_END_DECLS
