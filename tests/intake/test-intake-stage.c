/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of web forms on the stage: shown first, written when somebody says so, and never twice. */

#include <string.h>

#include "intake-sample.h"
#include "mado-json-member.h"

#define HEADINGS "受付番号,申請日時,氏名,給付管理番号,職業\n"

static void
set_up (IntakeSample *self, gconstpointer data)
{
  intake_sample_begin (self, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
}

static void
tear_down (IntakeSample *self, gconstpointer data)
{
  intake_sample_end (self);
}

static void
assert_shows (MadoIntakeStage *stage, const char *expected)
{
  g_autofree char *shown = intake_sample_describe (stage);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_shows_of (IntakeSample *self, const char *text, const char *expected)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_preview (self, "6月.csv", text);

  assert_shows (stage, expected);
}

static void
take_in (IntakeSample *self, const char *text)
{
  g_object_unref (intake_sample_take_in (self, "6月.csv", text));
}

/* --- preview ----------------------------------------------------------------------------------------------------- */

static void
test_nothing_is_written_before_it_is_said (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);
  g_autoptr (MadoIntakeStage) stage = intake_sample_preview (self, "6月.csv", text);

  assert_shows (stage, "file\n2 new\n3 new\n4 new\n");
  intake_sample_preview_again (stage);
  assert_shows (stage, "file\n2 new\n3 new\n4 new\n");
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM blob"), ==, 0);
}

static void
test_findings_have_row_and_column (IntakeSample *self, gconstpointer data)
{
  assert_shows_of (self,
                   "受付番号,氏名,生年月日,給付を希望しますか\n"
                   "1,見本 花子,2025-02-29,希望する\n"
                   ",見本 太郎,1990-01-01,希望する\n"
                   "3,見本 次郎,1990-01-01,さあ\n",
                   "file\n"
                   "2 new E_DATE:E_RANGE@2:3(birth_date)\n"
                   "3 refused E_NO_RECEIPT@3:1\n"
                   "4 new E_CHOICE@4:4(wish)\n");
}

static void
test_a_file_that_no_map_knows_is_refused (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_preview (self, "x.csv", "あ,い\n1,2\n");

  assert_shows (stage, "refused E_MAP_NONE@1:0\n");
  intake_sample_apply (stage);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 0);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void
assert_source (const MadoEntity *entity, const MadoStagedFile *file, gint64 row)
{
  yyjson_val *source = yyjson_arr_get_first (yyjson_obj_get (mado_entity_get_body (entity), "sources"));

  g_assert_cmpint (mado_id_compare (mado_json_get_id (source, "import"), file->import), ==, 0);
  g_assert_cmpint (mado_json_get_number (source, "row"), ==, row);
}

static void
test_each_case_names_its_file_and_row (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "6月.csv", text);
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (self);

  assert_shows (stage, "file\n2 taken new\n3 taken new\n4 taken new\n");
  g_assert_cmpuint (cases->len, ==, 3);
  for (guint i = 0; i < cases->len; i++)
    assert_source (g_ptr_array_index (cases, i), intake_sample_get_file (stage, 0), i + 2);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import WHERE is_done AND n_rows = 3"), ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT is_pinned FROM blob"), ==, 1);
}

static void
test_what_comes_again_adds_nothing (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);
  g_autofree char *overlapping = intake_sample_form (2, 4);

  take_in (self, text);
  take_in (self, text);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 3);
  intake_sample_close (self);
  assert_shows_of (self, text, "file W_FILE_SEEN@0:0\n2 same\n3 same\n4 same\n");
  assert_shows_of (self, overlapping, "file\n2 same\n3 same\n4 new\n5 new\n");
  take_in (self, overlapping);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 5);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 2);
}

static const char first_text[] = HEADINGS "1,2025-06-01,見本 花子,0000000001,船大工\n";
static const char second_text[] = HEADINGS "1,2025-06-02,見本 華子,0000000001,大工\n";

static void
test_what_changed_since_is_told_item_by_item (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) again = NULL;

  take_in (self, first_text);
  again = intake_sample_preview (self, "7月.csv", second_text);
  g_assert_cmpint (intake_sample_get_row (again, 0)->state, ==, MADO_INTAKE_CHANGED);
  g_assert_cmpuint (intake_sample_get_row (again, 0)->changed->len, ==, 2);
  intake_sample_apply (again);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 1);
  g_assert_cmpint (intake_sample_get_row (again, 0)->state, ==, MADO_INTAKE_CHANGED);
}

/* What people made of it since is no change of the file's: also where the service's word has no hash of what it said.
 */
static void
test_what_people_corrected_is_no_change (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) again = NULL;

  take_in (self, first_text);
  intake_sample_run (self, "UPDATE body SET text = CAST (json_remove (CAST (text AS TEXT), '$.body.content',"
                           " '$.body.items.occupation') AS BLOB)");
  again = intake_sample_preview (self, "6月.csv", first_text);
  g_assert_cmpint (intake_sample_get_row (again, 0)->state, ==, MADO_INTAKE_SAME);
}

static void
test_two_files_of_one_stage_meet (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_stage (self);
  const char *const texts[] = { first_text, first_text, second_text };
  const MadoStagedRow *last;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    mado_intake_stage_add_bytes (stage, "a.csv", bytes);
  }
  intake_sample_preview_again (stage);
  g_assert_cmpuint (mado_staged_file_count (intake_sample_get_file (stage, 0), MADO_INTAKE_NEW), ==, 1);
  g_assert_cmpuint (mado_staged_file_count (intake_sample_get_file (stage, 1), MADO_INTAKE_SAME), ==, 1);
  last = g_ptr_array_index (intake_sample_get_file (stage, 2)->rows, 0);
  g_assert_cmpint (last->state, ==, MADO_INTAKE_CHANGED);
  g_assert_cmpuint (last->changed->len, ==, 2);
  intake_sample_apply (stage);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 1);
}

/* Two stages that both saw it as new: the second finds it here when it writes. */
static void
test_what_came_meanwhile_is_no_fault (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) early = intake_sample_preview (self, "a.csv", first_text);
  g_autoptr (MadoIntakeStage) late = intake_sample_preview (self, "b.csv", second_text);

  g_assert_cmpint (intake_sample_get_row (late, 0)->state, ==, MADO_INTAKE_NEW);
  intake_sample_apply (early);
  intake_sample_apply (late);
  g_assert_cmpint (intake_sample_get_row (late, 0)->state, ==, MADO_INTAKE_SAME);
  g_assert_false (intake_sample_get_row (late, 0)->is_taken);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 1);
}

/* --- 個人番号 ---------------------------------------------------------------------------------------------------- */

static void
test_a_name_with_a_my_number_refuses_its_file (IntakeSample *self, gconstpointer data)
{
  static const char *const names[] = { "マイナンバー983205673214.csv", "6月.csv" };
  g_autoptr (MadoIntakeStage) stage = intake_sample_stage (self);
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (first_text, strlen (first_text));

    mado_intake_stage_add_bytes (stage, names[i], bytes);
  }
  intake_sample_preview_again (stage);
  intake_sample_apply (stage);
  shown = intake_sample_describe (stage);
  g_assert_cmpstr (shown, ==, "refused E_MY_NUMBER@0:0\n2 new\nfile\n2 taken new\n");
  g_assert_cmpstr (intake_sample_get_file (stage, 0)->name, ==, "マイナンバー************.csv");
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 1);
}

static void
test_a_my_number_refuses_its_row_and_the_file_is_not_kept (IntakeSample *self, gconstpointer data)
{
  static const char text[] = HEADINGS "1,2025-06-01,見本 花子,0000000001,マイナンバー 123456789018\n"
                                      "2,2025-06-01,見本 太郎,0000000002,船大工\n";
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "6月.csv", text);
  g_autofree char *shown = intake_sample_describe (stage);

  g_assert_nonnull (strstr (shown, "\n2 refused E_MY_NUMBER@2:5(occupation)\n3 taken new\n"));
  g_assert_nonnull (strstr (shown, " W_FILE_NOT_KEPT@0:0\n"));
  g_assert_null (strstr (shown, "123456789018"));
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM blob"), ==, 0);
}

static void
test_a_column_of_my_numbers_is_not_kept (IntakeSample *self, gconstpointer data)
{
  take_in (self, "受付番号,氏名,個人番号\n1,見本 花子,123456789018\n");
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM blob"), ==, 0);
}

/* --- what the work itself refuses -------------------------------------------------------------------------------- */

static void
test_whoever_may_not_receive_takes_nothing_in (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = NULL;

  self->role = "print";
  stage = intake_sample_take_in (self, "6月.csv", first_text);
  g_assert_cmpint (intake_sample_get_row (stage, 0)->state, ==, MADO_INTAKE_REFUSED);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 0);
}

/* --- without waiting --------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean is_over;
  gboolean is_good;
  GError *error;
  guint n_told;
  guint64 done;
  guint64 total;
} Answer;

static void
told_cb (gpointer user_data, guint64 done, guint64 total)
{
  Answer *answer = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpuint (done, <=, total);
  g_assert_true (answer->total != total || done >= answer->done);
  answer->done = done;
  answer->total = total;
  answer->n_told++;
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_good = mado_intake_stage_preview_finish (MADO_INTAKE_STAGE (source), result, &answer->error);
  answer->is_over = TRUE;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_good = mado_intake_stage_apply_finish (MADO_INTAKE_STAGE (source), result, &answer->error);
  answer->is_over = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_nobody_waits (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_stage (self);
  g_autofree char *text = intake_sample_form (1, 900);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  Answer preview = { 0 }, apply = { 0 };

  mado_intake_stage_add_bytes (stage, "6月.csv", bytes);
  mado_intake_stage_preview_async (stage, told_cb, &preview, NULL, previewed_cb, &preview);
  wait_for (&preview);
  g_assert_true (preview.is_good);
  g_assert_cmpuint (preview.n_told, >, 0);
  mado_intake_stage_apply_async (stage, told_cb, &apply, NULL, applied_cb, &apply);
  wait_for (&apply);
  g_assert_true (apply.is_good);
  g_assert_cmpuint (apply.done, ==, 900);
  g_assert_cmpuint (apply.total, ==, 900);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 900);
}

static void
test_a_preview_that_is_cancelled_says_so (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_stage (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = intake_sample_form (1, 300);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  Answer answer = { 0 };

  g_cancellable_cancel (cancellable);
  mado_intake_stage_add_bytes (stage, "6月.csv", bytes);
  mado_intake_stage_preview_async (stage, NULL, NULL, cancellable, previewed_cb, &answer);
  wait_for (&answer);
  g_assert_false (answer.is_good);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  intake_sample_preview_again (stage);
  g_assert_cmpuint (mado_staged_file_count (intake_sample_get_file (stage, 0), MADO_INTAKE_NEW), ==, 300);
}

#define add(name, function) g_test_add ("/intake-stage/" name, IntakeSample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("nothing-is-written-before-it-is-said", test_nothing_is_written_before_it_is_said);
  add ("findings-have-row-and-column", test_findings_have_row_and_column);
  add ("a-file-that-no-map-knows-is-refused", test_a_file_that_no_map_knows_is_refused);
  add ("each-case-names-its-file-and-row", test_each_case_names_its_file_and_row);
  add ("what-comes-again-adds-nothing", test_what_comes_again_adds_nothing);
  add ("what-changed-since-is-told-item-by-item", test_what_changed_since_is_told_item_by_item);
  add ("what-people-corrected-is-no-change", test_what_people_corrected_is_no_change);
  add ("two-files-of-one-stage-meet", test_two_files_of_one_stage_meet);
  add ("what-came-meanwhile-is-no-fault", test_what_came_meanwhile_is_no_fault);
  add ("a-my-number-refuses-its-row-and-the-file-is-not-kept",
       test_a_my_number_refuses_its_row_and_the_file_is_not_kept);
  add ("a-name-with-a-my-number-refuses-its-file", test_a_name_with_a_my_number_refuses_its_file);
  add ("a-column-of-my-numbers-is-not-kept", test_a_column_of_my_numbers_is_not_kept);
  add ("whoever-may-not-receive-takes-nothing-in", test_whoever_may_not_receive_takes_nothing_in);
  add ("nobody-waits", test_nobody_waits);
  add ("a-preview-that-is-cancelled-says-so", test_a_preview_that_is_cancelled_says_so);

  return g_test_run ();
}
