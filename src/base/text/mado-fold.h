/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Search keys. A key finds; it never replaces the text that it was made from. */

typedef enum {
  MADO_FOLD_STRICT, /* the same name, however it was typed */
  MADO_FOLD_LOOSE,  /* also characters that people take for one another: candidates for a person to look at */
} MadoFoldLevel;

/* What folding looks past. */
typedef enum {
  MADO_FOLD_FORM = 1 << 0,     /* full or half width, capital or small letters, ㈱ for (株), か゛ for が */
  MADO_FOLD_KANA = 1 << 1,     /* hiragana or katakana, small or large kana */
  MADO_FOLD_MARKS = 1 << 2,    /* spaces, dots, dashes */
  MADO_FOLD_VARIANT = 1 << 3,  /* 異体字, variation selectors, 々 */
  MADO_FOLD_CONFUSED = 1 << 4, /* 斉 for 斎 */
} MadoFoldSteps;

char *mado_fold_name (const char *text, MadoFoldLevel level) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_fold_compare (const char *a, const char *b, MadoFoldLevel level, MadoFoldSteps *out_reasons);

char *mado_fold_width (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gunichar mado_fold_character_width (gunichar character);

G_END_DECLS
