/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-map.h"
#include "mado-records.h"

G_BEGIN_DECLS

/* What a row of a form's file is to the cases on record. */
typedef enum {
  MADO_INTAKE_NEW,      /* its receipt number is on no case */
  MADO_INTAKE_SAME,     /* it was taken in before, and says the same */
  MADO_INTAKE_CHANGED,  /* it was taken in before, and says something else: a person has to look */
  MADO_INTAKE_REPLACED, /* a later row of the file replaces it */
  MADO_INTAKE_REFUSED,  /* its shape or its number is in doubt */
} MadoIntakeState;

/* Where a field's values stand in one file; 0: nowhere. */
typedef struct {
  const MadoIntakeField *field;
  guint column;
  guint kana_column;
  gboolean is_shared; /* earlier columns mean the same item; they speak where the last is empty */
} MadoIntakePlace;

/* What the rows of a file have in common. */
typedef struct {
  const MadoProgramme *programme;
  const MadoTransition *transition; /* that receives */
  const MadoIntakeMap *map;
  GArray *places;   /* MadoIntakePlace */
  gboolean *placed; /* (array): by column, whether a field speaks of it */
} MadoIntakeTable;

/* A row of a form's file, as it would become a case. */
typedef struct {
  const MadoFormRecord *record; /* with all findings; what was typed stands there */
  MadoIntakeState state;
  char *receipt;        /* (nullable): "logo:12345" */
  yyjson_mut_doc *doc;  /* (nullable): of the body */
  yyjson_mut_val *body; /* (nullable): of the operation "case.move" that receives it */
  GPtrArray *changed;   /* (element-type MadoItem): that say something else on record; whole where it is changed */
} MadoIntakeRow;

MadoIntakeRow *mado_intake_row_new (const MadoIntakeTable *table,
                                    const MadoFormRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_row_free (MadoIntakeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoIntakeRow, mado_intake_row_free)

gboolean mado_intake_row_compare (MadoIntakeRow *self,
                                  const MadoIntakeTable *table,
                                  const MadoRecords *records,
                                  GError **error);
const char *mado_intake_state_get_name (MadoIntakeState state);

G_END_DECLS
