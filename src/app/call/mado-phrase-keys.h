/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* Told when a code became what was agreed. */
typedef void (*MadoPhraseTyped) (const MadoSaying *saying, gpointer user_data);

/* Short codes: `.fubi` and Tab in a text become what was agreed to be said. */
void mado_phrase_keys_watch (GtkTextView *text, MadoSession *session, MadoPhraseTyped typed, gpointer user_data);

G_END_DECLS
