/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people are told of an error: what is wrong, and what they can do. Not yet translated. */
typedef struct {
  const char *title;
  const char *remedy;
  const char *code; /* for whoever is called, as madoguchi-ctl says it */
} MadoAdvice;

MadoAdvice mado_advice_find (const GError *error);

G_END_DECLS
