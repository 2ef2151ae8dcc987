/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an item takes, by its type: the gate before everything that is stored. */

#include <string.h>

#include "mado-item-value.h"
#include "mado-programme.h"

#define ACCOUNT                                                                                                        \
  "'bank':'0001','branch':'001','kind':'1','holder':'ミホン ハナコ','relation':'self','origin':'application'"

static MadoItemValueFault
check (const MadoItem *item, const char *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (value), "'", '"');
  yyjson_doc *doc = yyjson_read (text, strlen (text), 0);

  g_assert_nonnull (doc);

  MadoItemValueFault fault = mado_item_check_value (item, yyjson_doc_get_root (doc));

  yyjson_doc_free (doc);

  return fault;
}

static MadoItem
make_item (const char *type, gint64 min, gint64 max, const char *pattern)
{
  return (MadoItem) { .id = "item", .type = type, .min = min, .max = max, .pattern = pattern };
}

static void
test_types (void)
{
  static const struct {
    const char *type;
    gint64 min, max;
    const char *pattern;
    const char *good[6]; /* JSON with ' for " */
    const char *wrong[12];
  } rows[] = {
    { "text",
      0,
      3,
      "",
      { "'あ'", "'あいう'", "'a\\tb'", "'a\\nb'" },
      { "''", "'あいうえ'", "1", "{}", "'a\\u0000'", "'a\\u0000b'" } },
    { "text", 0, 9, "", { "'a'" }, { "'a\\u0001'", "'a\\r'", "'\\u007f'", "'\\u0085'", "'\\ue000'" } },
    { "address", 0, 3, "", { "'一-1'" }, { "''", "'一-12'", "[]" } },
    { "name",
      0,
      0,
      "",
      { "{'kanji':'見本'}", "{'kana':'ミホン','kanji':'見本'}" },
      { "'見本'", "{}", "{'kana':'ミホン'}", "{'kanji':''}", "{'kana':'','kanji':'見本'}", "{'kana':1,'kanji':'見本'}",
        "{'kanji':'見\\n本'}", "{'kanji':'見本\\u0000'}", "{'kanji':'見本','old':'例示'}",
        "{'kanji':'見本','kana':'ミホン','old':''}" } },
    { "postal", 0, 0, "", { "'1608484'" }, { "'160848'", "'16084840'", "'160-848'", "1608484", "'１６０８４８４'" } },
    { "phone",
      0,
      0,
      "",
      { "'03-0000-0000'", "'+81300000000'", "'000000'", "'00000000000000000000'" },
      { "'00000'", "'000000000000000000000'", "'03(0000)0000'", "'03 0000 0000'", "0", "''" } },
    { "email", 0, 0, "", { "'a@b'" }, { "'a'", "'@b'", "'a@'", "'a@b@c'", "'a b@c'", "'a@b\\n'", "1", "''" } },
    { "date", 0, 0, "", { "'2024-02-29'" }, { "'2025-02-29'", "'2025-2-1'", "'令和7年2月1日'", "''", "20250201" } },
    { "month", 0, 0, "", { "'2025-09'" }, { "'2025-13'", "'2025-00'", "'2025-9'", "'2025-09-01'", "''", "202509" } },
    { "number", 1, 11, "", { "1", "11" }, { "0", "12", "-1", "1.5", "'1'", "true" } },
    { "number", 0, 0, "", { "0", "9007199254740991" }, { "-1" } },
    { "yen", 0, 0, "", { "0", "50000" }, { "-1", "0.5", "'50000'" } },
    { "yesno", 0, 0, "", { "true", "false" }, { "1", "0", "'true'" } },
    { "code",
      0,
      0,
      "10 digits",
      { "'0000012345'" },
      { "'000001234'", "'00000123456'", "'000001234a'", "12345", "''" } },
    { "code", 0, 0, "1-3 digits", { "'1'", "'123'" }, { "''", "'1234'", "'-1'" } },
    { "code", 0, 0, "", { "'A-1'" }, { "''", "'A\\n1'", "1" } },
    { "record", 0, 0, "", {}, { "''", "'a'", "{}", "1" } },
    { "state", 0, 0, "", {}, { "'received'" } },
    { "notes", 0, 0, "", {}, { "'a'", "[]" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MadoItem item = make_item (rows[i].type, rows[i].min, rows[i].max, rows[i].pattern);

    g_test_message ("%s", rows[i].type);
    g_assert_cmpint (check (&item, "null"), ==, MADO_ITEM_VALUE_GOOD);
    g_assert_cmpint (mado_item_check_value (&item, NULL), ==, MADO_ITEM_VALUE_GOOD);
    for (const char *const *value = rows[i].good; *value != NULL; value++) {
      g_test_message ("good: %s", *value);
      g_assert_cmpint (check (&item, *value), ==, MADO_ITEM_VALUE_GOOD);
    }
    for (const char *const *value = rows[i].wrong; *value != NULL; value++) {
      g_test_message ("wrong: %s", *value);
      g_assert_cmpint (check (&item, *value), ==, MADO_ITEM_VALUE_WRONG);
    }
  }
}

static void
test_text_without_limit_has_one (void)
{
  MadoItem item = make_item ("text", 0, 0, "");
  g_autofree char *most = g_strnfill (200, 'a');
  g_autofree char *good = g_strconcat ("'", most, "'", NULL);
  g_autofree char *wrong = g_strconcat ("'a", most, "'", NULL);

  g_assert_cmpint (check (&item, good), ==, MADO_ITEM_VALUE_GOOD);
  g_assert_cmpint (check (&item, wrong), ==, MADO_ITEM_VALUE_WRONG);
}

static void
test_choice_is_one_of_its_own (void)
{
  static MadoNamed choice = { .id = "1-cash" };
  g_autoptr (MadoSection) choices = mado_section_new ();
  MadoItem item = make_item ("choice", 0, 0, "");

  mado_section_add (choices, &choice);
  item.choices = choices;
  g_assert_cmpint (check (&item, "'1-cash'"), ==, MADO_ITEM_VALUE_GOOD);
  g_assert_cmpint (check (&item, "'1-gift'"), ==, MADO_ITEM_VALUE_WRONG);
  g_assert_cmpint (check (&item, "''"), ==, MADO_ITEM_VALUE_WRONG);
  g_assert_cmpint (check (&item, "1"), ==, MADO_ITEM_VALUE_WRONG);
}

static void
test_account_has_all_its_parts (void)
{
  static const char *const wrong[] = {
    "'1234567'",
    "{" ACCOUNT ",'date':'2025-04-10'}",
    "{" ACCOUNT ",'number':'1234567'}",
    "{" ACCOUNT ",'number':'1234567','swift':'2025-04-10'}",
    "{" ACCOUNT ",'number':'12345678','date':'2025-04-10'}",
    "{" ACCOUNT ",'number':'123456','date':'2025-04-10'}",
    "{" ACCOUNT ",'number':1234567,'date':'2025-04-10'}",
    "{" ACCOUNT ",'number':'1234567','date':'2025-04-31'}",
    "{" ACCOUNT ",'number':'1234567','date':'2025-04-10','swift':'x'}",
    "{'bank':'001','branch':'001','kind':'1','number':'1234567','holder':'ミホン','relation':'self',"
    "'origin':'application','date':'2025-04-10'}",
    "{'bank':'0001','branch':'0001','kind':'1','number':'1234567','holder':'ミホン','relation':'self',"
    "'origin':'application','date':'2025-04-10'}",
    "{'bank':'0001','branch':'001','kind':'','number':'1234567','holder':'ミホン','relation':'self',"
    "'origin':'application','date':'2025-04-10'}",
    "{'bank':'0001','branch':'001','kind':'1','number':'1234567','holder':'','relation':'self',"
    "'origin':'application','date':'2025-04-10'}",
    "{'bank':'0001','branch':'001','kind':'1','number':'1234567','holder':'ミホン','relation':'friend',"
    "'origin':'application','date':'2025-04-10'}",
    "{'bank':'0001','branch':'001','kind':'1','number':'1234567','holder':'ミホン','relation':'self',"
    "'origin':'found','date':'2025-04-10'}",
  };
  MadoItem item = make_item ("account", 0, 0, "");

  g_assert_cmpint (check (&item, "{" ACCOUNT ",'number':'1234567','date':'2025-04-10'}"), ==, MADO_ITEM_VALUE_GOOD);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_test_message ("%s", wrong[i]);
    g_assert_cmpint (check (&item, wrong[i]), ==, MADO_ITEM_VALUE_WRONG);
  }
}

static void
test_my_number_is_in_no_value (void)
{
  MadoItem text = make_item ("text", 0, 0, "");
  MadoItem name = make_item ("name", 0, 0, "");

  g_assert_cmpint (check (&text, "'マイナンバー 9832 0567 3214'"), ==, MADO_ITEM_VALUE_MY_NUMBER);
  g_assert_cmpint (check (&name, "{'kanji':'個人番号983205673214'}"), ==, MADO_ITEM_VALUE_MY_NUMBER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-value/types", test_types);
  g_test_add_func ("/item-value/text-without-limit-has-one", test_text_without_limit_has_one);
  g_test_add_func ("/item-value/choice-is-one-of-its-own", test_choice_is_one_of_its_own);
  g_test_add_func ("/item-value/account-has-all-its-parts", test_account_has_all_its_parts);
  g_test_add_func ("/item-value/my-number-is-in-no-value", test_my_number_is_in_no_value);

  return g_test_run ();
}
