/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How an applicant's kana and an account holder's name go together. What follows from it is not said here. */
typedef enum {
  MADO_NAME_MATCH_NONE,
  MADO_NAME_MATCH_EXACT,      /* the same bytes for the bank */
  MADO_NAME_MATCH_FOLD,       /* but for spaces, marks, ヂ for ジ, ヅ for ズ, ヲ for オ */
  MADO_NAME_MATCH_TRUNC,      /* as far as the 30 bytes of a bank's field go */
  MADO_NAME_MATCH_ORDER,      /* the same words in another order */
  MADO_NAME_MATCH_LONG_VOWEL, /* オオノ, オーノ, オウノ */
  MADO_NAME_MATCH_SUBSET,     /* one has words more: a shop's name, a middle name */
  MADO_NAME_MATCH_LEGAL,      /* the holder is no person */
  MADO_NAME_MATCH_FAMILY,     /* the first word alone */
  MADO_NAME_MATCH_GIVEN,      /* the last word alone */
} MadoNameMatch;

MadoNameMatch mado_name_match (const char *applicant, const char *holder);
const char *mado_name_match_to_string (MadoNameMatch match);

G_END_DECLS
