/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-zengin-preflight.h"
#include "zengin-vectors.h"

static void
test_the_year_is_the_first_that_has_the_day_soon (void)
{
  static const struct {
    const char *mmdd;
    const char *file_date;
    const char *found;
  } rows[] = {
    { "0425", "2025-04-01", "2025-04-25" }, { "0425", "2025-04-25", "2025-04-25" },
    { "0425", "2025-04-26", "" },           { "0110", "2025-12-20", "2026-01-10" },
    { "1231", "2025-12-31", "2025-12-31" }, { "0229", "2024-01-10", "2024-02-29" },
    { "0229", "2025-01-10", "" },           { "0531", "2025-04-01", "2025-05-31" },
    { "0601", "2025-04-01", "" },           { "0331", "2025-04-01", "" },
    { "1332", "2025-12-20", "" },           { "", "2025-12-20", "" },
    { "+425", "2025-04-01", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MadoDate date = mado_zengin_find_transfer_date (rows[i].mmdd, mado_date_from_iso (rows[i].file_date));

    g_test_message ("%s on %s", rows[i].mmdd, rows[i].file_date);
    g_assert_cmpint (mado_date_compare (date, mado_date_from_iso (rows[i].found)), ==, 0);
  }
}

static gboolean
is_weekday (MadoDate day, gpointer user_data)
{
  return mado_date_get_weekday (day) % 6 != 0;
}

static gboolean
has_branch (const char *bank, const char *branch, gpointer user_data)
{
  const char *const *branches = user_data;
  g_autofree char *code = g_strconcat (bank, branch, NULL);

  for (; *branches != NULL; branches++)
    if (branch != NULL ? strcmp (*branches, code) == 0 : strncmp (*branches, code, 4) == 0)
      return TRUE;

  return FALSE;
}

static char *
look_on (const char *file_date, const char *const *branches)
{
  const MadoZenginTerms terms = { mado_date_from_iso (file_date), is_weekday, has_branch, (gpointer) branches };
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (zengin_vectors_load_sound_file ());
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), findings);

  mado_zengin_preflight (file, &terms, findings);

  return zengin_vectors_describe (findings);
}

/* The sound file pays on 25 April from 0001/209 to 0001/240, 9900/018 and 0005/341. */
static void
test_days_and_branches_must_exist (void)
{
  const char *const all[] = { "0001209", "0001240", "9900018", "0005341", NULL };
  const char *const some[] = { "0001209", "0001240", "0005342", NULL };
  g_autofree char *friday = look_on ("2025-04-01", all);
  g_autofree char *saturday = look_on ("2026-04-01", all);
  g_autofree char *too_late = look_on ("2025-04-26", all);
  g_autofree char *unknown = look_on ("2025-04-01", some);

  g_assert_cmpstr (friday, ==, "");
  g_assert_cmpstr (saturday, ==, "E_DATE_CLOSED 1 55");
  g_assert_cmpstr (too_late, ==, "E_DATE_FAR 1 55");
  g_assert_cmpstr (unknown, ==, "E_BANK_NONE 3 2, E_BRANCH_NONE 4 21");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zengin/preflight/the-year-is-the-first-that-has-the-day-soon",
                   test_the_year_is_the_first_that_has_the_day_soon);
  g_test_add_func ("/zengin/preflight/days-and-branches-must-exist", test_days_and_branches_must_exist);

  return g_test_run ();
}
