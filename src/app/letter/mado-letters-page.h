/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* Letters: what has to be made, all runs, and whatever has not gone out. */
#define MADO_TYPE_LETTERS_PAGE (mado_letters_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoLettersPage, mado_letters_page, MADO, LETTERS_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_letters_page_kind;

G_END_DECLS
