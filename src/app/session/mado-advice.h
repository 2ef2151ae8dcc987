/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people are told of an error: what is wrong, and what they can do. */
typedef struct {
  const char *title; /* not yet translated, as the next */
  const char *remedy;
  const char *code; /* (nullable): for whoever is called, as madoguchi-ctl says it */
} MadoAdvice;

MadoAdvice mado_advice_find (const GError *error);
char *mado_advice_dup_text (const MadoAdvice *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_advice_is_wanted (const GError *error);

G_END_DECLS
