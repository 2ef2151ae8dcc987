/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How near two kanji stand to each other; the numbers are those of data/tables/kanji-variants.tsv. */
typedef enum {
  MADO_KANJI_VARIANT = 1,  /* 異体字: the same character in another form */
  MADO_KANJI_CONFUSED = 2, /* another character that people take for it */
} MadoKanjiLevel;

gunichar mado_kanji_get_base (gunichar character, MadoKanjiLevel level);
gboolean mado_kanji_is_selector (gunichar character);

G_END_DECLS
