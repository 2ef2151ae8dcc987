/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-handover-sheet.h"

G_BEGIN_DECLS

/* A track, as that of a hand-over: a dot for each step on one line, where it is now stands out, and under each who did
 * it when. Never by color alone: what is done has a tick, what is ahead is empty. */

typedef struct {
  const char *title; /* of the step, for people */
  MadoLegState state;
  gint64 at;      /* milliseconds since 1970; 0: not yet */
  const char *by; /* (nullable): who did it */
} MadoTrackLeg;

GtkWidget *mado_track_view_new (const MadoTrackLeg *legs, guint n_legs);
GtkWidget *mado_track_view_new_of_handover (const MadoHandoverSheet *sheet);

G_END_DECLS
