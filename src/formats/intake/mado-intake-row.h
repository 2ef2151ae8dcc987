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
  gboolean is_first_part; /* of an account, or no part */
  gboolean is_shared;     /* earlier columns mean the same item; they speak where the last is empty */
} MadoIntakePlace;

/* What the rows of a file have in common. */
typedef struct {
  const MadoProgramme *programme;
  const MadoIntakeMap *map;
  MadoDate today;
  GArray *places;      /* MadoIntakePlace */
  gboolean *placed;    /* (array): by column, whether a field speaks of it */
  guint gather_column; /* whose number rows of one case share; 0: a row is a case */
} MadoIntakeTable;

/* A row of a form's file, as it would become a case, or as what it does with one. */
typedef struct {
  const MadoFormRecord
      *record; /* (nullable): with all findings; what was typed stands there; %NULL: gathered of many */
  MadoIntakeState state;
  char *receipt;        /* (nullable): "logo:12345" */
  yyjson_mut_doc *doc;  /* (nullable): of the body */
  yyjson_mut_val *body; /* (nullable): of the operation "case.move"; of a reference: {"items"} */
  char *content;        /* (nullable): SHA-256 of what it says, by which it is known when it comes again */
  GPtrArray *changed;   /* (element-type MadoItem): that say something else on record; whole where it is changed */
  MadoId holder;        /* the case that is there; MADO_ID_NONE */
  gint64 base;          /* its version */
} MadoIntakeRow;

MadoIntakeRow *mado_intake_row_new (const MadoIntakeTable *table,
                                    const MadoFormRecord *record) G_GNUC_WARN_UNUSED_RESULT;
MadoIntakeRow *mado_intake_row_new_gathered (const char *receipt) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_intake_row_join (MadoIntakeRow *self, const MadoIntakeRow *row);
void mado_intake_row_finish (MadoIntakeRow *self);
void mado_intake_row_free (MadoIntakeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoIntakeRow, mado_intake_row_free)

gboolean mado_intake_row_compare (MadoIntakeRow *self,
                                  const MadoIntakeTable *table,
                                  const MadoRecords *records,
                                  GError **error);
yyjson_mut_val *mado_intake_edits_find (yyjson_mut_val *edits, yyjson_mut_val *item, yyjson_mut_val *row);
const char *mado_intake_state_get_name (MadoIntakeState state);

G_END_DECLS
