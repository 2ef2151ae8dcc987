/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two programmes held against each other, and next year's copy of one. */

#include <string.h>

#include "mado-programme-copy.h"
#include "mado-programme-diff.h"
#include "mado-test-table.h"
#include "programme-sample.h"

static const struct {
  const char *old;
  const char *new;
  const char *item;
  const char *aspect; /* NULL: no difference */
  const char *before;
  const char *after;
} cases[] = {
  /* clang-format off */
  { "\"label\": \"氏名\"", "\"label\": \"申請者氏名\"", "name", "label", "氏名", "申請者氏名" },
  { "\"type\": \"name\"", "\"type\": \"text\"", "name", "type", "name", "text" },
  { "\"type\": \"name\", \"required\": \"always\"", "\"type\": \"name\"", "name", "required", "always", "" },
  { "\"label\": \"氏名\"", "\"see\": [\"lead\", \"clerk\"], \"label\": \"氏名\"", NULL, NULL, NULL, NULL },
  { "\"label\": \"給付希望の有無\"", "\"see\": \"clerk\", \"label\": \"給付希望の有無\"", "wish", "see", "clerk, lead", "clerk" },
  { "\"label\": \"給付希望の有無\"", "\"edit\": \"desk\", \"label\": \"給付希望の有無\"", "wish", "edit", "clerk", "clerk, lead" },
  { "\"label\": \"給付希望の有無\"", "\"give\": [], \"label\": \"給付希望の有無\"", "wish", "give", "ward", "" },
  { "\"name\":   {", "\"phone\": {\"label\": \"電話番号\", \"type\": \"phone\"}, \"name\":   {", "phone", "item", "", "電話番号" },
  /* clang-format on */
};

static void
assert_one_change (const MadoProgramme *older,
                   const MadoProgramme *newer,
                   const char *item,
                   const char *aspect,
                   const char *before,
                   const char *after)
{
  g_autoptr (GPtrArray) changes = mado_programme_compare_items (older, newer);

  g_assert_cmpuint (changes->len, ==, aspect != NULL ? 1 : 0);
  if (aspect == NULL)
    return;
  const MadoItemChange *change = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (change->item, ==, item);
  g_assert_cmpstr (change->aspect, ==, aspect);
  g_assert_cmpstr (change->before, ==, before);
  g_assert_cmpstr (change->after, ==, after);
}

static void
each_difference_is_told_both_ways (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);
  g_autoptr (MadoProgramme) older = programme_sample_read (text);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *changed = programme_sample_replace (text, cases[i].old, cases[i].new);
    g_autoptr (MadoProgramme) newer = programme_sample_read (changed);

    assert_one_change (older, newer, cases[i].item, cases[i].aspect, cases[i].before, cases[i].after);
    assert_one_change (newer, older, cases[i].item, cases[i].aspect, cases[i].after, cases[i].before);
  }
}

static void
a_role_that_joins_an_audience_shows_at_every_item (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);
  g_autofree char *more =
      programme_sample_replace (text, "\"lead\": \"業務責任者\"", "\"lead\": \"業務責任者\", \"agent\": \"電話\"");
  g_autofree char *changed = programme_sample_replace (more, "\"desk\": [", "\"desk\": [\"agent\", ");
  g_autoptr (MadoProgramme) older = programme_sample_read (text);
  g_autoptr (MadoProgramme) newer = programme_sample_read (changed);
  g_autoptr (GPtrArray) changes = mado_programme_compare_items (older, newer);

  g_assert_cmpuint (changes->len, ==, mado_section_get_count (older->items));
}

/* --- next year ---------------------------------------------------------------------------------------------------- */

static char *
copy_next_year (const char *text)
{
  g_autoptr (MadoProgramme) programme = programme_sample_read (text);
  g_autoptr (GBytes) next = mado_programme_dup_next_year (programme);
  gsize length;
  const char *bytes = g_bytes_get_data (next, &length);

  return g_strndup (bytes, length);
}

static void
next_year_is_the_same_a_year_on (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);
  g_autofree char *next = copy_next_year (text);
  g_autofree char *after = copy_next_year (next);
  g_autoptr (MadoProgramme) older = programme_sample_read (text);
  g_autoptr (MadoProgramme) newer = programme_sample_read (next);
  g_autoptr (MadoProgramme) newest = programme_sample_read (after);

  g_assert_cmpstr (newer->identity.id, ==, "smallest-r8");
  g_assert_cmpint (newer->identity.fiscal_year, ==, 2026);
  g_assert_cmpstr (newer->identity.open, ==, "2026-04-01");
  g_assert_cmpstr (newer->identity.close, ==, "2027-03-31");
  g_assert_cmpstr (newest->identity.id, ==, "smallest-r9");
  assert_one_change (older, newest, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (strlen (next), ==, strlen (text) + strlen ("-r8"));
}

static void
next_year_of_escaped_text (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);
  g_autofree char *escaped = programme_sample_replace (text, "\"id\": \"smallest\"", "\"id\": \"\\u0073mallest-r7\"");
  g_autofree char *next = copy_next_year (escaped);
  g_autoptr (MadoProgramme) newer = programme_sample_read (next);

  g_assert_cmpstr (newer->identity.id, ==, "smallest-r8");
}

static void
every_programme_has_a_next_year (void)
{
  static const char *const names[] = { "babysitter-r7.json", "kosodate-oen-r7.json", "ninpu-r7.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = programme_sample_load_text (names[i]);
    g_autofree char *next = copy_next_year (text);
    g_autoptr (MadoProgramme) newer = programme_sample_read (next);
    g_assert_true (g_str_has_suffix (newer->identity.id, "-r8"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/programme-diff/each-difference-is-told-both-ways", each_difference_is_told_both_ways);
  g_test_add_func ("/programme-diff/a-role-that-joins-an-audience-shows-at-every-item",
                   a_role_that_joins_an_audience_shows_at_every_item);
  g_test_add_func ("/programme-copy/next-year-is-the-same-a-year-on", next_year_is_the_same_a_year_on);
  g_test_add_func ("/programme-copy/next-year-of-escaped-text", next_year_of_escaped_text);
  g_test_add_func ("/programme-copy/every-programme-has-a-next-year", every_programme_has_a_next_year);

  return g_test_run ();
}
