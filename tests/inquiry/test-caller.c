/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may be on the line, by what the caller says. */

#include "mado-caller.h"
#include "mado-store-error.h"
#include "search-sample.h"

#define PERSON(name, kana, more) "\"name\": {\"kanji\": \"" name "\", \"kana\": \"" kana "\"}, " more

static const char *const agent[] = { "agent", NULL };

static void
fill (SearchSample *self)
{
  static const char *const people[] = {
    PERSON ("見本 花子", "ミホン ハナコ",
            "\"control_no\": \"0000012345\", \"birth_date\": \"1995-05-05\", \"phone\": \"0312345678\","
            "\"address\": \"東京都新宿区見本町1-1\""),
    PERSON ("見本 花子", "ミホン ハナコ", "\"control_no\": \"0000012346\", \"birth_date\": \"1988-12-31\""),
    PERSON ("例示 花子", "レイジ ハナコ", "\"control_no\": \"0000012347\", \"birth_date\": \"1995-05-05\""),
    PERSON ("𠮷田 さくら", "ヨシダ サクラ", "\"control_no\": \"0000012348\", \"phone\": \"09000123450\""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    search_sample_put_items (self, i + 1, people[i]);
}

/* "12345 sure, 12346 likely …": the last digits of each, in their order. */
static char *
find (SearchSample *self, const char *typed, const char *const *roles)
{
  const MadoPerson person = { "a-012", roles };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCallers) callers = mado_callers_find (self->database, self->programme, &person, typed, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < callers->callers->len; i++) {
    const MadoCaller *caller = g_ptr_array_index (callers->callers, i);

    g_string_append_printf (text, "%s%s%s%s%s%s", i > 0 ? ", " : "",
                            caller->number[0] != '\0' ? caller->number + 5 : caller->name,
                            caller->is_likely ? " likely" : " sure", caller->is_over ? " over" : "",
                            caller->born[0] != '\0' ? " " : "", caller->born);
  }

  return g_string_free_and_steal (text);
}

static void
assert_found (SearchSample *self, const char *typed, const char *expected)
{
  g_autofree char *found = find (self, typed, agent);

  g_test_message ("%s", typed);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_one_box_takes_whatever_a_caller_says (SearchSample *self, gconstpointer data)
{
  fill (self);
  assert_found (self, "０３−１２３４−５６７８", "12345 sure");
  assert_found (self, "+81 3-1234-5678", "12345 sure");
  assert_found (self, "0000012347", "12347 sure");
  assert_found (self, "S63.12.31", "12346 sure");
  assert_found (self, "昭和63年12月31日", "12346 sure");
  assert_found (self, "よしだ", "12348 sure");
  assert_found (self, "ﾖｼﾀﾞ ｻｸﾗ", "12348 sure");
  assert_found (self, "吉田", "12348 sure");
}

/* Wrong digits find nobody rather than somebody else. */
static void
test_wrong_digits_find_nobody (SearchSample *self, gconstpointer data)
{
  fill (self);
  assert_found (self, "0312345679", "");
  assert_found (self, "0000099999", "");
  assert_found (self, "1995-05-06", "");
  assert_found (self, "%' OR 1=1 --", "");
  assert_found (self, "\xff\xfe", "");
}

static void
test_a_part_is_only_likely (SearchSample *self, gconstpointer data)
{
  fill (self);
  assert_found (self, "5678", "12345 likely");
  assert_found (self, "れいじ", "12347 sure");
  assert_found (self, "新宿区見本町1-1", "12345 likely");
  assert_found (self, "東京都新宿区見本町1-1", "12345 likely"); /* whoever else lives there */
}

/* Everybody whom the doctor has treated. */
static void
test_a_name_of_somebody_else_is_only_likely (SearchSample *self, gconstpointer data)
{
  fill (self);
  search_sample_put_items (
      self, 9,
      PERSON ("架空 桜", "カクウ サクラ", "\"control_no\": \"0000012350\", \"doctor\": {\"kanji\": \"吉田 医子\"}"));
  assert_found (self, "吉田", "12348 sure, 12350 likely");
}

/* No more than is needed: a day of birth only where the name does not do. */
static void
test_two_of_one_name_are_told_apart (SearchSample *self, gconstpointer data)
{
  fill (self);
  assert_found (self, "見本 花子", "12345 sure 平成7年, 12346 sure 昭和63年");
  assert_found (self, "れいじ はなこ", "12347 sure");
  assert_found (self, "はなこ", "12345 likely 平成7年, 12346 likely 昭和63年, 12347 likely");
  search_sample_put_items (
      self, 9, PERSON ("見本 花子", "ミホン ハナコ", "\"control_no\": \"0000012349\", \"birth_date\": \"1988-01-08\""));
  assert_found (self, "見本 花子", "12345 sure 平成7年, 12346 sure 昭和63年12月31日, 12349 sure 昭和63年1月8日");
}

static void
test_open_cases_come_first (SearchSample *self, gconstpointer data)
{
  fill (self);
  search_sample_run (self, "UPDATE body SET text = CAST (replace (CAST (text AS TEXT), '\"state\":\"received\"',"
                           " '\"state\":\"paid\"') AS BLOB) WHERE row = 1");
  assert_found (self, "見本 花子", "12346 sure 昭和63年, 12345 sure over 平成7年");
}

/* Whoever called about a case from there before. */
static void
test_an_earlier_call_leads_to_its_case (SearchSample *self, gconstpointer data)
{
  fill (self);
  search_sample_put (self, 20, "inquiry",
                     "{\"case\": \"00000000-0000-7000-8000-000000000003\", \"caller_name\": \"見本 次郎\","
                     " \"phone\": \"0399998888\"}");
  search_sample_put (self, 21, "inquiry", "{\"caller_name\": \"見本 次郎\", \"phone\": \"0399998888\"}");
  search_sample_run (self, "INSERT INTO entity (row, id, kind, state, version, seq)"
                           " VALUES (3, x'00000000000070008000000000000003', 'case', 'received', 1, 1)");
  assert_found (self, "0399998888", "12347 likely");
}

/* Who called about somebody under protection, and from where, leads nobody to them. */
static void
test_an_earlier_call_betrays_nobody_under_protection (SearchSample *self, gconstpointer data)
{
  search_sample_put (
      self, 3, "case",
      "{\"items\": {" PERSON (
          "例示 花子", "レイジ ハナコ",
          "\"control_no\": \"0000012347\"") "}, \"protected\": {\"at\": 1, \"by\": \"l-01\", \"reason\": \"x\"}}");
  search_sample_put (self, 20, "inquiry",
                     "{\"case\": \"00000000-0000-7000-8000-000000000003\", \"phone\": \"0399998888\"}");
  search_sample_run (self, "INSERT INTO entity (row, id, kind, state, version, seq)"
                           " VALUES (3, x'00000000000070008000000000000003', 'case', 'received', 1, 1)");
  assert_found (self, "0399998888", "");
}

/* A role that reads no item finds nobody; one that has no name of anybody is shown none. */
static void
test_roles_find_what_they_may_see (SearchSample *self, gconstpointer data)
{
  static const char *const admin[] = { "admin", NULL }, *const account[] = { "account_1", NULL };
  g_autofree char *nothing = NULL, *number = NULL;

  fill (self);
  nothing = find (self, "見本 花子", admin);
  g_assert_cmpstr (nothing, ==, "");
  number = find (self, "0000012347", account);
  g_assert_cmpstr (number, ==, "12347 sure");
}

static void
test_too_long_a_text_is_refused (SearchSample *self, gconstpointer data)
{
  const MadoPerson person = { "a-012", agent };
  g_autofree char *typed = g_strnfill (5000, '1');
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_callers_find (self->database, self->programme, &person, typed, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  search_sample_add ("/caller/one-box-takes-whatever-a-caller-says", test_one_box_takes_whatever_a_caller_says);
  search_sample_add ("/caller/wrong-digits-find-nobody", test_wrong_digits_find_nobody);
  search_sample_add ("/caller/a-part-is-only-likely", test_a_part_is_only_likely);
  search_sample_add ("/caller/a-name-of-somebody-else-is-only-likely", test_a_name_of_somebody_else_is_only_likely);
  search_sample_add ("/caller/two-of-one-name-are-told-apart", test_two_of_one_name_are_told_apart);
  search_sample_add ("/caller/open-cases-come-first", test_open_cases_come_first);
  search_sample_add ("/caller/an-earlier-call-leads-to-its-case", test_an_earlier_call_leads_to_its_case);
  search_sample_add ("/caller/an-earlier-call-betrays-nobody-under-protection",
                     test_an_earlier_call_betrays_nobody_under_protection);
  search_sample_add ("/caller/roles-find-what-they-may-see", test_roles_find_what_they_may_see);
  search_sample_add ("/caller/too-long-a-text-is-refused", test_too_long_a_text_is_refused);

  return g_test_run ();
}
