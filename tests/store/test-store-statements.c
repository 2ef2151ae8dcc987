/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every statement of src/store/, as it stands in the sources, is prepared, and none goes through a whole table where
 * there are many rows. */

#include <string.h>

#include "mado-statement.h"
#include "store-sample.h"

#define LITERAL "\"(?:[^\"\\\\]|\\\\.)*\""
#define N_AT_LEAST 40

/* What has to go through all rows, and why. */
static const char *const whole_tables[] = {
  "UPDATE entity SET seq = ?1", /* whatever is here may have changed, once the service is another */
  "SELECT row, text FROM body", /* a check reads all that there is */
  "SELECT entity.row, id, kind, state, version, text FROM entity LEFT JOIN body ON body.row = entity.row", /* the same
                                                                                                            */
  "SELECT count (*) FROM body WHERE row NOT IN (SELECT row FROM entity)", /* the same */
  "SELECT row, text FROM body ORDER BY row",                              /* the index is built anew */
  NULL,
};

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

static void
check_plan (MadoDatabase *database, const char *path, const char *sql)
{
  g_autofree char *explained = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, explained);
  g_autoptr (GError) error = NULL;

  while (mado_statement_step (statement)) {
    const char *plan = mado_statement_get_text (statement, 3);

    if (g_regex_match_simple ("^SCAN (entity|body|journal)\\b", plan, 0, 0) && !g_strv_contains (whole_tables, sql)) {
      g_test_message ("%s: %s: %s", path, sql, plan);
      g_test_fail ();
    }
  }
  mado_statement_finish (statement, &error);
  if (error != NULL)
    g_error ("%s: %s", path, sql);
}

static guint
check_file (MadoDatabase *database, const char *path)
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
    check_plan (database, path, sql);
    n_checked++;
  }

  return n_checked;
}

static guint
check_folder (MadoDatabase *database, const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  guint n_checked = 0;
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_file_test (file, G_FILE_TEST_IS_DIR))
      n_checked += check_folder (database, file);
    else if (g_str_has_suffix (name, ".c"))
      n_checked += check_file (database, file);
  }

  return n_checked;
}

static void
test_no_statement_goes_through_all_rows (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "store", NULL);
  guint n_checked = check_folder (database, path);

  g_test_message ("%u statements", n_checked);
  g_assert_cmpuint (n_checked, >=, N_AT_LEAST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/store-statements/none-goes-through-all-rows", test_no_statement_goes_through_all_rows);

  return g_test_run ();
}
