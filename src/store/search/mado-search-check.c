/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes what some rows are found by, and holds what the index finds with it against reading every body. */

#include "mado-search-check.h"

#include "mado-search-query.h"
#include "mado-statement.h"
#include "mado-transaction.h"

#define N_SAMPLES 16

static const char find_last_row[] = "SELECT max (row) FROM body";
static const char find_body_from[] = "SELECT row, text FROM body WHERE row >= ?1 ORDER BY row LIMIT 1";
static const char find_bodies[] = "SELECT row, text FROM body";
static const char find_candidates[] = "SELECT rowid FROM search WHERE search MATCH ?1";

/* What is searched for, and which rows have it. */
typedef struct {
  MadoSearchQuery *query;
  GHashTable *rows; /* (element-type gint64): by their bodies */
} Sample;

typedef struct {
  MadoDatabase *reader;
  const MadoProgramme *programme;
  GArray *samples; /* Sample */
} Check;

static void
clear_sample (gpointer data)
{
  Sample *sample = data;

  mado_search_query_free (sample->query);
  g_hash_table_unref (sample->rows);
}

static GArray *
read_keys (const Check *self, const MadoStatement *body)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (body, 1);

  return mado_search_keys_read (self->programme, text, MADO_SEARCH_ALL, NULL);
}

/* A text may be longer than what anybody types, or nothing but marks. */
static void
search_for (Check *self, const MadoSearchKey *key)
{
  g_autoptr (MadoSearchQuery) query = mado_search_query_new (key->texts[MADO_FOLD_STRICT], NULL);
  Sample sample;

  if (query == NULL || mado_search_query_is_empty (query))
    return;
  sample = (Sample) { g_steal_pointer (&query), g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) };
  g_array_append_val (self->samples, sample);
}

static gboolean
add_sample (Check *self, gint64 from, guint number, GError **error)
{
  g_autoptr (MadoStatement) body = mado_statement_take (self->reader, find_body_from);
  g_autoptr (GArray) keys = NULL;

  mado_statement_bind_int (body, 1, from);
  if (mado_statement_step (body))
    keys = read_keys (self, body);
  if (keys != NULL && keys->len > 0)
    search_for (self, &g_array_index (keys, MadoSearchKey, number % keys->len));

  return mado_statement_finish (body, error);
}

static gboolean
choose_samples (Check *self, GError **error)
{
  g_autoptr (MadoStatement) last = mado_statement_take (self->reader, find_last_row);
  gint64 last_row = mado_statement_step (last) ? mado_statement_get_int (last, 0) : 0;

  if (!mado_statement_finish (last, error))
    return FALSE;
  for (guint i = 0; i < N_SAMPLES; i++)
    if (!add_sample (self, last_row / N_SAMPLES * i + 1, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_bodies (const Check *self, GError **error)
{
  g_autoptr (MadoStatement) bodies = mado_statement_take (self->reader, find_bodies);

  while (mado_statement_step (bodies)) {
    g_autoptr (GArray) keys = read_keys (self, bodies);
    gint64 row = mado_statement_get_int (bodies, 0);
    MadoSearchMatch match;

    for (guint i = 0; i < self->samples->len; i++) {
      const Sample *sample = &g_array_index (self->samples, Sample, i);

      if (mado_search_query_judge (sample->query, keys, MADO_FOLD_LOOSE, &match))
        g_hash_table_add (sample->rows, g_memdup2 (&row, sizeof row));
    }
  }

  return mado_statement_finish (bodies, error);
}

/* The index may name more rows, which are then not taken; it must name each of these. */
static gboolean
ask_index (const Check *self, const Sample *sample, gboolean *is_right, GError **error)
{
  g_autoptr (MadoStatement) candidates = mado_statement_take (self->reader, find_candidates);
  g_autofree char *grams = mado_search_query_dup_grams (sample->query, MADO_SEARCH_RANK_OTHER);
  gboolean decides = mado_search_query_decides (sample->query);
  guint n_named = 0, n_other = 0;

  mado_statement_bind_text (candidates, 1, grams);
  while (mado_statement_step (candidates)) {
    gint64 row = mado_statement_get_int (candidates, 0);

    if (g_hash_table_contains (sample->rows, &row))
      n_named++;
    else
      n_other++;
  }
  if (n_named < g_hash_table_size (sample->rows) || (decides && n_other > 0))
    *is_right = FALSE;

  return mado_statement_finish (candidates, error);
}

/**
 * mado_search_check:
 * @reader: a database, outside a transaction
 * @programme: the programme that its rows are of
 * @out_is_right: (out): whether all samples are found where the bodies have them; if not, mado_search_rebuild() helps
 * @error: where to put what went wrong
 *
 * Reads every body: it takes seconds.
 *
 * Returns: whether the samples could be looked for
 */
gboolean
mado_search_check (MadoDatabase *reader, const MadoProgramme *programme, gboolean *out_is_right, GError **error)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_autoptr (MadoTransaction) snapshot = mado_transaction_begin (reader, error);
  Check check = { reader, programme, samples };
  gboolean is_right = TRUE;

  g_array_set_clear_func (samples, clear_sample);
  if (snapshot == NULL || !choose_samples (&check, error) || !read_bodies (&check, error))
    return FALSE;
  for (guint i = 0; i < samples->len; i++)
    if (!ask_index (&check, &g_array_index (samples, Sample, i), &is_right, error))
      return FALSE;
  *out_is_right = is_right;

  return TRUE;
}
