/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-postal-code.h"
#include "mado-town-table.h"

G_BEGIN_DECLS

/* An address in its normal form, for search, comparison and the barcode; no part is NULL. It never takes the place of
 * the line that a person wrote: keep that, too. */
typedef struct {
  char zip[MADO_POSTAL_CODE_SIZE]; /* as written, else the town's; empty where neither says */
  char *prefecture;                /* empty where neither the text nor the town says */
  char *city;
  char *town;     /* as the post spells it, without 丁目; as it was written where it is unknown */
  char *block;    /* "3-12-3" */
  char *building; /* folded in width */
  gboolean town_known;
} MadoAddress;

typedef enum {
  MADO_ADDRESS_DIFFERENT,
  MADO_ADDRESS_SAME_BLOCK, /* the buildings differ, or only one is written */
  MADO_ADDRESS_SAME,
} MadoAddressMatch;

MadoAddress *mado_address_parse (const char *text, const MadoTownTable *towns) G_GNUC_WARN_UNUSED_RESULT;
void mado_address_free (MadoAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAddress, mado_address_free)

char *mado_address_join (const MadoAddress *self);
MadoAddressMatch mado_address_compare (const MadoAddress *a, const MadoAddress *b);

G_END_DECLS
