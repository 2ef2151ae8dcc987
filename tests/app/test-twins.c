/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which cases are shown side by side, why, and to whom. */

#include <string.h>

#include "mado-programme-file.h"
#include "mado-twins.h"

#define CASE(number, more, items, rights)                                                                              \
  "{\"body\":{" more "\"items\":{" items "}" rights "},\"id\":\"0195eeb1-5a00-7abc-8def-01234567000" number            \
  "\",\"kind\":\"case\",\"state\":\"received\",\"version\":3}"
#define PERSON(number, kanji, day)                                                                                     \
  "\"birth_date\":\"1994-04-12\",\"content\":\"1-cash\",\"control_no\":\"" number "\",\"handbook_date\":\"" day        \
  "\",\"name\":{\"kana\":\"ヨシダ ユイ\",\"kanji\":\"" kanji "\"}"
#define RIGHT(state) ",\"rights\":[{\"right\":\"first\",\"state\":\"" state "\"}]"

static const char self_case[] = CASE ("1", "", PERSON ("0000000001", "吉田 結衣", "2025-10-02"), "");
static const char same_person[] = CASE ("2", "", PERSON ("0000000002", "𠮷田 結衣", "2025-10-02"), RIGHT ("paid"));
static const char other_child[] = CASE ("3", "", PERSON ("0000000003", "吉田 結衣", "2026-12-02"), "");
static const char second_round[] =
    CASE ("4",
          "",
          "\"birth_date\":\"1994-04-12\",\"content\":\"2-cash\",\"control_no\":\"0000000001\",\"delivery_date\":"
          "\"2025-12-02\",\"handbook_date\":\"2025-10-02\",\"name\":{\"kana\":\"ヨシダ ユイ\",\"kanji\":\"吉田 結衣\"}",
          "");
static const char attached[] = CASE ("1",
                                     "\"attached_to\":\"0195eeb1-5a00-7abc-8def-012345670003\",",
                                     "\"content\":\"1-cash\",\"control_no\":\"0000000003\"",
                                     "");
static const char held[] =
    "{\"body\":{\"items\":{\"content\":\"1-cash\",\"control_no\":\"0000000003\"},\"rights\":[{\"right\":"
    "\"first\",\"state\":\"held\"}]},\"id\":\"0195eeb1-5a00-7abc-8def-012345670001\",\"kind\":\"case\","
    "\"state\":\"received\",\"version\":3}";

static MadoJudge *judge;

static MadoEntity *
read_case (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

static MadoTwins *
find (const char *text, const char *role, const char *const *others)
{
  const char *roles[] = { role, NULL };
  const MadoPerson person = { "somebody", roles };
  g_autoptr (MadoEntity) seen = read_case (text);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (GError) error = NULL;
  MadoTwins *twins;

  for (; *others != NULL; others++)
    g_ptr_array_add (list, read_case (*others));
  twins = mado_twins_new (&(MadoTwinsSource) { judge, { 2025, 11, 1 }, &person, seen, list }, &error);
  g_assert_no_error (error);

  return twins;
}

#define OTHERS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* One who writes her name with another form of a character and got another number is one to look at; her second
 * application, and that for her next child, are not. */
static void
test_who_the_programme_looks_at (void)
{
  MadoTwins *twins = find (self_case, "verifier", OTHERS (self_case, same_person, other_child, second_round));
  const MadoTwin *twin = g_ptr_array_index (twins->twins, 0);
  g_autofree char *reason = mado_twin_dup_reason (twin), *title = mado_twins_dup_title (twins);

  g_assert_cmpuint (twins->twins->len, ==, 1);
  g_assert_cmpstr (twin->title, ==, "0000000002　𠮷田 結衣");
  g_assert_cmpstr (reason, ==, "name and day of birth are the same; it has been paid");
  g_assert_cmpstr (title, ==, "1 other application for the same, already paid (0000000002　𠮷田 結衣)");
  g_assert_cmpuint (mado_compared_lines_count (twin->lines, MADO_VERDICT_VARIANT), ==, 1);
  g_assert_null (twins->right);
  mado_twins_free (twins);
}

/* From whichever side it was said. */
static void
test_who_was_told_apart_is_no_twin (void)
{
  static const char apart_here[] = CASE ("1", "\"apart\":[{\"other\":\"0195eeb1-5a00-7abc-8def-012345670002\"}],",
                                         PERSON ("0000000001", "吉田 結衣", "2025-10-02"), "");
  static const char apart_there[] = CASE ("2", "\"apart\":[{\"other\":\"0195eeb1-5a00-7abc-8def-012345670001\"}],",
                                          PERSON ("0000000002", "吉田 結衣", "2025-10-02"), "");
  MadoTwins *here = find (apart_here, "verifier", (const char *const[]) { same_person, NULL });
  MadoTwins *there = find (self_case, "verifier", (const char *const[]) { apart_there, NULL });

  g_assert_cmpuint (here->twins->len, ==, 0);
  g_assert_cmpuint (there->twins->len, ==, 0);
  mado_twins_free (here);
  mado_twins_free (there);
}

static void
test_who_the_service_names (void)
{
  MadoTwins *twins = find (attached, "verifier", OTHERS (other_child));
  g_autofree char *reason = mado_twin_dup_reason (g_ptr_array_index (twins->twins, 0));

  g_assert_cmpuint (twins->twins->len, ==, 1);
  g_assert_cmpstr (reason, ==, "it wants the same benefit, by its number");
  mado_twins_free (twins);
}

static void
test_what_another_year_holds_is_said (void)
{
  MadoTwins *twins = find (held, "verifier", OTHERS (other_child));
  g_autofree char *title = mado_twins_dup_title (twins);

  g_assert_cmpuint (twins->twins->len, ==, 0);
  g_assert_cmpstr (title, ==, "The same benefit is held by an application of another year or programme");
  g_assert_cmpstr (twins->right->id, ==, "first");
  mado_twins_free (twins);
}

/* By name and birth nobody finds a twin who sees neither. */
static void
test_nobody_learns_what_they_may_not_see (void)
{
  MadoTwins *twins = find (CASE ("1", "", "\"content\":\"1-cash\",\"control_no\":\"0000000001\"", ""), "account_1",
                           OTHERS (same_person));

  g_assert_cmpuint (twins->twins->len, ==, 0);
  mado_twins_free (twins);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);
  judge = mado_judge_new (programme, &error);
  g_assert_no_error (error);

  g_test_add_func ("/twins/who-the-programme-looks-at", test_who_the_programme_looks_at);
  g_test_add_func ("/twins/who-was-told-apart-is-no-twin", test_who_was_told_apart_is_no_twin);
  g_test_add_func ("/twins/who-the-service-names", test_who_the_service_names);
  g_test_add_func ("/twins/what-another-year-holds-is-said", test_what_another_year_holds_is_said);
  g_test_add_func ("/twins/nobody-learns-what-they-may-not-see", test_nobody_learns_what_they_may_not_see);

  status = g_test_run ();
  mado_judge_free (judge);

  return status;
}
