/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is saved of a stage: each row with what became of it, each finding with its place, and nothing that anybody
 * typed. */

#include <string.h>

#include "intake-sample.h"
#include "mado-intake-report.h"

static void
set_up (IntakeSample *self, gconstpointer data)
{
  intake_sample_begin (self, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
}

static void
tear_down (IntakeSample *self, gconstpointer data)
{
  intake_sample_end (self);
}

static const char *
translate (const char *english)
{
  return strcmp (english, "Refused") == 0 ? "拒否" : english;
}

static void
test_a_list_to_save (IntakeSample *self, gconstpointer data)
{
  static const char text[] = "受付番号,氏名,生年月日\n1,見本 花子,2025-02-29\n,見本 太郎,1990-01-01\n";
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "=6月.csv", text);
  g_autoptr (GBytes) list = mado_intake_report_write (stage, NULL, translate);
  g_autofree char *lines = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  g_autofree char *line = mado_intake_report_describe (intake_sample_get_file (stage, 0), translate);

  g_assert_true (g_str_has_prefix (lines, "\xEF\xBB\xBF\"File\",\"Row\",\"Column\",\"Receipt number\""));
  g_assert_nonnull (strstr (lines, "\"'=6月.csv\",\"2\",\"\",\"logo:1\",\"Written\",\"\",\"\",\"\"\r\n"));
  g_assert_nonnull (
      strstr (lines, "\"2\",\"3\",\"logo:1\",\"Written\",\"E_DATE:E_RANGE\",\"birth_date\",\"This is no date.\""));
  g_assert_nonnull (
      strstr (lines, "\"3\",\"1\",\"\",\"拒否\",\"E_NO_RECEIPT\",\"\",\"The receipt number is missing.\""));
  g_assert_null (strstr (lines, "見本"));
  g_assert_null (strstr (lines, "2025-02-29"));
  g_assert_cmpstr (line, ==, "=6月.csv: New 1, of which written 1, 拒否 1");
}

/* Whatever a reader can find has a sentence. */
static void
test_each_code_has_a_sentence (void)
{
  static const char *const folders[] = { "formats/form", "formats/intake", "intake" };
  g_autoptr (GRegex) pattern = g_regex_new ("\"([EW]_[A-Z_]+)\"", 0, 0, NULL);
  guint n_codes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", folders[i], NULL);
    g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
    const char *name;

    g_assert_nonnull (files);
    while ((name = g_dir_read_name (files)) != NULL) {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *source = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
      for (g_regex_match (pattern, source, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL)) {
        g_autofree char *code = g_match_info_fetch (match, 1);

        g_assert_cmpstr (mado_intake_code_get_message (code), !=, "");
        n_codes++;
      }
    }
  }
  g_assert_cmpuint (n_codes, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/intake-report/a-list-to-save", IntakeSample, NULL, set_up, test_a_list_to_save, tear_down);
  g_test_add_func ("/intake-report/each-code-has-a-sentence", test_each_code_has_a_sentence);

  return g_test_run ();
}
