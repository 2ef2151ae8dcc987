/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-account-entry.h"

G_BEGIN_DECLS

/* What can be chosen in a field of an account. */
typedef struct {
  const char *code; /* %NULL: the end of the list */
  const char *label;
} MadoAccountChoice;

const MadoAccountChoice *mado_account_field_get_choices (guint field);
const char *mado_account_field_get_choice_label (guint field, const char *code);

G_END_DECLS
