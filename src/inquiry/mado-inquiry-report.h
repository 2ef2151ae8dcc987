/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-instant.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What the calls of a month came to: counts alone, nothing about anybody. */

#define MADO_INQUIRY_REPORT_N_HOURS 24
#define MADO_INQUIRY_REPORT_N_DAYS 31

typedef enum {
  MADO_INQUIRY_REPORT_ANSWERED, /* at once */
  MADO_INQUIRY_REPORT_CALL_BACK,
  MADO_INQUIRY_REPORT_ASK_WARD,
  MADO_INQUIRY_REPORT_UNKNOWN, /* nobody knows who called */
  MADO_INQUIRY_REPORT_N_OUTCOMES,
} MadoInquiryOutcome;

typedef struct {
  char *label; /* (nullable): of the programme; %NULL: the programme has it no more */
  char *id;
  guint counts[MADO_INQUIRY_REPORT_N_OUTCOMES];
} MadoInquiryTally;

/* How long callers waited for a call, or for the ward. */
typedef struct {
  guint n_open;  /* still wait */
  GArray *ended; /* (element-type gint64): minutes, the shortest first */
} MadoInquiryWaited;

typedef struct {
  MadoDate month; /* its first day */
  guint n;
  guint hours[MADO_INQUIRY_REPORT_N_HOURS];
  guint days[MADO_INQUIRY_REPORT_N_DAYS]; /* from 0 on */
  guint outcomes[MADO_INQUIRY_REPORT_N_OUTCOMES];
  GPtrArray *categories; /* (element-type MadoInquiryTally): as the programme has them */
  MadoInquiryWaited call_back, ward;
} MadoInquiryReport;

MadoInquiryReport *mado_inquiry_report_new (const MadoProgramme *programme, MadoDate month) G_GNUC_WARN_UNUSED_RESULT;
void mado_inquiry_report_free (MadoInquiryReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoInquiryReport, mado_inquiry_report_free)

void mado_inquiry_report_count (MadoInquiryReport *self, const MadoEntity *inquiry);

const char *mado_inquiry_report_get_outcome_name (MadoInquiryOutcome outcome);
guint mado_inquiry_report_get_n_days (const MadoInquiryReport *self);
guint mado_inquiry_tally_sum (const MadoInquiryTally *self);
gint64 mado_inquiry_waited_get_median (const MadoInquiryWaited *self);
gint64 mado_inquiry_waited_get_longest (const MadoInquiryWaited *self);

G_END_DECLS
