/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* Words that were agreed with the ward: answers to what many ask, and set phrases. */
typedef struct {
  const MadoCallScript *script; /* (nullable): %NULL: a set phrase */
  const MadoCallPhrase *phrase; /* (nullable): the other way round */
} MadoSaying;

GArray *mado_sayings_find (const MadoProgramme *programme, const char *typed) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_saying_get_label (const MadoSaying *self);
char *mado_saying_dup_text (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_saying_dup_name (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;

const MadoCallPhrase *mado_saying_find_code (const MadoProgramme *programme, const char *before, guint *out_length);

G_END_DECLS
