/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Tells whoever signs that the security key waits to be touched, and asks for its PIN where it wants that: over
 * whatever window is in front, whatever is being signed. */

void mado_touch_notice_install (GtkApplication *application);
void mado_touch_notice_remove (void);

G_END_DECLS
