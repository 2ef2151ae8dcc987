/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_START_PAGE (mado_start_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoStartPage, mado_start_page, MADO, START_PAGE, AdwBin)

G_END_DECLS
