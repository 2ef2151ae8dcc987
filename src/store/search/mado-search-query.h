/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-search-gram.h"

G_BEGIN_DECLS

/* What somebody typed into the one box: words that all have to be found, each of which may mean several things. */
typedef struct _MadoSearchQuery MadoSearchQuery;

/* Where a row stands among those that are found. */
typedef enum {
  MADO_SEARCH_RANK_WHOLE,     /* a name or a reading is all that was typed */
  MADO_SEARCH_RANK_BEGINNING, /* one begins with it */
  MADO_SEARCH_RANK_NAME,      /* each word is in one */
  MADO_SEARCH_RANK_OTHER,
  MADO_SEARCH_N_RANKS,
} MadoSearchRank;

/* How the first word is in the text where it was found. */
typedef enum {
  MADO_SEARCH_EXACT,
  MADO_SEARCH_PREFIX,
  MADO_SEARCH_PART,
} MadoSearchHow;

typedef struct {
  MadoSearchRank rank;
  MadoSearchField field;
  MadoSearchHow how;
  gboolean is_variant; /* only with characters that people take for one another: for a person to look at */
} MadoSearchMatch;

#define MADO_SEARCH_MAX_LENGTH 400 /* bytes; the longest address of a ward has 200 */

MadoSearchQuery *mado_search_query_new (const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_search_query_free (MadoSearchQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSearchQuery, mado_search_query_free)

gboolean mado_search_query_is_empty (const MadoSearchQuery *self);
char *mado_search_query_dup_grams (const MadoSearchQuery *self, MadoSearchRank rank) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_search_query_decides (const MadoSearchQuery *self);
gboolean mado_search_query_judge (const MadoSearchQuery *self,
                                  const GArray *keys,
                                  MadoFoldLevel level,
                                  MadoSearchMatch *out_match);

G_END_DECLS
