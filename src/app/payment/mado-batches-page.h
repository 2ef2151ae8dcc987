/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* 支給: all batches, with where each stands, what it comes to, and whom it waits for; and the way to a new one. */
#define MADO_TYPE_BATCHES_PAGE (mado_batches_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoBatchesPage, mado_batches_page, MADO, BATCHES_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_batches_page_kind;

G_END_DECLS
