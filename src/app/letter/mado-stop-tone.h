/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is heard when a sheet and an envelope do not belong together: three falling pairs of tones, which no desktop has
 * for anything else. Where the machine cannot play it, the bell rings. */

GBytes *mado_stop_tone_write (void) G_GNUC_WARN_UNUSED_RESULT;
GtkMediaStream *mado_stop_tone_play (GdkDisplay *display) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
