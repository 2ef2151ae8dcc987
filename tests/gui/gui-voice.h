/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a screen reader is asked to say aloud, heard without one. */
typedef struct _GuiVoice GuiVoice;

GuiVoice *gui_voice_listen (void);
void gui_voice_await (GuiVoice *self, const char *text);
void gui_voice_free (GuiVoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuiVoice, gui_voice_free)

G_END_DECLS
