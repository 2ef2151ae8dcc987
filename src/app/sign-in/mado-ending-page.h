/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What somebody sees whose terminal was revoked, while what was not sent is handed over and everything else goes. Emits
 * "freed" where the terminal turns out to belong to the service again. */
#define MADO_TYPE_ENDING_PAGE (mado_ending_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoEndingPage, mado_ending_page, MADO, ENDING_PAGE, AdwBin)

GtkWidget *mado_ending_page_new (GPtrArray *desks);

G_END_DECLS
