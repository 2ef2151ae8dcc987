/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* One thing that is said on the telephone, in its versions: read, worded anew, approved by somebody else, retired. */
#define MADO_TYPE_SAYING_PAGE (mado_saying_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoSayingPage, mado_saying_page, MADO, SAYING_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_saying_page_new (MadoInquiries *inquiries, const char *id);

G_END_DECLS
