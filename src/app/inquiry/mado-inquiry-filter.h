/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiry-sheet.h"

G_BEGIN_DECLS

/* Four choices that narrow inquiries down: how they stand, what they are about, how the call ended, and when it was.
 * Emits "filtered" when one was chosen. */
#define MADO_TYPE_INQUIRY_FILTER (mado_inquiry_filter_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiryFilter, mado_inquiry_filter, MADO, INQUIRY_FILTER, AdwBin)

void mado_inquiry_filter_begin (MadoInquiryFilter *self, MadoProgramme *programme);
gboolean mado_inquiry_filter_takes (MadoInquiryFilter *self, const MadoInquirySheet *sheet, MadoDate today);
gboolean mado_inquiry_filter_is_for_closed (MadoInquiryFilter *self);

G_END_DECLS
