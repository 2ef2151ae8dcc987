/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* 問合せ月報: what the calls of a month came to, to be looked at and to be handed in to the ward. */
#define MADO_TYPE_REPORT_PAGE (mado_report_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoReportPage, mado_report_page, MADO, REPORT_PAGE, AdwNavigationPage)

gboolean mado_report_page_is_for (MadoSession *session);
AdwNavigationPage *mado_report_page_new (MadoInquiries *inquiries);

G_END_DECLS
