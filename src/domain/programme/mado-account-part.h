/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of a bank account. Rules know it as ITEM_NAME; a body holds it as the member NAME of the item. */
typedef struct {
  const char *name;
  const char *type;           /* of an item */
  const char *const *choices; /* (nullable): ends with NULL */
  gboolean is_needed;         /* without it nothing can be transferred */
} MadoAccountPart;

const MadoAccountPart *mado_account_part_get_all (void);

G_END_DECLS
