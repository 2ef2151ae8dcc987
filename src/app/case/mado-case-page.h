/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* A case to be read, and what happened to it. */
#define MADO_TYPE_CASE_PAGE (mado_case_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePage, mado_case_page, MADO, CASE_PAGE, AdwNavigationPage)

MadoCasePage *mado_case_page_new (MadoSession *session);
void mado_case_page_show (MadoCasePage *self, MadoId id, const char *position);

G_END_DECLS
