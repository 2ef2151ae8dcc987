/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes from a register: targets that become cases, refusals of them, and what stands beside a case. */

#include <string.h>

#include "intake-sample.h"
#include "mado-import.h"
#include "mado-intake-retention.h"
#include "mado-json-member.h"
#include "mado-reference-key.h"
#include "mado-reference.h"

#define HEADINGS                                                                                                       \
  "認定番号,受給者住民番号,受給者氏名,受給者カナ,受給者生年月日,受給者住所,該当年月,喪失年月日,R7年度所得,対象区分,"   \
  "金融機関コード,支店コード,預金種目,口座番号,口座名義,児童住民番号,児童氏名,児童カナ,児童生年月日,児童住所,"         \
  "児童順位,続柄,"                                                                                                     \
  "同居別居\n"
#define PAYEE(number, name)                                                                                            \
  number ",100" number "," name                                                                                        \
         ",ミホン ハナコ,1985-05-05,新宿区架空町1-2-3,2025-09,,3000000,1,0001,001,普通,1234567,"                       \
         "ミホン ハナコ,"
#define CHILD(number, order) "200" number ",見本 一郎,ミホン イチロウ,2015-04-02,新宿区架空町1-2-3," order ",子,同居\n"

static void
set_up (IntakeSample *self, gconstpointer data)
{
  intake_sample_begin (self, "kosodate-oen-r7", "ward", "2026-01-20T01:00:00.000000Z");
}

static void
tear_down (IntakeSample *self, gconstpointer data)
{
  intake_sample_end (self);
}

static const char targets[] = HEADINGS PAYEE ("1", "見本 花子") CHILD ("1", "1") PAYEE ("1", "見本 花子")
    CHILD ("2", "2") PAYEE ("2", "見本 月子") CHILD ("3", "1");

static void
assert_shows (MadoIntakeStage *stage, const char *expected)
{
  g_autofree char *shown = intake_sample_describe (stage);

  g_assert_cmpstr (shown, ==, expected);
}

/* --- targets ----------------------------------------------------------------------------------------------------- */

static void
test_rows_of_a_payee_are_one_case (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "対象者.csv", targets);
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (self);
  yyjson_val *body, *account;

  assert_shows (stage, "file\n2+1 taken new\n4 taken new\n");
  g_assert_cmpuint (cases->len, ==, 2);
  body = mado_entity_get_body (g_ptr_array_index (cases, 0));
  account = yyjson_obj_get (yyjson_obj_get (body, "items"), "account");
  g_assert_cmpstr (mado_entity_get_state (g_ptr_array_index (cases, 0)), ==, "extracted");
  g_assert_cmpstr (mado_json_get_text (body, "receipt"), ==, "targets:1");
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (yyjson_obj_get (body, "lists"), "children")), ==, 2);
  g_assert_cmpstr (mado_json_get_text (account, "number"), ==, "1234567");
  g_assert_cmpstr (mado_json_get_text (account, "kind"), ==, "1");
  g_assert_cmpstr (mado_json_get_text (account, "origin"), ==, "registered");
}

static void
test_a_right_for_each_child (IntakeSample *self, gconstpointer data)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  intake_sample_meet_service (self);
  cases = intake_sample_list_cases (self);
  for (guint i = 0; i < 2; i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (cases, i));

    g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (body, "rights")), ==, 2 - i);
  }
}

/* How many, when, and of which file: for ever. */
static void
test_an_extraction_is_frozen (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "対象者.csv", targets);
  const MadoHash hash = mado_hash_of (targets, strlen (targets));

  g_assert_true (mado_hash_equals (&intake_sample_get_file (stage, 0)->hash, &hash));
  self->now.microseconds += 60 * G_USEC_PER_SEC;
  g_object_unref (intake_sample_take_in (self, "もう一度.csv", targets));
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import WHERE is_done AND n_rows = 3"), ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT at FROM import"), ==, self->now.microseconds - 60 * G_USEC_PER_SEC);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import_row"), ==, 2);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 2);
}

static void
test_a_later_extraction_tells_what_changed (IntakeSample *self, gconstpointer data)
{
  static const char later[] = HEADINGS PAYEE ("1", "見本 華子") CHILD ("1", "1") PAYEE ("2", "見本 月子")
      CHILD ("3", "1") PAYEE ("3", "見本 星子") CHILD ("4", "1");
  g_autoptr (MadoIntakeStage) stage = NULL;
  g_autofree char *shown = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  stage = intake_sample_preview (self, "2月.csv", later);
  shown = intake_sample_describe (stage);
  g_assert_true (g_str_has_prefix (shown, "file\n2 changed name child_resident_no"));
  g_assert_true (g_str_has_suffix (shown, "\n3 same\n4 new\n"));
}

static void
assert_refused (IntakeSample *self, const char *text, const char *finding)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_take_in (self, "対象者.csv", text);
  g_autofree char *shown = intake_sample_describe (stage);

  g_assert_true (g_str_has_prefix (shown, "refused"));
  g_assert_nonnull (strstr (shown, "E_FILE_NOT_WHOLE"));
  if (strstr (shown, finding) == NULL)
    g_error ("no %s: %s", finding, shown);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 0);
}

/* Half of a list of targets is none: who is missing would be missed by nobody. */
static void
test_half_an_extraction_is_none (IntakeSample *self, gconstpointer data)
{
  assert_refused (self,
                  HEADINGS PAYEE ("1", "見本 花子") CHILD ("1", "1") PAYEE ("2", "見本 月子") CHILD ("3", "1")
                      PAYEE ("1", "見本 花子") CHILD ("2", "2"),
                  "4 refused E_SCATTERED@4:0(認定番号)");
  assert_refused (self, HEADINGS PAYEE ("1", "見本 花子") CHILD ("1", "1") PAYEE ("1", "見本 華子") CHILD ("2", "2"),
                  "2+1 refused E_ROW_DIFFERS@2:0(name)");
  assert_refused (self, HEADINGS PAYEE ("", "見本 花子") CHILD ("1", "1"), "2 refused E_RECEIPT@2:1");
  assert_refused (self, HEADINGS PAYEE ("1", "見本 花子") "2001,見本 一郎,ミホン イチロウ,2000-04-02,x,1,子,同居\n",
                  "2 refused E_CHECKS@2:0(a_child)");
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void
test_refusals_name_cases (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = NULL;
  g_autoptr (GPtrArray) cases = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  stage = intake_sample_take_in (self, "拒否.csv", "認定番号\n2\n9\n");
  assert_shows (stage, "file\n2 taken new\n3 refused E_CASE_NONE@3:0(認定番号)\n");
  cases = intake_sample_list_cases (self);
  g_assert_cmpstr (mado_entity_get_state (g_ptr_array_index (cases, 0)), ==, "extracted");
  g_assert_cmpstr (mado_entity_get_state (g_ptr_array_index (cases, 1)), ==, "declined");
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (cases->pdata[1]), "sources")), ==, 2);
  g_clear_object (&stage);
  stage = intake_sample_preview (self, "拒否.csv", "認定番号\n2\n");
  assert_shows (stage, "file\n2 same\n");
}

static void
test_a_refusal_after_the_last_day_is_refused (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  intake_sample_meet_service (self);
  self->now = mado_instant_from_iso ("2026-02-20T01:00:00.000000Z");
  stage = intake_sample_take_in (self, "拒否.csv", "認定番号\n2\n");
  assert_shows (stage, "file\n2 refused E_GUARD@2:0(decline)\n");
}

/* --- beside a case ----------------------------------------------------------------------------------------------- */

#define REGISTER "住民番号,氏名,氏名カナ,生年月日,住所,世帯主\n"

typedef struct {
  IntakeSample *sample;
  const MadoEntity *entity;
  GPtrArray *found;
} Look;

static void
look_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Look *look = data;

  look->found = mado_reference_find (database, mado_desk_get_programme (look->sample->desk),
                                     mado_entity_get_body (look->entity), NULL);
  g_task_return_boolean (task, look->found != NULL);
}

static char *
look_up (IntakeSample *self, guint index)
{
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (self);
  Look look = { self, g_ptr_array_index (cases, index), NULL };
  GString *text = g_string_new (NULL);

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_READER, look_work, &look, NULL));
  for (guint i = 0; i < look.found->len; i++) {
    const MadoReferenceAnswer *answer = g_ptr_array_index (look.found, i);

    if (!answer->is_here || !answer->has_key)
      g_string_append (text, answer->is_here ? "no key\n" : "no list\n");
    for (guint j = 0; j < answer->rows->len; j++) {
      const MadoReference *row = g_ptr_array_index (answer->rows, j);

      g_string_append_printf (text, "%s:%u %.*s\n", row->map, (guint) row->row, (int) g_bytes_get_size (row->text),
                              (const char *) g_bytes_get_data (row->text, NULL));
    }
  }
  g_ptr_array_unref (look.found);

  return g_string_free_and_steal (text);
}

static void
test_the_register_stands_beside (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoIntakeStage) stage = NULL;
  g_autofree char *before = NULL, *after = NULL, *found = NULL, *other = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  other = look_up (self, 0);
  g_assert_cmpstr (other, ==, "no list\n");
  g_clear_pointer (&other, g_free);
  before = intake_sample_digest (self);
  stage = intake_sample_take_in (self, "住基.csv",
                                 REGISTER "1001,見本 花子,ミホン ハナコ,1985-05-05,新宿区架空町9-9-9,見本 太郎\n"
                                          "1009,見本 空子,ミホン ソラコ,1985-05-05,新宿区架空町1-1-1,見本 太郎\n");
  assert_shows (stage, "file W_COLUMN_UNKNOWN@1:6(世帯主)\n2 taken new\n3 taken new\n");
  after = intake_sample_digest (self);
  g_assert_cmpstr (before, ==, after);
  found = look_up (self, 0);
  g_assert_cmpstr (found, ==,
                   "register:2 {\"items\":{\"address\":\"新宿区架空町9-9-9\",\"birth_date\":\"1985-05-05\","
                   "\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 花子\"},\"resident_no\":\"1001\"}}\n");
  other = look_up (self, 1);
  g_assert_cmpstr (other, ==, "");
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, 2);
}

static void
test_a_newer_list_takes_its_place (IntakeSample *self, gconstpointer data)
{
  g_autofree char *found = NULL;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  g_object_unref (intake_sample_take_in (self, "a.csv", REGISTER "1001,見本 花子,ミホン ハナコ,1985-05-05,x,y\n"));
  self->now.microseconds += G_USEC_PER_SEC;
  g_object_unref (intake_sample_take_in (self, "b.csv", REGISTER "1002,見本 月子,ミホン ツキコ,1985-05-05,x,y\n"));
  found = look_up (self, 0);
  g_assert_cmpstr (found, ==, "");
}

#define add(name, function) g_test_add ("/intake-register/" name, IntakeSample, NULL, set_up, function, tear_down)

/* Twelve months of Japanese days after each was taken in, whatever it is; and no file twice. */
static void
test_lists_go_when_their_time_is_over (IntakeSample *self, gconstpointer data)
{
  static const char kept[] = "SELECT count (*) FROM blob WHERE is_pinned";
  guint n_forgotten = 0;

  g_object_unref (intake_sample_take_in (self, "対象者.csv", targets));
  self->now = mado_instant_from_iso ("2026-02-20T01:00:00.000000Z");
  g_object_unref (
      intake_sample_take_in (self, "住基.csv", REGISTER "1001,見本 花子,ミホン ハナコ,1990-01-01,見本町1,見本 花子\n"));
  g_assert_cmpint (intake_sample_ask (self, kept), ==, 2);
  g_assert_true (
      mado_intake_forget_due (self->desk, mado_instant_from_iso ("2027-02-19T14:59:59.000000Z"), &n_forgotten, NULL));
  g_assert_cmpuint (n_forgotten, ==, 1);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM reference_row"), ==, 1);
  g_assert_true (
      mado_intake_forget_due (self->desk, mado_instant_from_iso ("2027-02-19T15:00:00.000000Z"), &n_forgotten, NULL));
  g_assert_cmpuint (n_forgotten, ==, 1);
  g_assert_cmpint (intake_sample_ask (self, kept), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM reference_row"), ==, 0);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 2);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("004-F8-rows-of-a-payee-are-one-case", test_rows_of_a_payee_are_one_case);
  add ("004-F8-an-extraction-is-frozen", test_an_extraction_is_frozen);
  add ("a-later-extraction-tells-what-changed", test_a_later_extraction_tells_what_changed);
  add ("004-F9-the-service-gives-a-right-for-each-child", test_a_right_for_each_child);
  add ("half-an-extraction-is-none", test_half_an_extraction_is_none);
  add ("004-F10-refusals-name-cases", test_refusals_name_cases);
  add ("a-refusal-after-the-last-day-is-refused", test_a_refusal_after_the_last_day_is_refused);
  add ("the-register-stands-beside", test_the_register_stands_beside);
  add ("a-newer-list-takes-its-place", test_a_newer_list_takes_its_place);

  add ("lists-go-when-their-time-is-over", test_lists_go_when_their_time_is_over);

  return g_test_run ();
}
