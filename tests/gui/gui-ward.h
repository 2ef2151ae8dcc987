/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-gui.h"

G_BEGIN_DECLS

/* A terminal of the desktop under test that belongs to a made-up ward. */

#define GUI_WARD_PASSWORD "horse staple 7"

void gui_ward_make (const char *role, guint n_cases);
void gui_ward_make_beside (const char *role, guint n_cases, const char *const *cases, const char *csv);
void gui_ward_make_with (const char *role, guint n_cases, const char *const *cases);
void gui_ward_make_of (const char *programme, const char *role, guint n_cases, const char *const *cases);
void gui_ward_await_kept (const char *account);
void gui_ward_spoil (const char *account, const char *ending);
void gui_ward_enter (MadoGui *gui, const char *account);
MadoGui *gui_ward_sign_in (const char *account);

G_END_DECLS
