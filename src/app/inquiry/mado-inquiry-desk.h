/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* What its user may do with an inquiry: one text, a day where one is promised, and a button for each act. */
#define MADO_TYPE_INQUIRY_DESK (mado_inquiry_desk_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiryDesk, mado_inquiry_desk, MADO, INQUIRY_DESK, AdwBin)

void mado_inquiry_desk_open (MadoInquiryDesk *self, MadoSession *session, MadoInquirySheet *sheet);
void mado_inquiry_desk_show (MadoInquiryDesk *self, MadoInquirySheet *sheet);
void mado_inquiry_desk_close (MadoInquiryDesk *self);
void mado_inquiry_desk_focus (MadoInquiryDesk *self);
void mado_inquiry_desk_do_first (MadoInquiryDesk *self);

G_END_DECLS
