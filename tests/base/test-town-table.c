/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-town-table.h"

#include <gio/gio.h>
#include <string.h>

#include "mado-test-table.h"

static MadoTownTable *
load_towns (const char *name)
{
  gsize length;
  g_autofree char *text = mado_test_load_file (name, &length);
  g_autoptr (GError) error = NULL;
  MadoTownTable *towns = mado_town_table_new (text, length, &error);

  g_assert_no_error (error);

  return towns;
}

static MadoTownTable *
make_towns (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoTownTable *towns = mado_town_table_new (text, strlen (text), &error);

  g_assert_no_error (error);

  return towns;
}

static void
test_a_code_may_have_several_towns (void)
{
  g_autoptr (MadoTownTable) towns = load_towns ("postal/made-up-towns.tsv");
  guint first;

  g_assert_cmpuint (mado_town_table_find_code (towns, "9990003", &first), ==, 2);
  g_assert_cmpstr (mado_town_table_get (towns, first).name, ==, "柳");
  g_assert_cmpstr (mado_town_table_get (towns, first + 1).name, ==, "桜");
  g_assert_cmpuint (mado_town_table_find_code (towns, "9980002", &first), ==, 1);
  g_assert_cmpstr (mado_town_table_get (towns, first).conditions, ==, "２０〜２８丁目");
  g_assert_cmpuint (mado_town_table_find_code (towns, "0000000", &first), ==, 0);
  g_assert_cmpuint (mado_town_table_find_code (towns, "9999999", &first), ==, 0);
  g_assert_cmpuint (mado_town_table_find_code (towns, "nonsense", &first), ==, 0);
}

static void
test_every_code_of_the_ward_is_found (void)
{
  g_autoptr (MadoTownTable) towns = load_towns ("postal/shinjuku-towns.tsv");

  g_assert_cmpuint (mado_town_table_get_count (towns), ==, 97);
  for (guint i = 0; i < mado_town_table_get_count (towns); i++) {
    MadoTown town = mado_town_table_get (towns, i);
    guint first;

    g_assert_cmpstr (town.city, ==, "新宿区");
    g_assert_cmpuint (mado_town_table_find_code (towns, town.code, &first), ==, 1);
    g_assert_cmpuint (first, ==, i);
  }
}

static void
test_the_longest_name_wins (void)
{
  g_autoptr (MadoTownTable) towns =
      make_towns ("13104\t東京都\t新宿区\n1600001\t四谷\n1600002\t四谷三栄町\n1600003\t四\n");
  g_autoptr (GByteArray) scope = mado_town_table_new_scope (towns);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  g_assert_cmpuint (mado_town_table_match_town (towns, "四谷三栄町1-2", scope, found), ==, strlen ("四谷三栄町"));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (mado_town_table_get (towns, g_array_index (found, guint, 0)).code, ==, "1600002");
  g_array_set_size (found, 0);
  g_assert_cmpuint (mado_town_table_match_town (towns, "四谷三丁目", scope, found), ==, strlen ("四谷"));
  g_array_set_size (found, 0);
  g_assert_cmpuint (mado_town_table_match_town (towns, "三栄町", scope, found), ==, 0);
  g_assert_cmpuint (mado_town_table_match_town (towns, "", scope, found), ==, 0);
}

static void
test_rows_of_another_kind_are_refused (void)
{
  const char *const wrong[] = { "1600001\t四谷\n",                       /* a town of no municipality */
                                "13104\t東京都\n",                       /* a municipality without a name */
                                "13104\t東京都\t新宿区\n160001\t四谷\n", /* no code */
                                "13104\t東京都\t新宿区\n1600001\ta\tb\tc\n",
                                "nonsense\n",
                                "\xff\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_town_table_new (wrong[i], strlen (wrong[i]), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
}

static void
test_zeros_are_a_code (void)
{
  g_autoptr (MadoTownTable) towns = make_towns ("00000\t架空県\t見本市\n0000000\t甲\n");
  guint first;

  g_assert_cmpuint (mado_town_table_find_code (towns, "0000000", &first), ==, 1);
  g_assert_cmpuint (mado_town_table_find_code (towns, "nonsense", &first), ==, 0);
}

static void
test_nothing_is_an_empty_table (void)
{
  g_autoptr (MadoTownTable) towns = make_towns ("");
  g_autoptr (GByteArray) scope = mado_town_table_new_scope (towns);
  guint first;

  g_assert_cmpuint (mado_town_table_get_count (towns), ==, 0);
  g_assert_cmpuint (mado_town_table_find_code (towns, "1600022", &first), ==, 0);
  g_assert_cmpuint (mado_town_table_match_city (towns, "新宿区", scope), ==, 0);
}

static void
test_changes_are_counted (void)
{
  g_autoptr (MadoTownTable) before =
      make_towns ("98101\t架空県\t見本市\n9980001\t甲\n9980002\t乙\n9980003\t丙\n9980003\t丁\n9980004\t戊\tその他\n");
  g_autoptr (MadoTownTable) after =
      make_towns ("98101\t架空県\t見本市\n9980001\t甲\n9980012\t乙\n9980003\t丙\n9980005\t己\n9980004\t戊\t１丁目\n"
                  "9980006\t庚\n9980001\t甲\n");
  MadoTownChanges changes = mado_town_table_compare (before, after);
  MadoTownChanges none = mado_town_table_compare (after, after);

  g_assert_cmpuint (changes.added, ==, 2);   /* 己 庚 */
  g_assert_cmpuint (changes.removed, ==, 1); /* 丁 */
  g_assert_cmpuint (changes.changed, ==, 2); /* 乙 戊 */
  g_assert_cmpuint (none.added + none.removed + none.changed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/town-table/a-code-may-have-several-towns", test_a_code_may_have_several_towns);
  g_test_add_func ("/town-table/every-code-of-the-ward-is-found", test_every_code_of_the_ward_is_found);
  g_test_add_func ("/town-table/the-longest-name-wins", test_the_longest_name_wins);
  g_test_add_func ("/town-table/rows-of-another-kind-are-refused", test_rows_of_another_kind_are_refused);
  g_test_add_func ("/town-table/zeros-are-a-code", test_zeros_are_a_code);
  g_test_add_func ("/town-table/nothing-is-an-empty-table", test_nothing_is_an_empty_table);
  g_test_add_func ("/town-table/changes-are-counted", test_changes_are_counted);

  return g_test_run ();
}
