/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* A case with its papers, what is to be done with it, and what happened to it. While it is on the screen, its window
 * has its actions. Emits "moved-on" when the case has left whoever works on it, and "paper-came" with its
 * sheet (for the length of the call) where somebody has the application in hand for which it waits. */
#define MADO_TYPE_CASE_PAGE (mado_case_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePage, mado_case_page, MADO, CASE_PAGE, AdwNavigationPage)

MadoCasePage *mado_case_page_new (MadoSession *session);
void mado_case_page_show (MadoCasePage *self, MadoId id, const char *position);
void mado_case_page_expect (MadoCasePage *self, MadoId id);
void mado_case_page_place (MadoCasePage *self, MadoId id, const char *position);
const GPtrArray *mado_case_page_get_moves (MadoCasePage *self);
const char *mado_case_page_get_help (MadoCasePage *self);

G_END_DECLS
