/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an inquiry still owes and until when, and what who may do with it. */

#include <string.h>

#include "mado-draft.h"
#include "mado-inquiry-sheet.h"
#include "mado-inquiry-words.h"
#include "mado-programme-file.h"

#define TODAY mado_date_from_iso ("2025-06-10")

static MadoEntity *
make_inquiry (const char *state, const char *json)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_draw (), "inquiry", state);
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (yyjson_doc) doc = yyjson_read (text, strlen (text), 0);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  MadoEntity *entity;
  yyjson_val *name;

  g_assert_nonnull (doc);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    mado_draft_put (draft, draft->body, yyjson_get_str (name), yyjson_obj_iter_get_val (name));
  entity = mado_draft_finish (draft, NULL);
  g_assert_nonnull (entity);

  return entity;
}

static MadoInquirySheet *
read_as (const char *role, const char *account, const char *state, const char *json)
{
  g_autoptr (MadoProgramme) programme = mado_programme_file_find ("ninpu-r7", NULL);
  g_autoptr (MadoEntity) inquiry = make_inquiry (state, json);
  const MadoPerson person = { .account = account, .roles = (const char *const[]) { role, NULL } };
  g_autoptr (GError) error = NULL;
  MadoInquirySheet *sheet = NULL;

  g_assert_true (mado_inquiry_sheet_read (programme, &person, inquiry, NULL, &sheet, &error));
  g_assert_no_error (error);

  return sheet;
}

#define ASKED                                                                                                          \
  "{'category':'status','outcome':'ask_ward','waits':{'ask_ward':{'at':1,'by':'a-1','due':'2025-06-09'}},"             \
  "'thread':[{'what':'question','at':1749500000000,'by':'a-1','text':'いつ届くか'}]}"
#define REPLIED                                                                                                        \
  "{'category':'status','outcome':'ask_ward','thread':[{'what':'question','at':1,'by':'a-1','text':'いつ届くか'},"     \
  "{'what':'reply','at':2,'by':'w-1','text':'来週'}]}"
#define PASSED_ON                                                                                                      \
  "{'category':'status','outcome':'ask_ward','answered':{'at':3,'by':'a-1'},'thread':[{'what':'question','at':1,"      \
  "'by':'a-1','text':'q'},{'what':'reply','at':2,'by':'w-1','text':'r'},{'what':'answer','at':3,'by':'a-1','text':'a'" \
  "}]}"
#define PROMISED(due)                                                                                                  \
  "{'category':'how','outcome':'call_back','waits':{'call_back':{'at':1,'by':'a-1','due':'" due "'}},"                 \
  "'thread':[{'what':'question','at':1,'by':'a-1','text':'q'}]}"

static void
test_each_role_may_do_its_own (void)
{
  static const struct {
    const char *role, *account, *state, *json;
    guint may;
  } rows[] = {
    { "agent", "a-1", "waiting", ASKED, MADO_INQUIRY_MAY_ANSWER | MADO_INQUIRY_MAY_CLOSE | MADO_INQUIRY_MAY_LINK },
    { "agent", "a-1", "open", REPLIED,
      MADO_INQUIRY_MAY_ANSWER | MADO_INQUIRY_MAY_ASK | MADO_INQUIRY_MAY_CLOSE | MADO_INQUIRY_MAY_LINK },
    { "agent", "a-1", "waiting", PROMISED ("2025-06-11"),
      MADO_INQUIRY_MAY_ANSWER | MADO_INQUIRY_MAY_CALL | MADO_INQUIRY_MAY_ASK | MADO_INQUIRY_MAY_CLOSE |
          MADO_INQUIRY_MAY_LINK },
    { "agent", "a-1", "closed", PASSED_ON, MADO_INQUIRY_MAY_LINK },
    { "ward", "w-1", "waiting", ASKED, MADO_INQUIRY_MAY_REPLY },
    { "ward", "a-1", "waiting", ASKED, 0 }, /* his own question */
    { "ward", "w-1", "closed", PASSED_ON, 0 },
    { "verifier", "v-1", "waiting", ASKED, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoInquirySheet) sheet = read_as (rows[i].role, rows[i].account, rows[i].state, rows[i].json);

    g_test_message ("row %zu", i);
    g_assert_nonnull (sheet);
    g_assert_cmpuint (sheet->may, ==, rows[i].may);
  }
}

static void
test_a_promise_is_overdue_from_the_next_day_on (void)
{
  g_autoptr (MadoInquirySheet) late = read_as ("agent", "a-1", "waiting", PROMISED ("2025-06-09"));
  g_autoptr (MadoInquirySheet) today = read_as ("agent", "a-1", "waiting", PROMISED ("2025-06-10"));

  g_assert_true (mado_inquiry_sheet_is_overdue (late, MADO_INQUIRY_CALL_BACK, TODAY));
  g_assert_true (mado_inquiry_sheet_is_late (late, TODAY));
  g_assert_false (mado_inquiry_sheet_is_overdue (late, MADO_INQUIRY_ASK_WARD, TODAY));
  g_assert_false (mado_inquiry_sheet_is_late (today, TODAY));
  g_assert_cmpint (mado_inquiry_sheet_compare_due (late, today, MADO_INQUIRY_CALL_BACK), <, 0);
  g_assert_cmpint (mado_inquiry_sheet_compare_due (today, late, MADO_INQUIRY_CALL_BACK), >, 0);
}

static void
test_a_reply_waits_until_it_is_passed_on (void)
{
  g_autoptr (MadoInquirySheet) asked = read_as ("agent", "a-1", "waiting", ASKED);
  g_autoptr (MadoInquirySheet) replied = read_as ("agent", "a-1", "open", REPLIED);
  g_autoptr (MadoInquirySheet) passed_on = read_as ("agent", "a-1", "open", PASSED_ON);

  g_assert_false (mado_inquiry_sheet_has_reply (asked));
  g_assert_true (mado_inquiry_sheet_has_reply (replied));
  g_assert_false (mado_inquiry_sheet_has_reply (passed_on));
  g_assert_true (mado_inquiry_sheet_needs_reason (asked));
  g_assert_true (mado_inquiry_sheet_needs_reason (replied));
  g_assert_false (mado_inquiry_sheet_needs_reason (passed_on));
}

static void
test_who_has_no_case_has_a_title_still (void)
{
  g_autoptr (MadoInquirySheet) sheet = read_as ("agent", "a-1", "waiting", ASKED);
  g_autofree char *title = mado_inquiry_words_dup_title (sheet);

  g_assert_cmpstr (title, ==, "Caller unknown");
  g_assert_cmpstr (mado_inquiry_sheet_get_question (sheet), ==, "いつ届くか");
  g_assert_cmpint (mado_inquiry_sheet_get_time (sheet), ==, 1749500000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inquiry-sheet/each-role-may-do-its-own", test_each_role_may_do_its_own);
  g_test_add_func ("/inquiry-sheet/a-promise-is-overdue-from-the-next-day-on",
                   test_a_promise_is_overdue_from_the_next_day_on);
  g_test_add_func ("/inquiry-sheet/a-reply-waits-until-it-is-passed-on", test_a_reply_waits_until_it_is_passed_on);
  g_test_add_func ("/inquiry-sheet/who-has-no-case-has-a-title-still", test_who_has_no_case_has_a_title_still);

  return g_test_run ();
}
