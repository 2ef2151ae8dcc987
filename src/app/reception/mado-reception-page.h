/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Where somebody types an application that came on paper, one after the other. What is typed survives a crash; the
 * papers, which may still show what must not be kept, do not. */
#define MADO_TYPE_RECEPTION_PAGE (mado_reception_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoReceptionPage, mado_reception_page, MADO, RECEPTION_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_reception_page_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
AdwNavigationPage *mado_reception_page_new_for_case (MadoSession *session,
                                                     const MadoCaseSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
