/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* A run of letters: where it stands, what comes next and who may do it, its figures, and its sheets one by one. */
#define MADO_TYPE_RUN_PAGE (mado_run_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoRunPage, mado_run_page, MADO, RUN_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_run_page_new (MadoMailroom *room, MadoId run);

G_END_DECLS
