/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* Somebody's own signing key at this terminal: he makes it, reads out what the register has to have of it, sees whether
 * the register has it, and locks it with another password. */

gboolean mado_key_dialog_is_for (MadoSession *session);
void mado_key_dialog_present (MadoSession *session, GtkWidget *parent);

G_END_DECLS
