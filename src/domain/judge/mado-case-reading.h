/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-judge.h"
#include "mado-programme-book.h"

G_BEGIN_DECLS

/* The body of a case, read as values for books of rules. */

/* Where the value of a book comes from: worked out once, for all cases. */
typedef struct _MadoCaseSource MadoCaseSource;

/* The body that is being read. Its texts are borrowed from it. */
typedef struct {
  yyjson_val *items;
  yyjson_val *notes;
  yyjson_val *seen;
  yyjson_val *row; /* (nullable): the items of a row */
  MadoRuleValue facts[MADO_BOOK_N_FACTS];
  const MadoRuleValue *results; /* (nullable): of the ground book */
  const MadoRuleValue *totals;  /* (nullable): in the order of the programme */
  char today[MADO_DATE_ISO_SIZE];
  char day[MADO_DATE_ISO_SIZE];
} MadoCaseReading;

MadoCaseSource *mado_case_sources_new (const MadoProgrammeBook *book) G_GNUC_WARN_UNUSED_RESULT;

void mado_case_reading_begin (MadoCaseReading *self,
                              const MadoProgramme *programme,
                              const yyjson_val *body,
                              const char *state,
                              MadoCaseDays days);
gboolean mado_case_reading_fill (
    const MadoCaseReading *self, const MadoCaseSource *sources, guint n_sources, MadoRuleValue *values, GError **error);

G_END_DECLS
