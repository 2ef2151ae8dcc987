/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* Which letters go into a run, and what it is called. Shown before anything is written; whoever stops it, or whose
 * machine does, goes on with the open run under the same name. */
#define MADO_TYPE_GATHER_PAGE (mado_gather_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoGatherPage, mado_gather_page, MADO, GATHER_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_gather_page_new (MadoMailroom *room, const char *letter);

G_END_DECLS
