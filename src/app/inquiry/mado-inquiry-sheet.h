/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-title.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* An inquiry as somebody reads it: cut to what this person may see, with the case that it is about, what is still owed
 * and since when, and what this person may do with it. It never changes; a newer one takes its place. */

typedef enum {
  MADO_INQUIRY_CALL_BACK, /* the caller waits for a call */
  MADO_INQUIRY_ASK_WARD,  /* the ward was asked */
  MADO_INQUIRY_N_WAITS,
} MadoInquiryWait;

typedef enum {
  MADO_INQUIRY_MAY_ANSWER = 1 << 0,
  MADO_INQUIRY_MAY_CALL = 1 << 1, /* a call back is owed: it was made, or nobody was reached */
  MADO_INQUIRY_MAY_ASK = 1 << 2,
  MADO_INQUIRY_MAY_REPLY = 1 << 3, /* for the ward */
  MADO_INQUIRY_MAY_CLOSE = 1 << 4,
  MADO_INQUIRY_MAY_LINK = 1 << 5,
} MadoInquiryMay;

typedef struct {
  MadoEntity *inquiry; /* as the person may see it */
  MadoEntity *subject; /* (nullable): its case, as it is in the file */
  MadoCaseTitle title; /* of the case; all empty where there is none, or it is not for this person */
  MadoInquiryMay may;
} MadoInquirySheet;

gboolean mado_inquiry_sheet_read (const MadoProgramme *programme,
                                  const MadoPerson *person,
                                  MadoEntity *inquiry,
                                  MadoEntity *subject,
                                  MadoInquirySheet **out_sheet,
                                  GError **error);
MadoInquirySheet *mado_inquiry_sheet_ref (MadoInquirySheet *self);
void mado_inquiry_sheet_unref (MadoInquirySheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoInquirySheet, mado_inquiry_sheet_unref)

gboolean mado_inquiry_sheet_waits (const MadoInquirySheet *self, MadoInquiryWait wait);
const char *mado_inquiry_sheet_get_due (const MadoInquirySheet *self, MadoInquiryWait wait);
gint64 mado_inquiry_sheet_get_call_time (const MadoInquirySheet *self);
gboolean mado_inquiry_sheet_is_overdue (const MadoInquirySheet *self, MadoInquiryWait wait, MadoDate today);
gboolean mado_inquiry_sheet_is_late (const MadoInquirySheet *self, MadoDate today);
gboolean mado_inquiry_sheet_has_reply (const MadoInquirySheet *self);
gboolean mado_inquiry_sheet_needs_reason (const MadoInquirySheet *self);
gint64 mado_inquiry_sheet_get_time (const MadoInquirySheet *self);
const char *mado_inquiry_sheet_get_question (const MadoInquirySheet *self);
int mado_inquiry_sheet_compare_due (const MadoInquirySheet *a, const MadoInquirySheet *b, MadoInquiryWait wait);

G_END_DECLS
