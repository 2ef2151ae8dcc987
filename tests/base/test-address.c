/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-address.h"

#include <string.h>

#include "mado-test-table.h"
#include "mado-town-conditions.h"

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

/* The ward beside the made-up prefecture, so that names can be confused. */
static MadoTownTable *
load_country (void)
{
  g_autofree char *ward = mado_test_load_file ("postal/shinjuku-towns.tsv", NULL);
  g_autofree char *made_up = mado_test_load_file ("postal/made-up-towns.tsv", NULL);
  g_autofree char *text = g_strconcat (ward, made_up, "98401\t架空県\t新見本市\n9984001\t新宿\n", NULL);
  g_autoptr (GError) error = NULL;
  MadoTownTable *towns = mado_town_table_new (text, strlen (text), &error);

  g_assert_no_error (error);

  return towns;
}

static void
assert_address (const MadoTownTable *towns,
                const char *text,
                const char *zip,
                const char *place,
                const char *town,
                const char *block,
                const char *building)
{
  g_autoptr (MadoAddress) address = mado_address_parse (text, towns);
  g_autofree char *found_place = g_strconcat (address->prefecture, address->city, NULL);

  g_test_message ("%s", text);
  g_assert_cmpstr (address->zip, ==, zip);
  g_assert_cmpstr (found_place, ==, place);
  g_assert_cmpstr (address->town, ==, town);
  g_assert_cmpstr (address->block, ==, block);
  g_assert_cmpstr (address->building, ==, building);
}

static void
test_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("postal.address.tsv");
  g_autoptr (MadoTownTable) towns = load_towns ("postal/shinjuku-towns.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++)
    assert_address (towns, mado_test_table_get (table, i, "input"), mado_test_table_get (table, i, "zip"),
                    "東京都新宿区", mado_test_table_get (table, i, "town"), mado_test_table_get (table, i, "block"),
                    mado_test_table_get (table, i, "building"));
}

static void
test_begins_anywhere (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();
  const char *const beginnings[] = { "〒160-0021 東京都新宿区",
                                     "1600021東京都新宿区",
                                     "東京都新宿区",
                                     "東京都　新宿区　",
                                     "新宿区",
                                     "東京都",
                                     "",
                                     "〒160ー0021 " };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++) {
    g_autofree char *text = g_strconcat (beginnings[i], "歌舞伎町1-4-1", NULL);

    assert_address (towns, text, "1600021", "東京都新宿区", "歌舞伎町", "1-4-1", "");
  }
}

static void
test_a_ward_stands_for_its_city (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "北区本町1", "9980003", "架空県見本市北区", "本町", "1", "");
  assert_address (towns, "架空県南区本町1", "9981003", "架空県見本市南区", "本町", "1", "");
  assert_address (towns, "例示町柳5番地", "9990003", "架空県雛形郡例示町", "柳", "5", "");
}

static void
test_what_may_be_two_places_is_left_open (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "本町1", "", "架空県", "本町", "1", "");
  assert_address (towns, "〒998-1003 本町1", "9981003", "架空県見本市南区", "本町", "1", "");
  assert_address (towns, "新宿1", "", "", "新宿", "1", "");
  assert_address (towns, "新宿区新宿1", "1600022", "東京都新宿区", "新宿", "1", "");
}

static void
test_the_code_that_is_written_stays (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "〒999-9999 新宿区余丁町1", "9999999", "東京都新宿区", "余丁町", "1", "");
  assert_address (towns, "〒60-0001 新宿区余丁町1", "0600001", "東京都新宿区", "余丁町", "1", "");
  assert_address (towns, "〒12 新宿区余丁町1", "1620055", "東京都新宿区", "余丁町", "1", "");
}

static void
test_a_town_has_many_spellings (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();
  const char *const spellings[] = { "霞ヶ丘町", "霞ケ丘町", "霞が丘町", "霞ガ丘町", "霞ｹ丘町", "霞ヶ丘町\u200b" };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++) {
    g_autofree char *text = g_strconcat ("新宿区", spellings[i], "10-1", NULL);

    assert_address (towns, text, "1600013", "東京都新宿区", "霞ケ丘町", "10-1", "");
  }
  assert_address (towns, "見本市南区霞が浜1", "9981004", "架空県見本市南区", "霞ヶ浜", "1", "");
}

static void
test_numbers_in_a_towns_name_are_no_block (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "新宿区四谷3栄町１", "1600008", "東京都新宿区", "四谷三栄町", "1", "");
  assert_address (towns, "新宿区二十騎町二番", "1620855", "東京都新宿区", "二十騎町", "2", "");
  assert_address (towns, "新宿区百人町三の二の一", "1690073", "東京都新宿区", "百人町", "3-2-1", "");
  assert_address (towns, "見本市北区北1条西19丁目3", "9980001", "架空県見本市北区", "北一条西", "19-3", "");
  assert_address (towns, "新宿区四谷三丁目", "1600004", "東京都新宿区", "四谷", "3", "");
}

static void
test_the_block_chooses_between_codes (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "新宿区西早稲田3-2-1", "1690051", "東京都新宿区", "西早稲田", "3-2-1", "");
  assert_address (towns, "新宿区西早稲田2-1-23", "1620051", "東京都新宿区", "西早稲田", "2-1-23", "");
  assert_address (towns, "新宿区西早稲田2-1-24", "1690051", "東京都新宿区", "西早稲田", "2-1-24", "");
  assert_address (towns, "新宿区西早稲田2-2", "1620051", "東京都新宿区", "西早稲田", "2-2", "");
  assert_address (towns, "新宿区西早稲田", "", "東京都新宿区", "西早稲田", "", "");
  assert_address (towns, "新宿区戸山3-21-1", "1690052", "東京都新宿区", "戸山", "3-21-1", "");
  assert_address (towns, "新宿区戸山3-19-1", "1620052", "東京都新宿区", "戸山", "3-19-1", "");
  assert_address (towns, "見本市北区北一条西20丁目", "9980002", "架空県見本市北区", "北一条西", "20", "");
  assert_address (towns, "見本市北区北一条西29丁目", "", "架空県見本市北区", "北一条西", "29", "");
}

static void
test_chome_belongs_to_the_block (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();

  assert_address (towns, "見本市北区四季一丁目2番3号", "9980004", "架空県見本市北区", "四季", "1-2-3", "");
  assert_address (towns, "見本市北区四季1丁目", "9980004", "架空県見本市北区", "四季", "1", "");
}

static void
test_block_ends_where_the_building_begins (void)
{
  static const struct {
    const char *text;
    const char *block;
    const char *building;
  } rows[] = {
    { "3丁目12番3号105", "3-12-3", "105" },
    { "3丁目12番3号ハイツ105", "3-12-3", "ハイツ105" },
    { "3丁目12番3号の2", "3-12-3-2", "" },
    { "3-12-3-105号室", "3-12-3", "105号室" },
    { "1 - 4 - 1", "1-4-1", "" },
    { "4丁目 9番 10号 3階", "4-9-10", "3階" },
    { "1-20-3B棟402", "1-20-3", "B棟402" },
    { "1-20-3-B402", "1-20-3", "B402" },
    { "5-1　5F", "5-1", "5F" },
    { "5番地の1", "5-1", "" },
    { "5番地 1", "5-1", "" },
    { "5番地 1号棟", "5", "1号棟" },
    { "5番地1号室", "5", "1号室" },
    { "四丁六番十九号", "4-6-19", "" },
    { "12 三光荘", "12", "三光荘" },
    { "12番三光荘", "12", "三光荘" },
    { "12の三", "12-3", "" },
    { "12の三光荘", "12", "の三光荘" },
    { "百二十番地二", "120", "二" },
    { "一〇一番", "101", "" },
    { "3-2 1番館", "3-2", "1番館" },
    { "3-2 第2ビル", "3-2", "第2ビル" },
    { "3-2 2ndビル", "3-2", "2ndビル" },
    { "ハイツ3-2", "", "ハイツ3-2" },
    { "、3-2", "3-2", "" },
    { "ー3-2", "3-2", "" },
    { "3-2 ザ・タワーー", "3-2", "ザ・タワーー" },
    { "3-2 ﾀﾜｰ\t\tＡ‐１", "3-2", "タワー A-1" },
  };
  g_autoptr (MadoTownTable) towns = load_country ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat ("新宿区余丁町", rows[i].text, NULL);

    assert_address (towns, text, "1620055", "東京都新宿区", "余丁町", rows[i].block, rows[i].building);
  }
}

static void
test_an_unknown_town_leaves_the_rest_complete (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();
  g_autoptr (MadoAddress) address = mado_address_parse ("新宿区八丁堀三番町三丁目5番2号 ハイツ", towns);

  g_assert_false (address->town_known);
  g_assert_cmpstr (address->zip, ==, "");
  g_assert_cmpstr (address->prefecture, ==, "東京都");
  g_assert_cmpstr (address->city, ==, "新宿区");
  g_assert_cmpstr (address->town, ==, "八丁堀三番町");
  g_assert_cmpstr (address->block, ==, "3-5-2");
  g_assert_cmpstr (address->building, ==, "ハイツ");
}

static void
test_same_place_however_it_is_written (void)
{
  static const struct {
    const char *a, *b;
    MadoAddressMatch match;
  } rows[] = {
    { "新宿区余丁町3-2 ハイツ 105号室", "〒162-0055余丁町三丁目二番 ハイツ105", MADO_ADDRESS_SAME },
    { "新宿区余丁町3-2-105", "新宿区余丁町3-2 105号室", MADO_ADDRESS_SAME },
    { "新宿区余丁町3-2 a棟105", "新宿区余丁町3-2 Ａ105", MADO_ADDRESS_SAME },
    { "新宿区余丁町3-2 ハイツ105", "新宿区余丁町3-2", MADO_ADDRESS_SAME_BLOCK },
    { "新宿区余丁町3-2 ハイツ105", "新宿区余丁町3-2 ハイツ106", MADO_ADDRESS_SAME_BLOCK },
    { "新宿区余丁町3-2", "新宿区余丁町3-3", MADO_ADDRESS_DIFFERENT },
    { "新宿区余丁町3-2", "新宿区戸山3-2", MADO_ADDRESS_DIFFERENT },
    { "〒162-0055 新宿区よ丁町3-2", "新宿区余丁町3-2", MADO_ADDRESS_SAME },
    { "〒160-8484 新宿区余丁町3-2", "新宿区余丁町3-2", MADO_ADDRESS_SAME },
    { "見本市北区本町1", "見本市南区本町1", MADO_ADDRESS_DIFFERENT },
    { "見本市北区本町1", "本町1", MADO_ADDRESS_SAME },
    { "見本市北区四季一丁目2", "見本市北区四季1-2", MADO_ADDRESS_SAME },
    { "1-2", "1-2", MADO_ADDRESS_DIFFERENT }, /* of which town? */
    { "", "", MADO_ADDRESS_DIFFERENT },
  };
  g_autoptr (MadoTownTable) towns = load_country ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoAddress) a = mado_address_parse (rows[i].a, towns);
    g_autoptr (MadoAddress) b = mado_address_parse (rows[i].b, towns);

    g_test_message ("%s / %s", rows[i].a, rows[i].b);
    g_assert_cmpint (mado_address_compare (a, b), ==, rows[i].match);
    g_assert_cmpint (mado_address_compare (b, a), ==, rows[i].match);
  }
}

static void
assert_joins_to_itself (const char *text, const MadoTownTable *towns)
{
  g_autoptr (MadoAddress) first = mado_address_parse (text, towns);
  g_autofree char *joined = mado_address_join (first);
  g_autoptr (MadoAddress) second = mado_address_parse (joined, towns);
  g_autofree char *again = mado_address_join (second);

  g_assert_true (g_utf8_validate (joined, -1, NULL));
  if (first->prefecture[0] == '\0' && first->town[0] == '\0')
    return; /* a block alone may look like a postal code */
  g_assert_cmpstr (joined, ==, again);
  g_assert_cmpstr (first->block, ==, second->block);
  g_assert_cmpstr (first->building, ==, second->building);
}

static void
test_the_joined_form_is_stable (void)
{
  static const char *const pieces[] = {
    "〒",     "160-0022", "東京都", "新宿区", "新宿", "本町", "四季一丁目", "北1条西", "3", "十二",
    "丁目",   "番地",     "番",     "号",     "号室", "の",   "-",          "ー",      " ", "　",
    "ハイツ", "F",        "A1",     "棟",     "、",   "一",   "ﾞ",          "ヶ",
  };
  g_autoptr (MadoTownTable) towns = load_country ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1620055);

  for (int round = 0; round < 20000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = g_rand_int_range (random, 0, 12); i > 0; i--)
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
    g_test_message ("%s", text->str);
    assert_joins_to_itself (text->str, towns);
  }
}

static void
test_hostile_text_takes_linear_time (void)
{
  g_autoptr (MadoTownTable) towns = load_country ();
  static const char *const pieces[] = { "一", "十", "1", "1番", "の", "-", " ", "（", "ﾞ", "新宿", "\xff", "号室1" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new ("新宿区新宿");

    while (text->len < 500000)
      g_string_append (text, pieces[i]);
    g_autoptr (MadoAddress) address = mado_address_parse (text->str, towns);
    g_assert_true (address->town_known);
    g_string_erase (text, 0, (gssize) strlen ("新宿区新宿"));
    g_autoptr (MadoAddress) headless = mado_address_parse (text->str, towns);
    g_assert_nonnull (headless->town);
  }
}

static void
test_conditions (void)
{
  static const struct {
    const char *conditions;
    const char *block;
    MadoTownVerdict verdict;
  } rows[] = {
    { "", "1", MADO_TOWN_CONDITIONS_REST },
    { "その他", "1", MADO_TOWN_CONDITIONS_REST },
    { "次のビルを除く", "1", MADO_TOWN_CONDITIONS_UNKNOWN },
    { "１〜１９丁目", "19", MADO_TOWN_CONDITIONS_FULFILLED },
    { "１〜１９丁目", "20", MADO_TOWN_CONDITIONS_UNFULFILLED },
    { "１〜１９丁目", "", MADO_TOWN_CONDITIONS_UNKNOWN },
    { "１、３〜５丁目", "4-1", MADO_TOWN_CONDITIONS_UNKNOWN }, /* the 1 has no unit of its own */
    { "１丁目、３〜５丁目", "4-1", MADO_TOWN_CONDITIONS_FULFILLED },
    { "２丁目１番１〜２３号、２番", "2-1-24", MADO_TOWN_CONDITIONS_UNFULFILLED },
    { "２丁目１番１〜２３号、２番", "2-2-9", MADO_TOWN_CONDITIONS_FULFILLED },
    { "２丁目１番１〜２３号、２番", "1-2-9", MADO_TOWN_CONDITIONS_UNFULFILLED },
    { "３丁目１８・２１番", "3-18", MADO_TOWN_CONDITIONS_FULFILLED },
    { "３丁目１８・２１番", "3-19", MADO_TOWN_CONDITIONS_UNFULFILLED },
    { "１〜１００番地", "100-3", MADO_TOWN_CONDITIONS_FULFILLED },
    { "１〜１００番地", "101-3", MADO_TOWN_CONDITIONS_UNFULFILLED },
    { "１〜", "1", MADO_TOWN_CONDITIONS_UNKNOWN },
    { "９９９９９９９番地", "1", MADO_TOWN_CONDITIONS_UNKNOWN },
    { "１番地、", "1", MADO_TOWN_CONDITIONS_FULFILLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s %s", rows[i].conditions, rows[i].block);
    g_assert_cmpint (mado_town_conditions_judge (rows[i].conditions, rows[i].block), ==, rows[i].verdict);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/vectors", test_vectors);
  g_test_add_func ("/address/begins-anywhere", test_begins_anywhere);
  g_test_add_func ("/address/a-ward-stands-for-its-city", test_a_ward_stands_for_its_city);
  g_test_add_func ("/address/what-may-be-two-places-is-left-open", test_what_may_be_two_places_is_left_open);
  g_test_add_func ("/address/the-code-that-is-written-stays", test_the_code_that_is_written_stays);
  g_test_add_func ("/address/a-town-has-many-spellings", test_a_town_has_many_spellings);
  g_test_add_func ("/address/numbers-in-a-towns-name-are-no-block", test_numbers_in_a_towns_name_are_no_block);
  g_test_add_func ("/address/the-block-chooses-between-codes", test_the_block_chooses_between_codes);
  g_test_add_func ("/address/chome-belongs-to-the-block", test_chome_belongs_to_the_block);
  g_test_add_func ("/address/block-ends-where-the-building-begins", test_block_ends_where_the_building_begins);
  g_test_add_func ("/address/an-unknown-town-leaves-the-rest-complete", test_an_unknown_town_leaves_the_rest_complete);
  g_test_add_func ("/address/same-place-however-it-is-written", test_same_place_however_it_is_written);
  g_test_add_func ("/address/the-joined-form-is-stable", test_the_joined_form_is_stable);
  g_test_add_func ("/address/hostile-text-takes-linear-time", test_hostile_text_takes_linear_time);
  g_test_add_func ("/address/conditions-of-a-code", test_conditions);

  return g_test_run ();
}
