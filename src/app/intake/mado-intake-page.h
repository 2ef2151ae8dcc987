/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The page where files are taken in, for whoever may make cases of them by the programme. */
#define MADO_TYPE_INTAKE_PAGE (mado_intake_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakePage, mado_intake_page, MADO, INTAKE_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_intake_page_kind;

gboolean mado_intake_page_is_for (MadoSession *session);

G_END_DECLS
