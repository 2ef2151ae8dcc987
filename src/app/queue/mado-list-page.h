/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* A list of cases: a work list of the programme, or of all in a state. */
#define MADO_TYPE_LIST_PAGE (mado_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoListPage, mado_list_page, MADO, LIST_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_list_page_kind;

AdwNavigationPage *mado_list_page_new (MadoPlace *place,
                                       MadoSession *session,
                                       const GPtrArray *columns,
                                       gint64 position);

G_END_DECLS
