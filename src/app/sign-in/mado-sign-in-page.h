/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* Where somebody says who they are. Emits "opened" with the session. */
#define MADO_TYPE_SIGN_IN_PAGE (mado_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoSignInPage, mado_sign_in_page, MADO, SIGN_IN_PAGE, AdwBin)

MadoSignInPage *mado_sign_in_page_new (void);
void mado_sign_in_page_look (MadoSignInPage *self);
void mado_sign_in_page_practise (MadoSignInPage *self, const char *programme, const char *role);

G_END_DECLS
