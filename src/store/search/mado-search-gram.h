/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-search-key.h"

G_BEGIN_DECLS

/* Grams: what the index holds of keys. A list of them, with a space before each, is both a row of the index and a query
 * for all of them. */

typedef enum {
  MADO_SEARCH_ANYWHERE,
  MADO_SEARCH_FROM_START,
  MADO_SEARCH_FROM_START_TO_END,
} MadoSearchAnchor;

char *mado_search_grams_spell (const GArray *keys) G_GNUC_WARN_UNUSED_RESULT;
void mado_search_grams_add_query (GString *grams, MadoSearchField field, const char *text, MadoSearchAnchor anchor);
gsize mado_search_grams_get_min (MadoSearchField field);
gboolean mado_search_grams_decide (MadoSearchField field, const char *text);
gboolean mado_search_fields_share (MadoSearchField a, MadoSearchField b);

G_END_DECLS
