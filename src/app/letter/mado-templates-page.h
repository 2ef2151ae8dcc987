/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* The letters of the programme, and which version of its words each is printed with. */
#define MADO_TYPE_TEMPLATES_PAGE (mado_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplatesPage, mado_templates_page, MADO, TEMPLATES_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_templates_page_new (MadoMailroom *room);

G_END_DECLS
