/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry-report.h"
#include "mado-manuscript.h"

G_BEGIN_DECLS

/* 問合せ月報: what the contractor hands in to the ward each month, as a form and as a spreadsheet. */

const char *mado_inquiry_report_get_outcome_words (MadoInquiryOutcome outcome);
char *mado_inquiry_report_write_month (MadoDate month) G_GNUC_WARN_UNUSED_RESULT;
char *mado_inquiry_report_write_minutes (gint64 minutes) G_GNUC_WARN_UNUSED_RESULT;

MadoManuscript *mado_inquiry_report_write (const MadoInquiryReport *report,
                                           const MadoProgramme *programme,
                                           MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_inquiry_report_write_workbook (const MadoInquiryReport *report,
                                            const MadoProgramme *programme,
                                            MadoDate day,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
