/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What whoever signs a step of a hand-over is asked. */

typedef enum {
  MADO_STEP_FIELD_TEXT,
  MADO_STEP_FIELD_WORD, /* a number of a bag, a seal: no input method */
  MADO_STEP_FIELD_COUNT,
  MADO_STEP_FIELD_DAY,
  MADO_STEP_FIELD_PERSON, /* of the register */
  MADO_STEP_FIELD_FLAG,
} MadoStepFieldKind;

typedef enum {
  MADO_STEP_FIELD_ALWAYS,
  MADO_STEP_FIELD_OF_DATA,  /* only where the entry has it */
  MADO_STEP_FIELD_OPTIONAL, /* may be left empty */
  MADO_STEP_FIELD_BY_PAPER, /* only where a shop without the program is signed for */
} MadoStepFieldNeed;

typedef struct {
  const char *step; /* NULL ends a table */
  const char *member;
  const char *label; /* a key of the translation */
  MadoStepFieldKind kind;
  MadoStepFieldNeed need;
} MadoStepField;

extern const MadoStepField mado_step_fields[];         /* of all steps */
extern const MadoStepField mado_step_fields_to_mend[]; /* what an entry may say that is corrected */

G_END_DECLS
