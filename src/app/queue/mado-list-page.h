/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* A work list of the programme. */
#define MADO_TYPE_LIST_PAGE (mado_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoListPage, mado_list_page, MADO, LIST_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_list_page_kind;

G_END_DECLS
