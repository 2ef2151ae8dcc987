/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The bell of the display, heard without a loudspeaker. */
typedef struct _GuiBell GuiBell;

GuiBell *gui_bell_listen (void);
void gui_bell_await (GuiBell *self, guint n_rung);
guint gui_bell_count (GuiBell *self);
void gui_bell_free (GuiBell *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuiBell, gui_bell_free)

G_END_DECLS
