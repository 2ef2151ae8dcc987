/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on their way in as the window shows them: counted in words, odd things at row and column, nothing written
 * before it is said and nothing twice; and the log of what was taken in. */

#include <glib/gstdio.h>
#include <string.h>

#include "intake-sample.h"
#include "mado-intake-folder.h"
#include "mado-intake-lines.h"
#include "mado-intake-log.h"
#include "mado-intake-page.h"
#include "mado-intake-words.h"

#define HEADINGS "受付番号,申請日時,氏名,給付管理番号,職業\n"

typedef struct {
  IntakeSample sample;
  MadoSession *session;
  MadoIntakeRun *run;
  char *folder;
} Fixture;

static void
set_up_as (Fixture *self, const char *programme, const char *role)
{
  intake_sample_begin (&self->sample, programme, role, "2025-06-15T01:00:00.000000Z");
  intake_sample_open (&self->sample);
  self->session = mado_session_new (self->sample.desk, FALSE);
  self->run = mado_intake_run_new (self->session);
  self->folder = g_dir_make_tmp ("mado-run-XXXXXX", NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_as (self, "ninpu-r7", "verifier");
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_all (path);
    else
      g_remove (path);
  }
  g_rmdir (folder);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->run);
  g_object_unref (self->session);
  mado_desk_close (self->sample.desk);
  settle ();
  intake_sample_end (&self->sample);
  remove_all (self->folder);
  g_free (self->folder);
}

static char *
write_file (Fixture *self, const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, length, NULL));

  return path;
}

static void
wait_for (Fixture *self, MadoIntakeRunState state)
{
  while (mado_intake_run_get_state (self->run) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
read_path (Fixture *self, const char *path)
{
  mado_intake_run_read (self->run, (const char *const[]) { path, NULL });
  g_assert_cmpint (mado_intake_run_get_state (self->run), ==, MADO_INTAKE_RUN_READING);
  wait_for (self, MADO_INTAKE_RUN_SHOWN);
}

static void
read_text (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = write_file (self, name, text, -1);

  read_path (self, path);
}

static void
write_all (Fixture *self)
{
  mado_intake_run_write (self->run);
  wait_for (self, MADO_INTAKE_RUN_DONE);
}

static gint64
count_cases (Fixture *self)
{
  return intake_sample_ask (&self->sample, "SELECT count (*) FROM entity WHERE kind = 'case'");
}

static void
assert_title (Fixture *self, const char *expected)
{
  g_autofree char *title = mado_intake_words_write_title (self->run);

  g_assert_cmpstr (title, ==, expected);
}

static void
assert_detail (Fixture *self, const char *expected)
{
  g_autofree char *detail = mado_intake_words_write_detail (self->run);

  g_assert_cmpstr (detail, ==, expected);
}

/* A line's cells with | between them. */
static char *
write_line (MadoIntakeLines *lines, guint position)
{
  g_autoptr (MadoIntakeLine) line = g_list_model_get_item (G_LIST_MODEL (lines), position);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (line);
  for (guint i = 0; i < MADO_INTAKE_N_CELLS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", mado_intake_line_get_cell (line, (MadoIntakeCell) i));

  return g_strdup (text->str);
}

static void
assert_line (Fixture *self, guint position, const char *expected)
{
  g_autoptr (MadoIntakeLines) lines = mado_intake_lines_new (self->run, MADO_INTAKE_LINE_OPEN);
  g_autofree char *line = write_line (lines, position);

  g_assert_cmpstr (line, ==, expected);
}

/* --- preview ------------------------------------------------------------------------------------------------------ */

static void
test_nothing_is_written_before_it_is_said (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3), *words = NULL;

  read_text (self, "6月.csv", text);
  assert_title (self, "3 rows can be taken in");
  assert_detail (self, "Nothing is left out.");
  words = mado_intake_words_write_file (g_ptr_array_index (mado_intake_run_get_files (self->run), 0));
  g_assert_cmpstr (words, ==, "LoGoフォーム 2025年4月版: New 3");
  g_assert_cmpint (count_cases (self), ==, 0);
  g_assert_cmpint (intake_sample_ask (&self->sample, "SELECT count (*) FROM import"), ==, 0);
  write_all (self);
  assert_title (self, "3 rows taken in");
  g_assert_cmpint (count_cases (self), ==, 3);
}

static void
test_odd_things_have_their_place (Fixture *self, gconstpointer data)
{
  read_text (self, "6月.csv",
             "受付番号,氏名,生年月日,職業\n"
             "1,見本 花子,2025-02-29,船大工\n"
             ",見本 太郎,1990-01-01,大工\n"
             "3,見本 次郎,1990-01-01,マイナンバー 123456789018\n");
  assert_title (self, "1 row can be taken in");
  assert_detail (self, "Left out: Refused 2");
  assert_line (self, 0, "To be looked at|6月.csv|2|C (生年月日)|1|This is no date.");
  assert_line (self, 1, "Not taken in|6月.csv|3|A||The receipt number is missing.");
  assert_line (self, 2,
               "Not taken in|6月.csv|4|D (職業)|3|This holds a My Number, which must not be stored. Take it out.");
}

/* Whoever shows lines never shows what somebody typed. */
static void
test_lines_never_tell_what_was_typed (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoIntakeLines) lines = NULL;

  read_text (self, "6月.csv",
             "受付番号,氏名,生年月日,職業\n"
             "1,見本 花子,ひみつ,マイナンバー 123456789018\n");
  lines = mado_intake_lines_new (self->run, MADO_INTAKE_LINE_MINOR);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), >=, 2);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++) {
    g_autofree char *line = write_line (lines, i);

    g_assert_null (strstr (line, "ひみつ"));
    g_assert_null (strstr (line, "123456789018"));
    g_assert_null (strstr (line, "花子"));
  }
}

static void
test_what_cannot_be_read_is_named (Fixture *self, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "どこ.csv", NULL);
  g_autofree char *form = intake_sample_form (1, 2), *path = write_file (self, "6月.csv", form, -1);
  g_autofree char *zip = write_file (self, "破損.zip", "PK", -1);

  mado_intake_run_read (self->run, (const char *const[]) { missing, path, zip, NULL });
  wait_for (self, MADO_INTAKE_RUN_SHOWN);
  assert_title (self, "2 rows can be taken in");
  assert_line (self, 0, "Not taken in|どこ.csv||||The file could not be read.");
  assert_line (self, 1, "Not taken in|破損.zip||||The file is damaged. Have it sent again.");
}

static void
test_unknown_form_is_refused (Fixture *self, gconstpointer data)
{
  read_text (self, "x.csv", "あ,い\n1,2\n");
  assert_title (self, "There is nothing new to take in");
  assert_line (self, 0, "Not taken in|x.csv|1|||No map of the programme fits these headings.");
}

/* --- what comes again --------------------------------------------------------------------------------------------- */

static void
test_what_comes_again_adds_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3), *longer = intake_sample_form (2, 4);

  read_text (self, "6月.csv", text);
  write_all (self);
  mado_intake_run_clear (self->run);
  g_assert_cmpint (mado_intake_run_get_state (self->run), ==, MADO_INTAKE_RUN_EMPTY);
  read_text (self, "6月.csv", text);
  assert_title (self, "There is nothing new to take in");
  assert_detail (self, "Left out: Here already 3");
  read_text (self, "7月.csv", longer);
  assert_title (self, "2 rows can be taken in");
  write_all (self);
  g_assert_cmpint (count_cases (self), ==, 5);
}

static void
test_what_changed_names_its_items (Fixture *self, gconstpointer data)
{
  read_text (self, "6月.csv", HEADINGS "1,2025-06-01,見本 花子,0000000001,船大工\n");
  write_all (self);
  mado_intake_run_clear (self->run);
  read_text (self, "7月.csv", HEADINGS "1,2025-06-02,見本 華子,0000000001,大工\n");
  assert_detail (self, "Left out: Changed since 1");
  assert_line (self, 0,
               "To be looked at|7月.csv|2||1|The record says otherwise: 氏名, 職業. Look at the case; nothing is "
               "written over.");
}

/* --- attachments -------------------------------------------------------------------------------------------------- */

static void
test_attachments_find_their_applications (Fixture *self, gconstpointer data)
{
  static const char pdf[] = "%PDF-1.7 and what follows it";
  g_autofree char *form = intake_sample_form (1, 2), *path = write_file (self, "6月.csv", form, -1);
  g_autofree char *one = write_file (self, "scans/W00001_通帳.pdf", pdf, -1);
  g_autofree char *nobody = write_file (self, "scans/99_通帳.pdf", pdf, -1);
  g_autofree char *folder = g_path_get_dirname (one), *words = NULL;

  read_path (self, path);
  read_path (self, folder);
  assert_title (self, "2 rows, 1 attachment can be taken in");
  words = mado_intake_words_write_attachments (self->run);
  g_assert_cmpstr (words, ==, "New 1, Refused 1");
  assert_line (self, 0,
               "Not taken in|99_通帳.pdf||||There is no application with a number that this name begins with.");
  write_all (self);
  assert_title (self, "2 rows, 1 attachment taken in");
  g_assert_cmpint (intake_sample_ask (&self->sample, "SELECT count (*) FROM attachment"), ==, 1);
  g_assert_nonnull (nobody);
}

/* --- stopping ----------------------------------------------------------------------------------------------------- */

static void
test_stopped_reading_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 2000), *path = write_file (self, "6月.csv", text, -1);

  mado_intake_run_read (self->run, (const char *const[]) { path, NULL });
  mado_intake_run_cancel (self->run);
  wait_for (self, MADO_INTAKE_RUN_EMPTY);
  g_assert_null (mado_intake_run_get_fault (self->run));
  g_assert_null (mado_intake_run_get_files (self->run));
  g_assert_cmpint (count_cases (self), ==, 0);
}

static void
stop_cb (MadoIntakeRun *run, gpointer unused)
{
  if (mado_intake_run_get_state (run) == MADO_INTAKE_RUN_WRITING)
    mado_intake_run_cancel (run);
}

static void
test_stopped_writing_goes_on_where_it_was (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 1200);
  guint n_attachments = 0, n_written = 0;

  read_text (self, "6月.csv", text);
  g_signal_connect (self->run, "progressed", G_CALLBACK (stop_cb), NULL);
  write_all (self);
  assert_title (self, "Stopped on the way");
  n_written = mado_intake_run_count_written (self->run, &n_attachments);
  g_assert_cmpuint (n_written, <, 1200);
  g_assert_cmpint (count_cases (self), ==, n_written);
  g_signal_handlers_disconnect_by_func (self->run, stop_cb, NULL);
  mado_intake_run_clear (self->run);
  read_text (self, "6月.csv", text);
  write_all (self);
  g_assert_cmpint (count_cases (self), ==, 1200);
}

/* --- the log ------------------------------------------------------------------------------------------------------ */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static GListStore *
load_log (Fixture *self, guint *out_n_due)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListStore *log;

  mado_intake_log_load_async (self->session, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  log = mado_intake_log_load_finish (result, out_n_due, &error);
  g_assert_no_error (error);

  return log;
}

static const char *
peek_part (GListStore *log, guint position, MadoIntakeEntryPart part)
{
  g_autoptr (MadoIntakeEntry) entry = g_list_model_get_item (G_LIST_MODEL (log), position);

  return mado_intake_entry_get (entry, part); /* the list holds it */
}

static void
test_log_has_the_latest_first (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3), *more = intake_sample_form (4, 2);
  g_autoptr (GListStore) log = NULL;
  guint n_due = 0;

  read_text (self, "6月.csv", text);
  write_all (self);
  mado_intake_run_clear (self->run);
  read_text (self, "7月.csv", more);
  write_all (self);
  log = load_log (self, &n_due);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 2);
  g_assert_cmpuint (n_due, ==, 0);
  g_assert_cmpstr (peek_part (log, 0, MADO_INTAKE_ENTRY_NAME), ==, "7月.csv");
  g_assert_cmpstr (peek_part (log, 0, MADO_INTAKE_ENTRY_RESULT), ==, "2 taken in, of 2 rows");
  g_assert_cmpstr (peek_part (log, 0, MADO_INTAKE_ENTRY_FORM), ==, "LoGoフォーム 2025年4月版");
  g_assert_cmpuint (strlen (peek_part (log, 0, MADO_INTAKE_ENTRY_DIGEST)), ==, 64);
  g_assert_cmpstr (peek_part (log, 1, MADO_INTAKE_ENTRY_BY), ==, "a-01");
}

static void
test_files_go_when_their_time_is_over (Fixture *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);
  g_autoptr (MadoIntakeStage) old = intake_sample_take_in (&self->sample, "old.csv", text);
  g_autoptr (GListStore) before = NULL, after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_due = 0, n_forgotten = 0;

  g_assert_nonnull (old);
  intake_sample_run (&self->sample, "UPDATE import SET at = 0");
  before = load_log (self, &n_due);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (before)), ==, 1);
  g_assert_cmpuint (n_due, ==, 1);
  mado_intake_log_forget_async (self->session, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mado_intake_log_forget_finish (result, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  after = load_log (self, &n_due);
  g_assert_cmpuint (n_due, ==, 0);
  g_assert_cmpstr (peek_part (after, 0, MADO_INTAKE_ENTRY_KEPT), ==, "Not here any more");
  g_assert_cmpint (count_cases (self), ==, 3);
}

/* --- a folder ----------------------------------------------------------------------------------------------------- */

static void
dealt_cb (MadoIntakeFolder *folder, const char *sentence, char **out_sentence)
{
  g_set_str (out_sentence, sentence);
}

static void
test_folder_takes_in_without_hands (Fixture *self, gconstpointer data)
{
  g_autofree char *form = intake_sample_form (1, 3), *path = write_file (self, "6月.csv", form, -1), *said = NULL;
  g_autofree char *done = g_build_filename (self->folder, "済", "6月.csv", NULL);
  g_autoptr (MadoIntakeFolder) folder = mado_intake_folder_new (self->session);

  g_assert_nonnull (path);
  g_signal_connect (folder, "dealt", G_CALLBACK (dealt_cb), &said);
  g_assert_true (mado_intake_folder_watch (folder, self->folder));
  while (said == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (said, ==, "“6月.csv” was taken in from the folder");
  g_assert_cmpint (count_cases (self), ==, 3);
  g_assert_true (g_file_test (done, G_FILE_TEST_EXISTS));
  g_assert_false (mado_intake_folder_watch (folder, ""));
}

/* What lies in a folder is of real people: nobody practises on it, and nobody takes it in who may not. */
static void
test_folder_is_not_for_everybody (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoSession) practice = mado_session_new (self->sample.desk, TRUE);
  g_autoptr (MadoIntakeFolder) folder = mado_intake_folder_new (practice);
  Fixture ward = { 0 };
  MadoIntakeFolder *of_ward;

  g_assert_false (mado_intake_folder_watch (folder, self->folder));
  set_up_as (&ward, "ninpu-r7", "ward");
  of_ward = mado_intake_folder_new (ward.session);
  g_assert_false (mado_intake_folder_watch (of_ward, ward.folder));
  g_object_unref (of_ward);
  tear_down (&ward, NULL);
}

/* --- whose it is -------------------------------------------------------------------------------------------------- */

static void
test_only_who_receives_takes_files_in (void)
{
  static const struct {
    const char *role;
    gboolean is_for;
  } roles[] = { { "verifier", TRUE }, { "ward", FALSE }, { "decider", FALSE }, { "agent", FALSE }, { "lead", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    Fixture fixture = { 0 };

    set_up_as (&fixture, "ninpu-r7", roles[i].role);
    g_assert_cmpint (mado_intake_page_is_for (fixture.session), ==, roles[i].is_for);
    tear_down (&fixture, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/intake-run/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-is-written-before-it-is-said", test_nothing_is_written_before_it_is_said);
  ADD ("odd-things-have-their-place", test_odd_things_have_their_place);
  ADD ("lines-never-tell-what-was-typed", test_lines_never_tell_what_was_typed);
  ADD ("what-cannot-be-read-is-named", test_what_cannot_be_read_is_named);
  ADD ("unknown-form-is-refused", test_unknown_form_is_refused);
  ADD ("what-comes-again-adds-nothing", test_what_comes_again_adds_nothing);
  ADD ("what-changed-names-its-items", test_what_changed_names_its_items);
  ADD ("attachments-find-their-applications", test_attachments_find_their_applications);
  ADD ("stopped-reading-leaves-nothing", test_stopped_reading_leaves_nothing);
  ADD ("stopped-writing-goes-on-where-it-was", test_stopped_writing_goes_on_where_it_was);
  ADD ("log-has-the-latest-first", test_log_has_the_latest_first);
  ADD ("files-go-when-their-time-is-over", test_files_go_when_their_time_is_over);
  ADD ("folder-takes-in-without-hands", test_folder_takes_in_without_hands);
  ADD ("folder-is-not-for-everybody", test_folder_is_not_for_everybody);
#undef ADD
  g_test_add_func ("/intake-run/only-who-receives-takes-files-in", test_only_who_receives_takes_files_in);

  return g_test_run ();
}
