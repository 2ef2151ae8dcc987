/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiries.h"
#include "mado-place.h"

G_BEGIN_DECLS

/* Inquiries as lists: the callers who wait for a call, the questions to the ward, and all there are. */
#define MADO_TYPE_INQUIRIES_PAGE (mado_inquiries_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiriesPage, mado_inquiries_page, MADO, INQUIRIES_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_inquiries_page_kind;

G_END_DECLS
