/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-bureau.h"

G_BEGIN_DECLS

/* One's own second factor: an authenticator is set up by a picture that it scans, and counts when a code of it came
 * back; or it is turned off. Whoever lost it is helped by an administrator and a second person, who give him a new
 * password. */

gboolean mado_factor_dialog_is_for (MadoSession *session);
void mado_factor_dialog_present (MadoSession *session, GtkWidget *parent);

G_END_DECLS
