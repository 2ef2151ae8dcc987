/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-jis8.h"

G_BEGIN_DECLS

/* A name as a bank file carries it, made from one as people write it, with a reason for everything that changed
 * beyond its width. */

/* The codes of changes:
 *   W_SMALL     a small kana became a large one        W_LOWER     a small letter became a capital
 *   W_OLDKANA   ヰ, ヱ became ｲ, ｴ                     W_WO        ヲ became ｵ
 *   W_VKANA     ヷ, ヸ, ヹ, ヺ became two kana         W_NAKAGURO  a middle dot became a space
 *   W_SPACE     a space was one too many               W_CUT       the end did not fit
 *   REJECT      there is nothing for it at all */
typedef struct {
  const char *code; /* static */
  guint position;   /* in the original, in characters from 1 */
  char *was;
  char *became; /* half width; "" for what was left out */
} MadoBankChange;

typedef struct {
  char *half_width;   /* UTF-8, a character for each byte */
  GByteArray *bytes;  /* permitted ones only */
  GPtrArray *changes; /* MadoBankChange, in the order of the original */
  guint n_rejected;   /* how many of them are REJECT; where there is any, the bytes are no name to send */
} MadoBankText;

MadoBankText *mado_bank_text_new (const char *text, const MadoBankProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
void mado_bank_text_free (MadoBankText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBankText, mado_bank_text_free)

gboolean mado_bank_text_cut (MadoBankText *self, guint n_bytes);

G_END_DECLS
