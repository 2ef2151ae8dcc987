/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-erasure-report.h"
#include "mado-handover-book.h"

G_BEGIN_DECLS

/* What the report of erasure says of data: out of the erasures that two people agreed on, and of nothing else. */
typedef struct {
  MadoErasedData data; /* of the rest */

  /*< private >*/
  GArray *places;
  GArray *remains;
  GStringChunk *words;
} MadoTermReport;

MadoTermReport *mado_term_report_new (const MadoHandoverBook *book, const GArray *remains) G_GNUC_WARN_UNUSED_RESULT;
void mado_term_report_free (MadoTermReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTermReport, mado_term_report_free)

char *mado_term_erasure_dup_content (const MadoEntity *erasure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
