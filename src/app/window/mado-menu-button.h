/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The main menu. */
#define MADO_TYPE_MENU_BUTTON (mado_menu_button_get_type ())
G_DECLARE_FINAL_TYPE (MadoMenuButton, mado_menu_button, MADO, MENU_BUTTON, AdwBin)

void mado_menu_button_name_items (GtkMenuButton *button);

G_END_DECLS
