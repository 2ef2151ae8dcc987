/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry-sheet.h"

G_BEGIN_DECLS

/* How inquiries are told to people. */

typedef struct {
  const char *id;
  const char *label; /* not yet translated */
} MadoInquiryWord;

/* In the order in which people choose from them; ends with an id of %NULL. */
extern const MadoInquiryWord mado_inquiry_outcomes[];

const char *mado_inquiry_words_get_category (const MadoProgramme *programme, const char *category);
const char *mado_inquiry_words_get_outcome (const char *outcome);
const char *mado_inquiry_words_get_entry (const char *what);
const char *mado_inquiry_words_get_standing (const MadoInquirySheet *sheet);
char *mado_inquiry_words_dup_title (const MadoInquirySheet *sheet) G_GNUC_WARN_UNUSED_RESULT;
char *mado_inquiry_words_dup_due (const MadoInquirySheet *sheet,
                                  MadoInquiryWait wait,
                                  MadoDate today) G_GNUC_WARN_UNUSED_RESULT;

char *mado_inquiry_words_dup_line (const MadoProgramme *programme,
                                   const MadoInquirySheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
