/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes in the search box, and as the name and address of somebody: the index understands what it is asked, and
 * leaves out nobody whom the query finds. */

#include <sqlcipher/sqlite3.h>
#include <stdint.h>
#include <string.h>

#include "mado-search-query.h"
#include "mado-store-error.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gpointer
open_index (gpointer unused)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection,
                                 "CREATE VIRTUAL TABLE search USING"
                                 " fts5 (grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);

  return connection;
}

static int
run (sqlite3 *connection, const char *sql, const char *grams)
{
  sqlite3_stmt *statement = NULL;
  int result;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_bind_text (statement, 1, grams, -1, SQLITE_TRANSIENT), ==, SQLITE_OK);
  result = sqlite3_step (statement);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);

  return result;
}

static void
add_key (GArray *keys, MadoSearchField field, MadoSearchForm form, const char *text)
{
  MadoSearchKey key;

  mado_search_key_init (&key, field, form, text);
  g_assert_true (g_utf8_validate (key.texts[MADO_FOLD_LOOSE], -1, NULL));
  if (*key.texts[MADO_FOLD_LOOSE] != '\0')
    g_array_append_val (keys, key);
  else
    mado_search_key_clear (&key);
}

static GArray *
make_keys (const char *text)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (MadoSearchKey));

  g_array_set_clear_func (keys, mado_search_key_clear);
  add_key (keys, MADO_SEARCH_NAME, MADO_SEARCH_FORM_NAME, text);
  add_key (keys, MADO_SEARCH_PHONE, MADO_SEARCH_FORM_NUMBER, text);
  add_key (keys, MADO_SEARCH_CODE, MADO_SEARCH_FORM_CODE, text);
  add_key (keys, MADO_SEARCH_DATE, MADO_SEARCH_FORM_DATE, text);
  add_key (keys, MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_ADDRESS, text);
  add_key (keys, MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_BLOCK, text);

  return keys;
}

/* Asks the index for a row of these keys. */
static void
check_index (const MadoSearchQuery *query, const GArray *keys)
{
  static GOnce once = G_ONCE_INIT;
  sqlite3 *connection = g_once (&once, open_index, NULL);
  g_autofree char *row = mado_search_grams_spell (keys);
  MadoSearchMatch match = { MADO_SEARCH_N_RANKS };
  gboolean is_found = mado_search_query_judge (query, keys, MADO_FOLD_LOOSE, &match);

  run (connection, "INSERT INTO search (rowid, grams) VALUES (1, ?1)", row);
  for (MadoSearchRank rank = 0; rank < MADO_SEARCH_N_RANKS; rank++) {
    g_autofree char *grams = mado_search_query_dup_grams (query, rank);
    int result = run (connection, "SELECT rowid FROM search WHERE search MATCH ?1", grams);

    g_assert_true (result == SQLITE_ROW || result == SQLITE_DONE);
    if (is_found && (rank == match.rank || rank == MADO_SEARCH_RANK_OTHER))
      g_assert_cmpint (result, ==, SQLITE_ROW);
    if (!is_found && rank == MADO_SEARCH_RANK_OTHER && mado_search_query_decides (query))
      g_assert_cmpint (result, ==, SQLITE_DONE);
  }
  run (connection, "INSERT INTO search (search, rowid, grams) VALUES ('delete', 1, ?1)", row);
}

static void
check_query (const char *typed, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSearchQuery) query = mado_search_query_new (typed, &error);
  MadoSearchMatch match;

  if (query == NULL) {
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG);
    g_assert_cmpuint (strlen (typed), >, MADO_SEARCH_MAX_LENGTH);
    return;
  }
  if (mado_search_query_is_empty (query))
    return;

  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autoptr (GArray) own = make_keys (valid);
  g_autoptr (GArray) keys = make_keys (text);

  g_assert_true (mado_search_query_judge (query, own, MADO_FOLD_STRICT, &match));
  g_assert_cmpint (match.rank, ==, MADO_SEARCH_RANK_WHOLE);
  check_index (query, keys);
}

/* What is typed, and behind a NUL somebody's text; without one they are the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);
  gsize length = strlen (typed);
  g_autofree char *behind = length < size ? g_strndup ((const char *) data + length + 1, size - length - 1) : NULL;
  g_autofree char *text = g_utf8_make_valid (behind != NULL ? behind : typed, -1);

  check_query (typed, text);

  return 0;
}
