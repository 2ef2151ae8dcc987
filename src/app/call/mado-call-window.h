/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-base-window.h"
#include "mado-call.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* A call that is on the line, in a window of its own. Emits "next" when it was written down and the next one may come;
 * its actions win.call and win.lock are its owner's. */
#define MADO_TYPE_CALL_WINDOW (mado_call_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoCallWindow, mado_call_window, MADO, CALL_WINDOW, MadoBaseWindow)

MadoCallWindow *mado_call_window_new (GtkWindow *owner, MadoSession *session);
void mado_call_window_begin (MadoCallWindow *self, const char *number);
void mado_call_window_resume (MadoCallWindow *self, MadoId id);
gboolean mado_call_window_is_begun (MadoCallWindow *self);

G_END_DECLS
