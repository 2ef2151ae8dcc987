/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word beside a number says of it (data/tables/my-number-words.tsv). */
typedef enum {
  MADO_WORD_IS = 1 << 0,   /* the number is a 個人番号 */
  MADO_WORD_NOT = 1 << 1,  /* it is not, where it follows the word */
  MADO_WORD_NEAR = 1 << 2, /* it is not, on either side of the word */
} MadoWordKinds;

/* A character as the search for numbers sees it. */
typedef struct {
  gunichar character; /* folded; digits of any script are 0 … 9, dashes are -, blanks are spaces; 0 ends the text */
  gsize offset;       /* where it came from, in bytes */
  guint8 length;
  guint8 word_begins; /* MadoWordKinds of the words that begin here */
  guint8 word_ended;  /* MadoWordKinds of the words that end just before */
} MadoFoldedCharacter;

GArray *mado_my_number_fold_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
