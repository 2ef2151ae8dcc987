/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* What a letter says, written piece by piece beside the page that comes of it: saved as the next version, and approved
 * by somebody else. */
#define MADO_TYPE_TEMPLATE_PAGE (mado_template_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplatePage, mado_template_page, MADO, TEMPLATE_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_template_page_new (MadoMailroom *room, const char *letter);

G_END_DECLS
