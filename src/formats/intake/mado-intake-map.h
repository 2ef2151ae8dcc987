/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-form-reader.h"
#include "mado-intake-type.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What becomes of the rows of a file. */
typedef enum {
  MADO_INTAKE_BEGINS, /* each becomes a case */
  MADO_INTAKE_MOVES,  /* each names a case that is there, and what is done with it */
  MADO_INTAKE_LOOKS,  /* each is kept beside the cases, for who looks something up */
} MadoIntakePurpose;

/* An item that a form brings, or a part of an account that a register brings. */
typedef struct {
  const MadoItem *item;
  const MadoIntakeType *type;
  const char *part;         /* of an account; "": the item as it is */
  MadoIntakeWords *words;   /* (nullable) */
  const char *heading;      /* that means it; the first, where several do */
  const char *kana_heading; /* (nullable): of a name, how it is read */
  char *key;                /* what the form's reader calls the column */
  char *kana_key;           /* the same of how it is read */
} MadoIntakeField;

/* A programme's map of a form, made ready for reading. */
typedef struct {
  const MadoFormMap *map;
  const MadoTransition *transition; /* (nullable): %NULL: it moves no case, or the programme cannot do it */
  MadoIntakePurpose purpose;
  char *gather_key; /* (nullable): what the reader calls the column whose number rows of one case share */
  MadoFormHeadings *headings;
  GPtrArray *fields; /* (element-type MadoIntakeField) */
} MadoIntakeMap;

GPtrArray *mado_intake_maps_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
const MadoIntakeMap *mado_intake_maps_choose (const GPtrArray *maps,
                                              const MadoCsvReader *headings,
                                              MadoDate today,
                                              MadoFindings *findings);

const MadoTransition *mado_intake_find_transition (const MadoProgramme *programme);

G_END_DECLS
