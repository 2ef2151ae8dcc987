/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-mailroom.h"

G_BEGIN_DECLS

/* A scanner reads a sheet, then its envelope. A right pair is written down and the next is waited for; anything else
 * fills the screen until somebody has said that they put both aside. */
#define MADO_TYPE_ENCLOSING_PAGE (mado_enclosing_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoEnclosingPage, mado_enclosing_page, MADO, ENCLOSING_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_enclosing_page_new (MadoMailroom *room, MadoMailJob *job);

G_END_DECLS
