/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of characters that people do not tell apart. */

gboolean mado_character_is_dash (gunichar character);
gboolean mado_character_is_invisible (gunichar character);

G_END_DECLS
