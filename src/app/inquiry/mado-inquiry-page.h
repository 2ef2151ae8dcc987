/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiries.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One inquiry: who called, what is owed until when, the thread, and what its user may do. Its case opens on top of it.
 */
#define MADO_TYPE_INQUIRY_PAGE (mado_inquiry_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiryPage, mado_inquiry_page, MADO, INQUIRY_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_inquiry_page_new (MadoInquiries *inquiries, MadoId id);

G_END_DECLS
