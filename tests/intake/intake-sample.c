/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the intake share. */

#include "intake-sample.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "queue-sample.h"
#include "replica-service.h"

/**
 * intake_sample_begin:
 * @self: (out caller-allocates): a sample
 * @programme: its id
 * @role: of whoever works there
 * @now: an instant
 */
void
intake_sample_begin (IntakeSample *self, const char *programme, const char *role, const char *now)
{
  *self = (IntakeSample) { .programme = programme, .role = role, .now = mado_instant_from_iso (now) };
  store_sample_set_up (&self->store, NULL);
  self->store.profile.programme = programme;
  g_assert_true (mado_instant_is_valid (self->now));
}

/**
 * intake_sample_end:
 * @self: a sample
 */
void
intake_sample_end (IntakeSample *self)
{
  intake_sample_close (self);
  store_sample_tear_down (&self->store, NULL);
}

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, const char *programme, G_GNUC_UNUSED GError **error)
{
  g_autofree char *file = g_strconcat (programme, ".json", NULL);

  return queue_sample_load_programme (file);
}

/**
 * intake_sample_open:
 * @self: a sample whose desk is closed, or that has none
 */
void
intake_sample_open (IntakeSample *self)
{
  const char *roles[] = { self->role, NULL };
  const MadoDeskOpening opening = {
    .place = self->store.place,
    .profile = self->store.profile,
    .shares = self->store.shares,
    .person = { "a-01", roles },
    .terminal = "t-01",
    .find_programme = find_programme,
  };
  g_autofree char *key = store_sample_name (&self->store, ".key");
  g_autoptr (GError) error = NULL;

  self->desk = g_file_test (key, G_FILE_TEST_EXISTS) ? mado_desk_open (&opening, &error)
                                                     : mado_desk_create (&opening, &store_sample_cost, &error);
  g_assert_no_error (error);
}

/**
 * intake_sample_close:
 * @self: a sample
 */
void
intake_sample_close (IntakeSample *self)
{
  if (self->desk != NULL)
    mado_desk_close (self->desk); /* the last work on it may still hold it, and cannot wait for itself */
  g_clear_object (&self->desk);
}

static MadoInstant
get_now (gpointer user_data)
{
  return ((IntakeSample *) user_data)->now;
}

/**
 * intake_sample_stage:
 * @self: a sample
 *
 * Returns: (transfer full): a stage without files
 */
MadoIntakeStage *
intake_sample_stage (IntakeSample *self)
{
  MadoIntakeMeans means = *mado_intake_means_get_default ();
  g_autoptr (GError) error = NULL;
  MadoIntakeStage *stage;

  means.get_now = get_now;
  means.user_data = self;
  if (self->desk == NULL)
    intake_sample_open (self);
  stage = mado_intake_stage_new (self->desk, &means, &error);
  g_assert_no_error (error);

  return stage;
}

/**
 * intake_sample_preview_again:
 * @stage: a stage
 */
void
intake_sample_preview_again (MadoIntakeStage *stage)
{
  g_autoptr (GError) error = NULL;

  mado_intake_stage_preview (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/**
 * intake_sample_preview:
 * @self: a sample
 * @name: of a file
 * @text: what is in it
 *
 * Returns: (transfer full): a stage with its preview
 */
MadoIntakeStage *
intake_sample_preview (IntakeSample *self, const char *name, const char *text)
{
  MadoIntakeStage *stage = intake_sample_stage (self);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  mado_intake_stage_add_bytes (stage, name, bytes);
  intake_sample_preview_again (stage);

  return stage;
}

/**
 * intake_sample_apply:
 * @stage: a stage with a preview
 */
void
intake_sample_apply (MadoIntakeStage *stage)
{
  g_autoptr (GError) error = NULL;

  mado_intake_stage_apply (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/**
 * intake_sample_take_in:
 * @self: a sample
 * @name: of a file
 * @text: what is in it
 *
 * Returns: (transfer full): the stage, written
 */
MadoIntakeStage *
intake_sample_take_in (IntakeSample *self, const char *name, const char *text)
{
  MadoIntakeStage *stage = intake_sample_preview (self, name, text);

  intake_sample_apply (stage);

  return stage;
}

/**
 * intake_sample_get_file:
 * @stage: a stage
 * @index: of a file
 *
 * Returns: (transfer none): the file
 */
const MadoStagedFile *
intake_sample_get_file (MadoIntakeStage *stage, guint index)
{
  const GPtrArray *files = mado_intake_stage_get_files (stage);

  g_assert_cmpuint (index, <, files->len);

  return g_ptr_array_index (files, index);
}

/**
 * intake_sample_get_row:
 * @stage: a stage
 * @index: of a row of its first file
 *
 * Returns: (transfer none): the row
 */
const MadoStagedRow *
intake_sample_get_row (MadoIntakeStage *stage, guint index)
{
  const MadoStagedFile *file = intake_sample_get_file (stage, 0);

  g_assert_cmpuint (index, <, file->rows->len);

  return g_ptr_array_index (file->rows, index);
}

static void
describe_findings (GString *text, const MadoFindings *findings)
{
  for (guint i = 0; findings != NULL && i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (strcmp (finding->code, "W_COLUMN_MISSING") == 0) /* no sample has all columns of a form */
      continue;
    g_string_append_printf (text, " %s@%u:%u", finding->code, (guint) finding->record, (guint) finding->place);
    if (finding->field != NULL)
      g_string_append_printf (text, "(%s)", finding->field);
  }
}

static void
describe_row (GString *text, const MadoStagedRow *row)
{
  g_string_append_printf (text, "%u", (guint) row->row);
  if (row->n_rows > 1)
    g_string_append_printf (text, "+%u", row->n_rows - 1);
  g_string_append_printf (text, " %s%s", row->is_taken ? "taken " : "", mado_intake_state_get_name (row->state));
  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    g_string_append_printf (text, " %s", ((const MadoItem *) g_ptr_array_index (row->changed, i))->id);
  describe_findings (text, row->findings);
  g_string_append (text, "\n");
}

/**
 * intake_sample_describe:
 * @stage: a stage
 *
 * Returns: (transfer full): what it shows: a line for each file, and one for each row
 */
char *
intake_sample_describe (MadoIntakeStage *stage)
{
  const GPtrArray *files = mado_intake_stage_get_files (stage);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++) {
    const MadoStagedFile *file = g_ptr_array_index (files, i);

    g_string_append (text, file->is_refused ? "refused" : "file");
    describe_findings (text, file->findings);
    g_string_append (text, "\n");
    for (guint j = 0; j < file->rows->len; j++)
      describe_row (text, g_ptr_array_index (file->rows, j));
  }

  return g_string_free_and_steal (text);
}

/**
 * intake_sample_form:
 * @first: number of the first row
 * @n_rows: how many
 *
 * Returns: (transfer full): the export of a web form
 */
char *
intake_sample_form (guint first, guint n_rows)
{
  GString *text = g_string_new ("受付番号,申請日時,氏名,氏名（フリガナ）,生年月日,給付管理番号,職業\r\n");

  for (guint i = first; i < first + n_rows; i++)
    g_string_append_printf (text, "W%05u,2025/06/01 10:00:00,見本 花子,ミホン ハナコ,1995-05-05,%010u,船大工\r\n", i,
                            i);

  return g_string_free_and_steal (text);
}

/* --- what is in the profile -------------------------------------------------------------------------------------- */

typedef struct {
  const char *sql; /* (nullable) */
  gint64 number;
  GPtrArray *cases;
} Question;

static const char list_cases[] =
    "SELECT text FROM entity JOIN body USING (row) WHERE kind = 'case' ORDER BY entity.row";

static void
ask_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (MadoStatement) statement =
      mado_statement_take (database, question->sql != NULL ? question->sql : list_cases);

  while (mado_statement_step (statement)) {
    if (question->sql != NULL) {
      question->number = mado_statement_get_int (statement, 0);
    } else {
      g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 0);

      g_ptr_array_add (question->cases, mado_row_read_text (text, NULL));
    }
  }
  g_task_return_boolean (task, mado_statement_finish (statement, NULL));
}

static void
run_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  g_task_return_boolean (task, mado_database_run_script (database, data, NULL));
}

static void
meet_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const IntakeSample *self = data;
  const MadoPerson *person = mado_desk_get_person (self->desk);
  MadoReplica *replica = mado_desk_get_replica (self->desk);
  g_autoptr (ReplicaService) service = replica_service_new (mado_desk_get_programme (self->desk));
  MadoHelloReply hello = replica_service_greet (service, replica);

  g_assert_true (mado_replica_begin_loading (replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (replica, NULL));
  replica_service_receive (service, replica, person, self->now);
  g_task_return_boolean (task, replica_service_tell (service, replica, person, 0, service->lines->len, NULL));
}

/**
 * intake_sample_meet_service:
 * @self: a sample that has met no service yet
 *
 * What was done goes to a service, and what came of it comes back.
 */
void
intake_sample_meet_service (IntakeSample *self)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, meet_work, self, NULL));
}

/**
 * intake_sample_run:
 * @self: a sample
 * @sql: what is done to its profile behind everybody's back
 */
void
intake_sample_run (IntakeSample *self, const char *sql)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, run_work, (gpointer) sql, NULL));
}

/**
 * intake_sample_ask:
 * @self: a sample
 * @sql: a query for one number
 *
 * Returns: the number
 */
gint64
intake_sample_ask (IntakeSample *self, const char *sql)
{
  Question question = { .sql = sql };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_READER, ask_work, &question, NULL));

  return question.number;
}

/**
 * intake_sample_list_cases:
 * @self: a sample
 *
 * Returns: (transfer full) (element-type MadoEntity): all cases, in the order in which they came
 */
GPtrArray *
intake_sample_list_cases (IntakeSample *self)
{
  Question question = { .cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref) };

  if (self->desk == NULL)
    intake_sample_open (self);
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_READER, ask_work, &question, NULL));

  return question.cases;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * intake_sample_digest:
 * @self: a sample
 *
 * Returns: (transfer full): what the cases say, whatever their ids and their order
 */
char *
intake_sample_digest (IntakeSample *self)
{
  g_autoptr (GPtrArray) cases = intake_sample_list_cases (self);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cases->len; i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (cases, i));
    g_autofree char *items = yyjson_val_write (yyjson_obj_get (body, "items"), 0, NULL);
    g_autofree char *lists = yyjson_val_write (yyjson_obj_get (body, "lists"), 0, NULL);

    g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %s", mado_json_get_text (body, "receipt"),
                                             mado_json_get_text (body, "content"), items, lists));
  }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
