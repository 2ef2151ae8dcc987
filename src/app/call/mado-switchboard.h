/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The calls that are on the line at a terminal: a window each. One is kept ready, so that nobody waits for it while a
 * caller breathes in. They are hidden and shown with the window of the terminal. */
#define MADO_TYPE_SWITCHBOARD (mado_switchboard_get_type ())
G_DECLARE_FINAL_TYPE (MadoSwitchboard, mado_switchboard, MADO, SWITCHBOARD, GObject)

gboolean mado_switchboard_is_for (MadoSession *session);
MadoSwitchboard *mado_switchboard_new (GtkWindow *owner, MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
void mado_switchboard_open (MadoSwitchboard *self, const char *number);
void mado_switchboard_close (MadoSwitchboard *self);

G_END_DECLS
