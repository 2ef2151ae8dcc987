/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-search-key.h"

G_BEGIN_DECLS

/* Grams: what the index holds of keys. A list of them, with a space before each, is both a row of the index and a query
 * for all of them. */

typedef enum {
  MADO_SEARCH_ANYWHERE = 0,
  MADO_SEARCH_AT_START = 1 << 0,
  MADO_SEARCH_AT_END = 1 << 1,
} MadoSearchAnchor;

void mado_search_grams_add (GString *grams, const MadoSearchKey *key);
void mado_search_grams_add_query (GString *grams, MadoSearchField field, const char *key, MadoSearchAnchor anchor);
gsize mado_search_grams_get_min (MadoSearchField field);
gboolean mado_search_grams_decide (MadoSearchField field, const char *key);
gboolean mado_search_fields_share (MadoSearchField a, MadoSearchField b);

G_END_DECLS
