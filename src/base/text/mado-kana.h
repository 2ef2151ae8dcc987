/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One kana for another. Each of these gives back unchanged what it does not know. */

gunichar mado_kana_to_katakana (gunichar character);
gunichar mado_kana_enlarge (gunichar katakana);
gunichar mado_kana_to_full_width (gunichar character);
gunichar mado_kana_to_half_width (gunichar character);

G_END_DECLS
