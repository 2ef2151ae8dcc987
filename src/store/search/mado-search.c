/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of what is found, the best first and within a rank in the order of the rows. Each rank is a query of its own,
 * so that the first page of a common character looks at a page's worth of bodies. */

#include "mado-search.h"

#include "mado-statement.h"

#define MAX_LOOKS 10000 /* bodies that are opened to count */

static const char find_rows[] = "SELECT search.rowid, body.text FROM search "
                                "CROSS JOIN body ON body.row = search.rowid "
                                "WHERE search MATCH ?1 AND search.rowid > ?2 ORDER BY search.rowid";
static const char count_rows[] = "SELECT count (*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)";

static MadoStatement *
take_candidates (MadoDatabase *reader, const MadoSearchQuery *query, MadoSearchRank rank, gint64 after)
{
  MadoStatement *statement = mado_statement_take (reader, find_rows);
  g_autofree char *grams = mado_search_query_dup_grams (query, rank);

  mado_statement_bind_text (statement, 1, grams);
  mado_statement_bind_int (statement, 2, after);

  return statement;
}

/* A page that is being filled. */
typedef struct {
  MadoDatabase *reader;
  const MadoProgramme *programme;
  const MadoSearchQuery *query;
  GArray *hits; /* MadoSearchHit */
  guint limit;
} Page;

static void
add_if_of_rank (Page *self, const MadoStatement *candidate, MadoSearchRank rank)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (candidate, 1);
  MadoSearchHit hit = { .row = mado_statement_get_int (candidate, 0) };
  g_autoptr (GArray) keys = mado_search_keys_read (
      self->programme, text, rank == MADO_SEARCH_RANK_OTHER ? MADO_SEARCH_ALL : MADO_SEARCH_NAMES, &hit.id);
  MadoSearchMatch strict;

  if (!mado_search_query_judge (self->query, keys, MADO_FOLD_LOOSE, &hit.match) || hit.match.rank != rank)
    return;
  if (mado_search_query_judge (self->query, keys, MADO_FOLD_STRICT, &strict) && strict.rank == rank)
    hit.match = strict;
  else
    hit.match.is_variant = TRUE;
  g_array_append_val (self->hits, hit);
}

static gboolean
fill (Page *self, MadoSearchRank rank, gint64 after, GError **error)
{
  g_autoptr (MadoStatement) candidates = take_candidates (self->reader, self->query, rank, after);

  while (self->hits->len < self->limit && mado_statement_step (candidates))
    add_if_of_rank (self, candidates, rank);

  return mado_statement_finish (candidates, error);
}

/**
 * mado_search_load_page:
 * @reader: a database
 * @programme: the programme that its rows are of
 * @typed: any bytes
 * @after: (nullable): the last hit of the page before; %NULL: the first page
 * @limit: of hits
 * @error: %MADO_STORE_ERROR_TOO_LONG, or what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoSearchHit): the page, in the order of rank and row
 */
GArray *
mado_search_load_page (MadoDatabase *reader,
                       const MadoProgramme *programme,
                       const char *typed,
                       const MadoSearchHit *after,
                       guint limit,
                       GError **error)
{
  g_autoptr (MadoSearchQuery) query = mado_search_query_new (typed, error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (MadoSearchHit));
  Page page = { reader, programme, query, hits, limit };
  MadoSearchRank first = after != NULL ? after->match.rank : MADO_SEARCH_RANK_WHOLE;

  if (query == NULL)
    return NULL;
  if (mado_search_query_is_empty (query))
    return g_steal_pointer (&hits);
  for (MadoSearchRank rank = first; rank < MADO_SEARCH_N_RANKS; rank++)
    if (!fill (&page, rank, after != NULL && rank == first ? after->row : G_MININT64, error))
      return NULL;

  return g_steal_pointer (&hits);
}

static gboolean
count_unseen (MadoDatabase *reader, const MadoSearchQuery *query, guint *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, count_rows);
  g_autofree char *grams = mado_search_query_dup_grams (query, MADO_SEARCH_RANK_OTHER);

  mado_statement_bind_text (statement, 1, grams);
  mado_statement_bind_int (statement, 2, MADO_SEARCH_MAX_TOTAL + 1);
  if (mado_statement_step (statement))
    *out_count = (guint) mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
count_seen (MadoDatabase *reader,
            const MadoProgramme *programme,
            const MadoSearchQuery *query,
            MadoSearchTotal *out_total,
            GError **error)
{
  g_autoptr (MadoStatement) candidates = take_candidates (reader, query, MADO_SEARCH_RANK_OTHER, G_MININT64);
  guint n_looks = 0;

  while (out_total->count <= MADO_SEARCH_MAX_TOTAL && n_looks <= MAX_LOOKS && mado_statement_step (candidates)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (candidates, 1);
    g_autoptr (GArray) keys = mado_search_keys_read (programme, text, MADO_SEARCH_ALL, NULL);
    MadoSearchMatch match;

    n_looks++;
    if (mado_search_query_judge (query, keys, MADO_FOLD_LOOSE, &match))
      out_total->count++;
  }
  out_total->is_all = n_looks <= MAX_LOOKS;

  return mado_statement_finish (candidates, error);
}

/**
 * mado_search_count:
 * @reader: a database
 * @programme: the programme that its rows are of
 * @typed: any bytes
 * @out_total: (out caller-allocates): how many rows all pages have, up to %MADO_SEARCH_MAX_TOTAL
 * @error: %MADO_STORE_ERROR_TOO_LONG, or what went wrong
 *
 * Returns: whether they could be counted
 */
gboolean
mado_search_count (
    MadoDatabase *reader, const MadoProgramme *programme, const char *typed, MadoSearchTotal *out_total, GError **error)
{
  g_autoptr (MadoSearchQuery) query = mado_search_query_new (typed, error);
  MadoSearchTotal total = { 0, TRUE };

  if (query == NULL)
    return FALSE;
  if (!mado_search_query_is_empty (query) &&
      !(mado_search_query_decides (query) ? count_unseen (reader, query, &total.count, error)
                                          : count_seen (reader, programme, query, &total, error)))
    return FALSE;
  *out_total = (MadoSearchTotal) { MIN (total.count, MADO_SEARCH_MAX_TOTAL),
                                   total.is_all && total.count <= MADO_SEARCH_MAX_TOTAL };

  return TRUE;
}
