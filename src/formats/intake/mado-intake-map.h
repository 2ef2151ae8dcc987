/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-form-reader.h"
#include "mado-intake-type.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* An item that a form brings. */
typedef struct {
  const MadoItem *item;
  const MadoIntakeType *type;
  MadoIntakeWords *words;   /* (nullable) */
  const char *heading;      /* that means it; the first, where several do */
  const char *kana_heading; /* (nullable): of a name, how it is read */
  char *kana_key;           /* what the form's reader calls that column */
} MadoIntakeField;

/* A programme's map of a form, made ready for reading. */
typedef struct {
  const MadoFormMap *map;
  MadoFormHeadings *headings;
  GPtrArray *fields; /* (element-type MadoIntakeField) */
} MadoIntakeMap;

GPtrArray *mado_intake_maps_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
const MadoIntakeMap *mado_intake_maps_choose (const GPtrArray *maps,
                                              const MadoCsvReader *headings,
                                              MadoDate today,
                                              MadoFindings *findings);

G_END_DECLS
