/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How large the text is and how bright the windows are, as the settings say. */

#define MADO_TEXT_SIZE_LEAST 80 /* percent */
#define MADO_TEXT_SIZE_MOST 200
#define MADO_TEXT_SIZE_STEP 10

void mado_appearance_follow (GSettings *settings);
void mado_appearance_step_text (GSettings *settings, int steps);

G_END_DECLS
