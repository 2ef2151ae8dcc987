/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-programme.h"

G_BEGIN_DECLS

/* Set phrases by their short codes: `.fubi` and Tab in a text become what the programme says. */
void mado_phrase_keys_watch (GtkTextView *text, MadoProgramme *programme);

G_END_DECLS
