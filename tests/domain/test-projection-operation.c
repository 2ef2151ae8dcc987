/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each role gets of the history of a case. */

#include "projection-sample.h"

#define OPERATION(kind, body)                                                                                          \
  "{'actor':'a-012','base':3,'body':" body ",'entity':'" PROJECTION_ID "','id':'" PROJECTION_ROW "','kind':'" kind     \
  "','terminal':'t-1','time':5"

static void
assert_operation_of (
    const char *programme_name, const char *role, const char *entity_body, const char *operation, const char *expected)
{
  g_autoptr (MadoProgramme) programme = projection_load (programme_name);
  g_autoptr (MadoEntity) entity = entity_body != NULL ? projection_make ("case", entity_body) : NULL;
  g_autofree char *text = projection_spell (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOperation) read = mado_operation_read (text, strlen (text), &error);
  MadoPerson person = { "a-099", (const char *const[]) { role, NULL } };
  g_autoptr (GBytes) shown = NULL;

  g_test_message ("%s: %s", role, operation);
  g_assert_no_error (error);
  g_assert_true (mado_project_operation (programme, read, entity, NULL, &person, &shown, &error));
  g_assert_no_error (error);
  g_assert_true ((shown == NULL) == (expected == NULL));
  if (shown == NULL)
    return;

  g_autofree char *wanted = projection_spell (expected);
  g_autofree char *got = g_strndup (g_bytes_get_data (shown, NULL), g_bytes_get_size (shown));

  g_assert_cmpstr (got, ==, wanted);
}

static void
assert_operation (const char *role, const char *entity_body, const char *operation, const char *expected)
{
  assert_operation_of ("ninpu-r7.json", role, entity_body, operation, expected);
}

#define SIGNED ",'signature':{'key':'00','value':'11'}}"
#define CUT ",'cut':true}"
#define EDITS "{'edits':[{'item':'phone','was':null,'now':'03'},{'item':'email','now':'a@example.jp'}]}"

static void
history_is_cut_like_the_case (void)
{
  assert_operation ("verifier", "{}", OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", EDITS) SIGNED);
  assert_operation ("verifier", "{'protected':{'at':1}}", OPERATION ("case.edit", EDITS) SIGNED,
                    OPERATION ("case.edit", "{'edits':[{'item':'email','now':'a@example.jp'}]}") CUT);
  assert_operation ("verifier", NULL, OPERATION ("case.edit", EDITS) SIGNED,
                    OPERATION ("case.edit", "{'edits':[{'item':'email','now':'a@example.jp'}]}") CUT);
  assert_operation ("lead", NULL, OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", EDITS) SIGNED);
  assert_operation ("print", "{}", OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", "{'edits':[]}") CUT);
  assert_operation ("admin", "{}", OPERATION ("case.edit", EDITS) SIGNED, NULL);
  assert_operation ("lead", "{}", OPERATION ("case.fly", "{}") "}", NULL);
  assert_operation ("lead", "{}", OPERATION ("case.edit", "{'edits':[],'more':1}") "}",
                    OPERATION ("case.edit", "{'edits':[]}") CUT);
}

static void
history_counts_rows_for_those_who_see_them (void)
{
  static const char rows[] =
      OPERATION ("case.edit", "{'add_rows':[{'list':'children','row':'" PROJECTION_ROW "'}],'remove_rows':"
                              "[{'list':'children','row':'" PROJECTION_ID "','was':{'child_order':1}}]}") "}";

  assert_operation_of ("kosodate-oen-r7.json", "ward", "{}", rows, rows);
  assert_operation_of ("kosodate-oen-r7.json", "print", "{}", rows,
                       OPERATION ("case.edit", "{'add_rows':[],'remove_rows':[]}") CUT);
  assert_operation_of ("kosodate-oen-r7.json", "system", "{}", rows, NULL);
}

static void
history_keeps_entries_blind (void)
{
  static const char *const roles[] = { "verifier", "account_1", "account_2", "lead", "ward", "decider" };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    assert_operation (roles[i], "{}",
                      OPERATION ("case.enter_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
                      OPERATION ("case.enter_account", "{'item':'account'}") CUT);
  assert_operation ("print", "{}",
                    OPERATION ("case.enter_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
                    OPERATION ("case.enter_account", "{}") CUT);
  assert_operation (
      "agent", "{}", OPERATION ("case.adjudicate_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
      OPERATION ("case.adjudicate_account", "{'item':'account','value':{'masked':true,'number':'*****11'}}") CUT);
}

static void
history_hides_words_and_reasons (void)
{
  static const char moved[] = OPERATION ("case.move", "{'transition':'died','reason':'words','receipt':'r'}") "}";

  assert_operation ("lead", "{}", moved, moved);
  assert_operation ("print", "{}", moved, OPERATION ("case.move", "{'transition':'died','receipt':'r'}") CUT);
  assert_operation ("print", "{}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}");
  assert_operation ("account_1", "{}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居'}") CUT);
  assert_operation ("verifier", "{}", OPERATION ("case.protect", "{'on':true,'reason':'x'}") "}",
                    OPERATION ("case.protect", "{'on':true}") CUT);
  assert_operation ("decider", "{}", OPERATION ("case.decline", "{'operation':'" PROJECTION_ID "','reason':'x'}") "}",
                    OPERATION ("case.decline", "{'operation':'" PROJECTION_ID "','reason':'x'}") "}");
  assert_operation ("print", "{}", OPERATION ("case.decline", "{'operation':'" PROJECTION_ID "','reason':'x'}") "}",
                    OPERATION ("case.decline", "{'operation':'" PROJECTION_ID "'}") CUT);
  assert_operation ("print", "{}", OPERATION ("case.note", "{'item':'ward_comment','text':'x'}") "}",
                    OPERATION ("case.note", "{}") CUT);
  assert_operation ("agent", "{}", OPERATION ("case.attach", "{'item':'account','hash':'h','type':'t','name':'n'}") "}",
                    OPERATION ("case.attach", "{}") CUT);
  assert_operation (
      "print", "{}",
      OPERATION ("case.settle_conflict", "{'operation':'" PROJECTION_ID "','item':'phone','was':'1','now':'2'}") "}",
      OPERATION ("case.settle_conflict", "{'operation':'" PROJECTION_ID "'}") CUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/operation/history-is-cut-like-the-case", history_is_cut_like_the_case);
  g_test_add_func ("/projection/operation/history-counts-rows-for-those-who-see-them",
                   history_counts_rows_for_those_who_see_them);
  g_test_add_func ("/projection/operation/history-keeps-entries-blind", history_keeps_entries_blind);
  g_test_add_func ("/projection/operation/history-hides-words-and-reasons", history_hides_words_and_reasons);

  return g_test_run ();
}
