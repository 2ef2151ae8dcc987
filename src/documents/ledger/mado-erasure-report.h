/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-ledger-words.h"

G_BEGIN_DECLS

/* An electronic place where data were, and that they are gone. */
typedef struct {
  const char *place;
  const char *content;
  const char *method;
  gint64 at; /* milliseconds since 1970 */
  const char *person;
  const char *witness;
} MadoErasedPlace;

/* Records that stay and name something that is gone. */
typedef struct {
  const char *what;
  guint count;
} MadoErasedRemains;

/* Data in electronic form. */
typedef struct {
  const MadoErasedPlace *places; /* (array length=n_places) */
  guint n_places;
  const MadoErasedRemains *remains; /* (array length=n_remains) */
  guint n_remains;
} MadoErasedData;

#define MADO_ERASURE_OPEN "E_OPEN" /* the hand-over of that number is not closed */

MadoManuscript *mado_erasure_report_write (const GPtrArray *handovers,
                                           const MadoErasedData *data,
                                           const GPtrArray *people,
                                           const MadoLedgerHeading *heading,
                                           MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
