/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 004-S7: somebody was asked to apply (案内済), and has, on paper: that case goes on, and none begins. */

#include <string.h>

#include "intake-sample.h"
#include "mado-json-member.h"
#include "mado-paper-step.h"
#include "mado-reception.h"

#define TARGETS                                                                                                        \
  "認定番号,受給者住民番号,受給者氏名,受給者カナ,受給者生年月日,受給者住所,該当年月,喪失年月日,R7年度所得,対象区分,"   \
  "金融機関コード,支店コード,預金種目,口座番号,口座名義,児童住民番号,児童氏名,児童カナ,児童生年月日,児童住所,"         \
  "児童順位,続柄,同居別居\n"                                                                                           \
  "1,1001,見本 花子,ミホン ハナコ,1985-05-05,新宿区架空町1-2-3,2025-09,,3000000,1,0001,001,普通,1234567,"              \
  "ミホン ハナコ,2001,見本 一郎,ミホン イチロウ,2015-04-02,新宿区架空町1-2-3,1,子,同居\n"

typedef struct {
  IntakeSample sample;
  MadoSession *session;
  MadoEntity *entity; /* the one case */
  gboolean is_done;
} Counter;

static void
look (Counter *self)
{
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (&self->sample);

  g_assert_cmpuint (cases->len, ==, 1);
  g_clear_pointer (&self->entity, mado_entity_unref);
  self->entity = mado_entity_ref (g_ptr_array_index (cases, 0));
}

typedef struct {
  MadoDesk *desk;
  GPtrArray *operations;
} Saving;

static void
save_work (GTask *task, MadoDatabase *database, gpointer saving, GCancellable *cancellable)
{
  const Saving *self = saving;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = mado_replica_save (mado_desk_get_replica (self->desk), self->operations,
                                                      mado_instant_now (), mado_instant_now (), &error);

  g_assert_no_error (error);
  g_assert_cmpint (((const MadoOutcome *) g_ptr_array_index (outcomes, 0))->kind, ==, MADO_OUTCOME_APPLIED);
  g_task_return_boolean (task, TRUE);
}

static void
work_on (Counter *self, const char *kind, const char *body)
{
  yyjson_doc *read = yyjson_read (body, strlen (body), 0);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (read, NULL);
  const MadoOperationHeader header = { .id = mado_id_draw (),
                                       .entity = mado_entity_get_id (self->entity),
                                       .kind = kind,
                                       .base = mado_entity_get_version (self->entity),
                                       .actor = mado_session_get_person (self->session)->account,
                                       .terminal = mado_desk_get_terminal (self->sample.desk),
                                       .time = mado_instant_now ().microseconds / 1000 };
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  Saving saving = { self->sample.desk, operations };

  g_ptr_array_add (operations, mado_operation_new (&header, yyjson_mut_doc_get_root (doc), NULL));
  g_assert_true (mado_desk_do_and_wait (self->sample.desk, MADO_DESK_WRITER, save_work, &saving, NULL));
  yyjson_mut_doc_free (doc);
  yyjson_doc_free (read);
  look (self);
}

static void
await (Counter *self)
{
  while (!self->is_done)
    g_main_context_iteration (NULL, TRUE);
  self->is_done = FALSE;
  look (self);
}

static void
set_up (Counter *self, gconstpointer data)
{
  intake_sample_begin (&self->sample, "kosodate-oen-r7", "ward", "2026-01-20T01:00:00.000000Z");
  g_object_unref (intake_sample_take_in (&self->sample, "対象者.csv", TARGETS));
  self->session = mado_session_new (self->sample.desk, FALSE);
  look (self);
  work_on (self, "case.edit", "{\"edits\":[{\"item\":\"target_group\",\"was\":\"1\",\"now\":\"4\"}]}");
  work_on (self, "case.move", "{\"transition\":\"invite\"}");
  g_assert_cmpstr (mado_entity_get_state (self->entity), ==, "guided");
}

static void
tear_down (Counter *self, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&self->entity, mado_entity_unref);
  g_clear_object (&self->session);
  intake_sample_end (&self->sample);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer counter)
{
  guint n_refused = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_reception_save_finish (result, &n_refused, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_refused, ==, 0);
  ((Counter *) counter)->is_done = TRUE;
}

static MadoReception *
write_paper (Counter *self, gint64 version)
{
  MadoReception *reception = mado_reception_new (self->session, "paper:R8-1", "2026-01-19");

  mado_reception_answer (reception, mado_entity_get_id (self->entity), version);

  return reception;
}

static void
test_paper_goes_to_the_case_that_waits (Counter *self, gconstpointer data)
{
  const MadoItem *item = mado_section_find (mado_session_get_programme (self->session)->items, "name");
  static const guint8 scan[64] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  g_autoptr (GBytes) bytes = g_bytes_new_static (scan, sizeof scan);
  g_autoptr (MadoReception) reception = write_paper (self, mado_entity_get_version (self->entity));

  mado_reception_add_paper (reception, item, "申請書.png", bytes);
  mado_reception_save_async (reception, saved_cb, self);
  await (self);
  g_assert_cmpstr (mado_entity_get_state (self->entity), ==, "applied");
  g_assert_cmpstr (mado_json_get_text (mado_entity_get_body (self->entity), "receipt"), ==, "paper:R8-1");
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (self->entity), "attachments")), ==, 1);
}

/* The step is offered where the case waits, and leads to the page for papers; where it does not, it is not. */
static void
test_step_is_offered_where_it_waits (Counter *self, gconstpointer data)
{
  const MadoTransition *step = mado_paper_step_find (mado_session_get_programme (self->session));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoJudge) judge = mado_judge_new (mado_session_get_programme (self->session), &error);
  const MadoCaseWorkSource source = { mado_session_get_person (self->session), self->entity, judge,
                                      mado_date_from_iso ("2026-01-20"), TRUE };
  g_autoptr (MadoCaseWork) work = mado_case_work_new (&source, &error);
  guint n_steps = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (step->id, ==, "apply");
  for (guint i = 0; i < work->moves->len; i++)
    n_steps += ((const MadoCaseMove *) g_ptr_array_index (work->moves, i))->transition == step;
  g_assert_cmpuint (n_steps, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/paper-answer/paper-goes-to-the-case-that-waits", Counter, NULL, set_up,
              test_paper_goes_to_the_case_that_waits, tear_down);
  g_test_add ("/paper-answer/step-is-offered-where-it-waits", Counter, NULL, set_up,
              test_step_is_offered_where_it_waits, tear_down);

  return g_test_run ();
}
