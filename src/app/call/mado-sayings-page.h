/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* All that was agreed to be said on the telephone, to be looked through, and to be worded by whoever has that duty. */
#define MADO_TYPE_SAYINGS_PAGE (mado_sayings_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoSayingsPage, mado_sayings_page, MADO, SAYINGS_PAGE, AdwNavigationPage)

gboolean mado_sayings_page_is_for (MadoSession *session);
AdwNavigationPage *mado_sayings_page_new (MadoInquiries *inquiries);

G_END_DECLS
