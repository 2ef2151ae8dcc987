/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-handover-sheet.h"

G_BEGIN_DECLS

/* The track of a hand-over: a dot for each step on one line, where it is now stands out, and under each who signed
 * when. Never by color alone: what is done has a tick, what is ahead is empty. */

GtkWidget *mado_track_view_new (const MadoHandoverSheet *sheet);

G_END_DECLS
