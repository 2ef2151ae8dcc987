/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window and when it was painted: what somebody waits for is over when it stands on the screen. */
typedef struct _Screen Screen;

typedef gboolean (*ScreenAwaited) (gpointer load);

Screen *screen_new (GtkWindow *window);
void screen_free (Screen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Screen, screen_free)

void screen_await (Screen *self, ScreenAwaited awaited, gpointer load);
void screen_rest (Screen *self);
/* What passed from one frame to the next, in milliseconds. */
typedef struct {
  double passed;
  double used; /* of a processor, by the window's thread */
} ScreenFrame;

GArray *screen_scroll (Screen *self, GtkAdjustment *adjustment, guint n_frames, double step);

double screen_get_turn (Screen *self);
GtkWidget *screen_find (GtkWidget *widget, GType type);

G_END_DECLS
