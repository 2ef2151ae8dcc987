/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-chance.h"

G_BEGIN_DECLS

/* Names and phrases to choose from. The texts belong to it; it never changes. */
typedef struct _MadoPhrases MadoPhrases;

typedef struct {
  const char *name;
  const char *reading;
} MadoPhrasesName;

MadoPhrases *mado_phrases_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_phrases_free (MadoPhrases *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPhrases, mado_phrases_free)

const char *mado_phrases_pick (const MadoPhrases *self, const char *occasion, MadoChance *chance);
MadoPhrasesName mado_phrases_pick_family (const MadoPhrases *self, MadoChance *chance);
MadoPhrasesName mado_phrases_pick_given (const MadoPhrases *self,
                                         const MadoPhrasesName *family,
                                         gboolean is_woman,
                                         MadoChance *chance);

G_END_DECLS
