/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the statements in the sources, prepares each, and reads its plan. */

#include "mado-statement-check.h"

#include <string.h>

#include "mado-statement.h"

#define LITERAL "\"(?:[^\"\\\\]|\\\\.)*\""

/* Macros that stand between the literals of a statement. */
static char *
expand (const char *source, const char *statement)
{
  g_autoptr (GRegex) define = g_regex_new ("#define COLUMNS((?:[ \\\\\\n]+" LITERAL ")+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *columns = NULL;
  g_auto (GStrv) parts = NULL;

  if (strstr (statement, "COLUMNS") == NULL || !g_regex_match (define, source, 0, &match))
    return g_strdup (statement);
  columns = g_match_info_fetch (match, 1);
  parts = g_strsplit (statement, "COLUMNS", -1);

  return g_strjoinv (columns, parts);
}

/* The text that the literals spell together. */
static char *
join_literals (const char *literals)
{
  g_autoptr (GRegex) literal = g_regex_new ("\"((?:[^\"\\\\]|\\\\.)*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *joined = g_string_new (NULL);

  for (g_regex_match (literal, literals, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *part = g_match_info_fetch (match, 1);

    g_string_append (joined, part);
  }

  return g_string_free (joined, FALSE);
}

static gboolean
is_query (const char *sql)
{
  return g_regex_match_simple ("^(SELECT|INSERT|UPDATE|DELETE|WITH)\\b", sql, 0, 0);
}

/* "SCAN entity USING INDEX …" */
static gboolean
is_scan (const MadoStatementCheck *self, const char *plan)
{
  g_auto (GStrv) words = g_strsplit (plan, " ", 3);

  return g_strcmp0 (words[0], "SCAN") == 0 && g_strv_contains (self->tables, words[1]);
}

/* SQLite numbers $1, $2, … as they come: they have to come in order. */
static gboolean
is_in_order (const char *sql)
{
  guint highest = 0;

  for (const char *next = strchr (sql, '$'); next != NULL; next = strchr (next + 1, '$')) {
    const guint number = (guint) g_ascii_strtoull (next + 1, NULL, 10);

    if (number > highest + 1)
      return FALSE;
    highest = MAX (highest, number);
  }

  return TRUE;
}

static void
check_plan (const MadoStatementCheck *self, const char *path, const char *sql)
{
  g_autofree char *explained = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, explained);
  g_autoptr (GError) error = NULL;

  while (mado_statement_step (statement)) {
    const char *plan = mado_statement_get_text (statement, 3);

    if (is_scan (self, plan) && (self->whole == NULL || !g_strv_contains (self->whole, sql))) {
      g_test_message ("%s: %s: %s", path, sql, plan);
      g_test_fail ();
    }
  }
  mado_statement_finish (statement, &error);
  if (error != NULL || !is_in_order (sql))
    g_error ("%s: %s", path, sql);
}

static guint
check_file (const MadoStatementCheck *self, const char *path)
{
  g_autoptr (GRegex) statements = g_regex_new (
      "(?:\\[\\] =|mado_statement_take \\(\\w+,|_run_script \\([\\w>-]+,)((?:\\s*(?:" LITERAL "|COLUMNS))+)", 0, 0,
      NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *source = NULL;
  guint n_checked = 0;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  for (g_regex_match (statements, source, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *found = g_match_info_fetch (match, 1);
    g_autofree char *literals = expand (source, found);
    g_autofree char *sql = join_literals (literals);

    if (!is_query (sql))
      continue;
    check_plan (self, path, sql);
    n_checked++;
  }

  return n_checked;
}

/**
 * mado_statement_check_folder:
 * @self: what is checked
 * @path: a folder of sources
 *
 * Fails the test that is running for each statement that goes through all rows of a table; a statement that cannot be
 * prepared ends it.
 *
 * Returns: how many statements stand there
 */
guint
mado_statement_check_folder (const MadoStatementCheck *self, const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  guint n_checked = 0;
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_file_test (file, G_FILE_TEST_IS_DIR))
      n_checked += mado_statement_check_folder (self, file);
    else if (g_str_has_suffix (name, ".c"))
      n_checked += check_file (self, file);
  }

  return n_checked;
}
