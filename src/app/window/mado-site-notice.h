/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* What stands above everything at the terminal of a place of its own, such as the ward's: what can be done there. It
 * keeps the preferences shut, and knows when the place closes. Emits "said" with a sentence that somebody has to hear,
 * and "over" when the session has to end. */
#define MADO_TYPE_SITE_NOTICE (mado_site_notice_get_type ())
G_DECLARE_FINAL_TYPE (MadoSiteNotice, mado_site_notice, MADO, SITE_NOTICE, AdwBin)

void mado_site_notice_set_session (MadoSiteNotice *self, MadoSession *session);

G_END_DECLS
