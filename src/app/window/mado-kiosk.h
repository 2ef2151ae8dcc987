/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The program at a terminal that is for one place alone (`madoguchi --terminal SITE`): it has the whole screen, is left
 * by nobody, and lets nobody else in. */

void mado_kiosk_take_screen (GtkWindow *window);
gboolean mado_kiosk_admits (const char *site, MadoSession *session);
char *mado_kiosk_dup_refusal (const char *site, MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
