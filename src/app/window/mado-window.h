/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-base-window.h"
#include "mado-desk.h"

G_BEGIN_DECLS

#define MADO_TYPE_WINDOW (mado_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoWindow, mado_window, MADO, WINDOW, MadoBaseWindow)

MadoWindow *mado_window_new (AdwApplication *application);
void mado_window_stay_at (MadoWindow *self, const char *site);
void mado_window_end (MadoWindow *self);
void mado_window_take_call (MadoWindow *self, const char *number);

G_END_DECLS
