/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-base-window.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* What is there while nobody is. It takes the place of a window, which is hidden with all that was typed in it, until
 * the same person comes back. */
#define MADO_TYPE_LOCK_WINDOW (mado_lock_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoLockWindow, mado_lock_window, MADO, LOCK_WINDOW, MadoBaseWindow)

void mado_lock_window_hide (GtkWindow *window, MadoSession *session);
void mado_lock_window_give_up (GtkWindow *window);

G_END_DECLS
