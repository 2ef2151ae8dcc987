/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a register says beside a case: for whom, by which key, and why there is nothing where there is nothing. */

#include <string.h>

#include "mado-case-sheet.h"
#include "mado-programme-file.h"
#include "mado-reference.h"

#define CASE(members, state)                                                                                           \
  "{\"body\":{" members "},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"" state       \
  "\",\"version\":3}"
#define NAME(kanji, kana) "\"name\":{\"kana\":\"" kana "\",\"kanji\":\"" kanji "\"}"
#define ITEMS                                                                                                          \
  "\"items\":{\"address\":\"東京都新宿区架空町1-2-3\",\"birth_date\":\"1994-04-12\",\"control_no\":\"0000000160\","    \
  "\"handbook_date\":\"2025-10-02\"," NAME ("吉田 結衣", "ヨシダ ユイ") ",\"phone\":\"09000001234\"}"

static const char plain[] = CASE (ITEMS, "received");
static const char protected_case[] =
    CASE ("\"items\":{\"birth_date\":\"1994-04-12\",\"control_no\":\"0000000160\"," NAME (
              "吉田 結衣", "ヨシダ ユイ") "},"
                                          "\"protected\":true",
          "received");
static const char of_register[] =
    "{\"items\":{\"address\":\"東京都新宿区架空町1丁目2番4号\",\"birth_date\":\"1994-04-12\",\"control_no\":"
    "\"0000000160\",\"handbook_date\":\"2025-10-03\"," NAME ("𠮷田 結衣", "ヨシダ ユイ") ",\"postal_code\":"
                                                                                         "\"1620801\"}}";

static MadoProgramme *programme;
static MadoJudge *judge;

static void
free_row (gpointer row)
{
  mado_reference_free (row);
}

static GPtrArray *
answer_with (gboolean is_here, gboolean has_key, guint n_rows)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reference_answer_free);
  MadoReferenceAnswer *answer = g_new0 (MadoReferenceAnswer, 1);

  answer->map = mado_section_find (programme->form_maps, "register");
  answer->is_here = is_here;
  answer->has_key = has_key;
  answer->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < n_rows; i++) {
    MadoReference *row = g_new0 (MadoReference, 1);

    row->row = i + 2;
    row->text = g_bytes_new_static (of_register, strlen (of_register));
    row->at = mado_instant_from_iso ("2025-10-20T01:00:00.000000Z");
    g_ptr_array_add (answer->rows, row);
  }
  g_ptr_array_add (answers, answer);

  return answers;
}

static MadoCaseSheet *
read_case (const char *text, const char *role, GPtrArray *answers)
{
  const char *roles[] = { role, NULL };
  const MadoPerson person = { "somebody", roles };
  g_autoptr (GPtrArray) none = g_ptr_array_new (), given = answers;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = mado_entity_read (text, strlen (text), &error);
  MadoCaseSheet *sheet;

  g_assert_no_error (error);
  sheet = mado_case_sheet_new (&(MadoCaseSource) { judge, { 2025, 11, 1 }, &person, entity, none, given, none, none },
                               &error);
  g_assert_no_error (error);

  return sheet;
}

static const MadoRegisterLook *
get_look (const MadoCaseSheet *sheet)
{
  g_assert_cmpuint (sheet->registers->len, ==, 1);

  return g_ptr_array_index (sheet->registers, 0);
}

static char *
describe (const MadoCaseSheet *sheet)
{
  const MadoRegisterLook *look = get_look (sheet);
  GString *text = g_string_new (NULL);

  g_assert_cmpint (look->stand, ==, MADO_REGISTER_FOUND);
  for (guint i = 0; i < ((const MadoRegisterCandidate *) g_ptr_array_index (look->candidates, 0))->lines->len; i++) {
    const MadoComparedLine *line =
        g_ptr_array_index (((const MadoRegisterCandidate *) g_ptr_array_index (look->candidates, 0))->lines, i);

    g_string_append_printf (text, "%s|%s|%s|%s\n", line->label, line->here, line->there,
                            mado_verdict_get_label (line->verdict));
  }

  return g_string_free_and_steal (text);
}

static void
test_lines_are_those_of_the_map (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", answer_with (TRUE, TRUE, 1));
  g_autofree char *lines = describe (sheet);

  g_assert_cmpstr (lines, ==,
                   "給付管理番号|0000000160|0000000160|the same\n"
                   "氏名|吉田 結衣|𠮷田 結衣|variant character\n"
                   "氏名 (reading)|ヨシダ ユイ|ヨシダ ユイ|the same\n"
                   "生年月日|平成6年4月12日|平成6年4月12日|the same\n"
                   "郵便番号|—|162-0801|register only\n"
                   "住所|東京都新宿区架空町1-2-3|東京都新宿区架空町1丁目2番4号|different\n"
                   "電話番号|090-0000-1234|—|application only\n"
                   "母子健康手帳交付日|令和7年10月2日|令和7年10月3日|different\n"
                   "母子健康手帳交付自治体|—|—|not written\n");
}

/* What is compared does not stand there a second time, and nothing of it is written into the case. */
static void
test_what_is_compared_stands_once (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", answer_with (TRUE, TRUE, 1));
  g_autoptr (MadoCaseSheet) without = read_case (plain, "verifier", answer_with (TRUE, TRUE, 0));
  guint n_lines[2] = { 0 };

  for (guint i = 0; i < sheet->sections->len; i++)
    for (guint j = 0; j < ((MadoCaseSection *) g_ptr_array_index (sheet->sections, i))->lines->len; j++, n_lines[0]++)
      g_assert_cmpstr (
          ((MadoCaseLine *) g_ptr_array_index (((MadoCaseSection *) g_ptr_array_index (sheet->sections, i))->lines, j))
              ->label,
          !=, "氏名");
  for (guint i = 0; i < without->sections->len; i++)
    n_lines[1] += ((MadoCaseSection *) g_ptr_array_index (without->sections, i))->lines->len;
  g_assert_cmpuint (n_lines[1], ==, n_lines[0] + 8);
}

static void
test_it_says_why_there_is_nothing (void)
{
  static const struct {
    gboolean is_here;
    gboolean has_key;
    MadoRegisterStand stand;
    const char *standing;
  } rows[] = {
    { FALSE, TRUE, MADO_REGISTER_NOT_HERE,
      "“給付管理台帳” has not been taken in on this terminal: nothing to compare with" },
    { TRUE, TRUE, MADO_REGISTER_NOBODY, "“給付管理台帳” has no entry for 給付管理番号 0000000160" },
    { TRUE, FALSE, MADO_REGISTER_NO_KEY,
      "Not looked for in “給付管理台帳”: the application does not say 給付管理番号 0000000160" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", answer_with (rows[i].is_here, rows[i].has_key, 0));
    g_autofree char *standing = mado_register_look_dup_standing (get_look (sheet));

    g_assert_cmpint (get_look (sheet)->stand, ==, rows[i].stand);
    g_assert_cmpstr (standing, ==, rows[i].standing);
  }
}

static void
test_all_candidates_are_shown (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", answer_with (TRUE, TRUE, 2));
  const MadoRegisterLook *look = get_look (sheet);
  g_autofree char *title = mado_register_candidate_dup_title (g_ptr_array_index (look->candidates, 1), 2, 2);

  g_assert_cmpuint (look->candidates->len, ==, 2);
  g_assert_cmpstr (title, ==, "Entry 2 of 2 (row 3): 2 different");
}

/* Who types accounts sees the number of a case and nothing else of it: nothing of a register either. */
static void
test_who_may_not_see_it_sees_none (void)
{
  g_autoptr (MadoCaseSheet) clerk = read_case (plain, "account_1", answer_with (TRUE, TRUE, 1));
  g_autoptr (MadoCaseSheet) printer = read_case (plain, "print", answer_with (TRUE, TRUE, 1));
  g_autofree char *lines = describe (printer);

  g_assert_cmpuint (clerk->registers->len, ==, 0);
  g_assert_null (strstr (lines, "生年月日"));
  g_assert_nonnull (strstr (lines, "住所"));
}

/* Neither side tells where a protected person lives, and that they differ would tell something, too. */
static void
test_whereabouts_are_withheld (void)
{
  g_autoptr (MadoCaseSheet) agent = read_case (protected_case, "verifier", answer_with (TRUE, TRUE, 1));
  g_autoptr (MadoCaseSheet) lead = read_case (protected_case, "lead", answer_with (TRUE, TRUE, 1));
  g_autofree char *hidden = describe (agent), *shown = describe (lead);

  g_assert_null (strstr (hidden, "架空町"));
  g_assert_null (strstr (hidden, "162-0801"));
  g_assert_nonnull (strstr (hidden, "住所|Not shown: the person is under protection|Not shown: the person is under "
                                    "protection|not compared\n"));
  g_assert_nonnull (strstr (shown, "架空町1丁目2番4号"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);
  judge = mado_judge_new (programme, &error);
  g_assert_no_error (error);

  g_test_add_func ("/register-look/lines-are-those-of-the-map", test_lines_are_those_of_the_map);
  g_test_add_func ("/register-look/what-is-compared-stands-once", test_what_is_compared_stands_once);
  g_test_add_func ("/register-look/it-says-why-there-is-nothing", test_it_says_why_there_is_nothing);
  g_test_add_func ("/register-look/all-candidates-are-shown", test_all_candidates_are_shown);
  g_test_add_func ("/register-look/who-may-not-see-it-sees-none", test_who_may_not_see_it_sees_none);
  g_test_add_func ("/register-look/whereabouts-are-withheld", test_whereabouts_are_withheld);

  status = g_test_run ();
  mado_judge_free (judge);
  mado_programme_unref (programme);

  return status;
}
