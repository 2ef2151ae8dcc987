/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each exercise of each course of the three programmes is done in the ward that somebody gets who practises, as the
 * person who learns, and through the domain alone: it must not be seen as done before, and must be afterwards. So none
 * asks for what the ward does not have, or the role may not do. */

#include "mado-course.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-policy.h"
#include "mado-practice-ward.h"
#include "mado-read-log.h"
#include "mado-row.h"

#define PROGRAMME "ninpu-r7"
#define MOST_CASES 1000
#define N_EXERCISES 10

static const char *const languages[] = { "ja", NULL };

typedef struct {
  MadoDesk *desk;
  MadoCourse *course;
  MadoCourseStart start;
  guint index;      /* of the exercise that is done */
  gboolean is_left; /* it is to be done with one case less than it wants */
  guint n_done;
} Learner;

/* --- saving as the window does ------------------------------------------------------------------------------------ */

static gboolean
save (Learner *self, const MadoEntity *entity, const char *kind, yyjson_mut_val *body, MadoId *out_operation)
{
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = mado_entity_get_id (entity),
    .kind = kind,
    .base = mado_entity_get_version (entity),
    .actor = mado_desk_get_person (self->desk)->account,
    .terminal = mado_desk_get_terminal (self->desk),
    .time = mado_instant_now ().microseconds / 1000,
  };
  MadoInstant now = mado_instant_now (), later = { now.microseconds + G_TIME_SPAN_HOUR };
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (operations, mado_operation_new (&header, body, &error));
  g_assert_no_error (error);
  outcomes = mado_replica_save (mado_desk_get_replica (self->desk), operations, now, later, &error);
  g_assert_no_error (error);
  if (out_operation != NULL)
    *out_operation = header.id;

  const MadoOutcome *outcome = g_ptr_array_index (outcomes, 0);

  return !mado_outcome_is_refused (outcome) && !(outcome->kind == MADO_OUTCOME_CONFLICT && outcome->entities->len == 0);
}

static MadoEntity *
load (MadoDatabase *database, MadoId id)
{
  g_auto (MadoRow) row = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_row_find (database, id, &row, &error));
  g_assert_no_error (error);

  return mado_entity_ref (row.entity);
}

static void
see_all (Learner *self, MadoDatabase *database, MadoId id)
{
  const MadoProgramme *programme = mado_desk_get_programme (self->desk);

  for (guint i = 0; i < mado_section_get_count (programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (programme->visual_checks, i);
    g_autoptr (MadoEntity) entity = load (database, id);
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *body = yyjson_mut_obj (doc);

    yyjson_mut_obj_add_str (doc, body, "check", check->id);
    yyjson_mut_obj_add_bool (doc, body, "seen", TRUE);
    (void) !save (self, entity, "case.see", body, NULL); /* ignored: not every check is for every case */
    yyjson_mut_doc_free (doc);
  }
}

/* --- what an operation says beside what the exercise wants -------------------------------------------------------- */

static void
add_deficiencies (yyjson_mut_doc *doc, yyjson_mut_val *body, const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "deficiencies"));
  yyjson_mut_val *list = yyjson_mut_obj_add_arr (doc, body, "deficiencies");

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, list), "id", mado_json_get_text (one, "id"));
}

static void
fill_move (Learner *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const MadoEntity *entity)
{
  const char *id = yyjson_mut_get_str (yyjson_mut_obj_get (body, "transition"));
  const MadoTransition *transition = mado_section_find (mado_desk_get_programme (self->desk)->transitions, id);

  g_assert_nonnull (transition);
  if (transition->reason->len > 0 && yyjson_mut_obj_get (body, "reason") == NULL)
    yyjson_mut_obj_add_str (doc, body, "reason", g_ptr_array_index (transition->reason, 0));
  if (transition->opens[0] != '\0')
    yyjson_mut_obj_add_str (doc, body, "text", "通帳の写し");
  if (transition->closes[0] != '\0')
    add_deficiencies (doc, body, entity);
}

static void
fill_account (yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  static const char *const members[][2] = {
    { "bank", "0701" }, { "branch", "001" },     { "date", "2025-04-18" },    { "holder", "ミホン ハナコ" },
    { "kind", "1" },    { "number", "1234567" }, { "origin", "application" }, { "relation", "self" },
  };
  yyjson_mut_val *value = yyjson_mut_obj_get (body, "value");

  yyjson_mut_obj_add_str (doc, body, "item", "account");
  if (value == NULL)
    value = yyjson_mut_obj_add_obj (doc, body, "value");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (yyjson_mut_obj_get (value, members[i][0]) == NULL)
      yyjson_mut_obj_add_str (doc, value, members[i][0], members[i][1]);
}

/* "value.kind" is the member "kind" of the member "value". */
static void
put (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *path, yyjson_val *value)
{
  g_auto (GStrv) names = g_strsplit (path, ".", 2);
  yyjson_mut_val *inner = yyjson_mut_obj_get (object, names[0]);

  if (names[1] == NULL) {
    yyjson_mut_obj_put (object, yyjson_mut_strcpy (doc, names[0]), yyjson_val_mut_copy (doc, value));
    return;
  }
  if (inner == NULL) {
    inner = yyjson_mut_obj (doc);
    yyjson_mut_obj_put (object, yyjson_mut_strcpy (doc, names[0]), inner);
  }
  put (doc, inner, names[1], value);
}

static const MadoItem *
find_notes (Learner *self)
{
  const MadoProgramme *programme = mado_desk_get_programme (self->desk);

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (g_str_equal (item->type, "notes") && mado_policy_may_edit (mado_desk_get_person (self->desk), item))
      return item;
  }
  g_error ("the role writes no comments");
}

static void
fill (Learner *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const MadoExercise *exercise, const MadoEntity *entity)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (exercise->where);

  for (yyjson_val *path = yyjson_obj_iter_next (&iter); path != NULL; path = yyjson_obj_iter_next (&iter))
    put (doc, body, yyjson_get_str (path), yyjson_obj_iter_get_val (path));
  if (g_str_equal (exercise->act, "case.move"))
    fill_move (self, doc, body, entity);
  else if (g_str_equal (exercise->act, "case.enter_account"))
    fill_account (doc, body);
  else if (g_str_equal (exercise->act, "case.retract_account"))
    yyjson_mut_obj_add_str (doc, body, "item", "account");
  else if (g_str_equal (exercise->act, "case.see"))
    yyjson_mut_obj_add_str (doc, body, "check", "identity");
  else if (g_str_equal (exercise->act, "case.note")) {
    yyjson_mut_obj_add_str (doc, body, "item", find_notes (self)->id);
    yyjson_mut_obj_add_str (doc, body, "text", "折り返し電話");
  }
}

/* --- doing it ----------------------------------------------------------------------------------------------------- */

static void
prepare (Learner *self, MadoDatabase *database, const MadoExercise *exercise, MadoId id)
{
  const char *transition = mado_json_get_text (exercise->where, "transition");

  if (g_str_equal (transition, "finish_check") || g_str_equal (transition, "prescreen"))
    see_all (self, database, id);
  if (g_str_equal (exercise->act, "case.retract_account")) {
    g_autoptr (MadoEntity) entity = load (database, id);
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *body = yyjson_mut_obj (doc);

    fill_account (doc, body);
    (void) !save (self, entity, "case.enter_account", body, NULL); /* ignored: not every case takes one */
    yyjson_mut_doc_free (doc);
  }
}

static gboolean
act_on (Learner *self, MadoDatabase *database, const MadoExercise *exercise, MadoId id)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_autoptr (MadoEntity) entity = NULL;
  gboolean is_done;

  prepare (self, database, exercise, id);
  entity = load (database, id);
  fill (self, doc, body, exercise, entity);
  is_done = save (self, entity, exercise->act, body, NULL);
  yyjson_mut_doc_free (doc);

  return is_done;
}

/* Opens it as the window does; whether that is what is wanted the course itself says. */
static gboolean
read_one (Learner *self, MadoDatabase *database, const MadoExercise *exercise, const MadoEntity *entity)
{
  g_autofree char *account = g_strdup (mado_desk_get_person (self->desk)->account), *reason = g_strdup ("open");
  const MadoReading reading = { 0, mado_entity_get_id (entity), account, mado_instant_now (), reason };
  g_autoptr (GError) error = NULL;

  if (exercise->state[0] != '\0' && g_strcmp0 (exercise->state, mado_entity_get_state (entity)) != 0)
    return FALSE;
  if (exercise->where != NULL &&
      g_strcmp0 (mado_json_get_text (yyjson_obj_get (mado_entity_get_body (entity), "items"), "content"),
                 yyjson_get_str (yyjson_obj_get (exercise->where, "items.content"))) != 0)
    return FALSE;
  g_assert_true (mado_read_log_add (database, &reading, &error));
  g_assert_no_error (error);

  return TRUE;
}

static void
do_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Learner *self = data;
  const MadoExercise *exercise = mado_course_get (self->course, self->index);
  guint wanted = exercise->count - (self->is_left ? 1 : 0);
  const MadoProgramme *programme = mado_desk_get_programme (self->desk);

  self->n_done = 0;
  for (guint i = 0; i < mado_section_get_count (programme->states); i++) {
    const MadoState *state = mado_section_get (programme->states, i);
    g_autoptr (GPtrArray) cases = mado_row_list (database, "case", state->id, NULL, MOST_CASES, NULL);

    g_assert_nonnull (cases);
    for (guint j = 0; j < cases->len && self->n_done < wanted; j++) {
      MadoEntity *entity = g_ptr_array_index (cases, j);

      if (exercise->act[0] == '\0' ? read_one (self, database, exercise, entity)
                                   : act_on (self, database, exercise, mado_entity_get_id (entity)))
        self->n_done++;
    }
  }
  g_task_return_boolean (task, TRUE);
}

static void
start_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  g_assert_true (mado_course_find_start (database, &((Learner *) data)->start, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
count_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Learner *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) done =
      mado_course_count_done (self->course, database, mado_desk_get_person (self->desk)->account, &self->start, &error);

  g_assert_no_error (error);
  self->n_done = g_array_index (done, guint, self->index);
  g_task_return_boolean (task, TRUE);
}

static void
ask (Learner *self, MadoDeskHand hand, MadoStoreWork work)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_desk_do_and_wait (self->desk, hand, work, self, &error));
  g_assert_no_error (error);
}

static gboolean
is_done (Learner *self)
{
  ask (self, MADO_DESK_READER, count_work);

  return self->n_done >= mado_course_get (self->course, self->index)->count;
}

static void
solve (Learner *self)
{
  const MadoExercise *exercise = mado_course_get (self->course, self->index);

  ask (self, MADO_DESK_WRITER, start_work);
  g_assert_false (is_done (self));
  if (exercise->count > 1) {
    self->is_left = TRUE;
    ask (self, MADO_DESK_WRITER, do_work);
    g_assert_false (is_done (self));
    ask (self, MADO_DESK_WRITER, start_work);
  }
  self->is_left = FALSE;
  ask (self, MADO_DESK_WRITER, do_work);
  if (self->n_done < exercise->count)
    g_error ("nothing in the ward can be used for the exercise '%s'", exercise->id);
  g_assert_true (is_done (self));
}

/* --- the ward ----------------------------------------------------------------------------------------------------- */

static void
made_cb (GObject *ward, GAsyncResult *result, gpointer desk)
{
  g_autoptr (GError) error = NULL;

  *(MadoDesk **) desk = mado_practice_ward_make_finish (MADO_PRACTICE_WARD (ward), result, &error);
  g_assert_no_error (error);
}

static MadoDesk *
make_ward (const char *programme, const char *role)
{
  g_autoptr (MadoPracticeWard) ward = mado_practice_ward_new (programme, role);
  MadoDesk *desk = NULL;

  mado_practice_ward_make_async (ward, NULL, made_cb, &desk);
  while (desk == NULL)
    g_main_context_iteration (NULL, TRUE);

  return desk;
}

/* @place: "PROGRAMME/ROLE" */
static void
test_every_exercise_can_be_done (gconstpointer place)
{
  g_auto (GStrv) parts = g_strsplit (place, "/", 2);
  g_autoptr (GError) error = NULL;
  Learner self = { .course = mado_course_load (parts[0], parts[1], languages, &error) };

  g_assert_no_error (error);
  g_assert_cmpuint (mado_course_get_count (self.course), ==, N_EXERCISES);
  self.desk = make_ward (parts[0], parts[1]);
  for (self.index = 0; self.index < N_EXERCISES; self.index++)
    solve (&self);
  mado_course_free (self.course);
  mado_desk_close (self.desk);
  g_object_unref (self.desk);
}

static void
undo_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Learner *self = data;
  g_autoptr (GPtrArray) entries = mado_journal_list (database, self->start.journal, MOST_CASES, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (mado_replica_withdraw (mado_desk_get_replica (self->desk),
                                        ((MadoJournalEntry *) g_ptr_array_index (entries, 0))->operation,
                                        mado_instant_now (), &error));
  g_assert_no_error (error);
  g_task_return_boolean (task, TRUE);
}

static void
test_what_is_taken_back_is_not_done (void)
{
  Learner self = { .course = mado_course_load (PROGRAMME, "verifier", languages, NULL),
                   .desk = make_ward (PROGRAMME, "verifier") };

  while (!g_str_equal (mado_course_get (self.course, self.index)->id, "note"))
    self.index++;
  solve (&self);
  ask (&self, MADO_DESK_WRITER, undo_work);
  g_assert_false (is_done (&self));
  mado_course_free (self.course);
  mado_desk_close (self.desk);
  g_object_unref (self.desk);
}

static void
test_texts_are_in_both_languages (void)
{
  static const char *const english[] = { "en", NULL };
  g_autoptr (MadoCourse) ours = mado_course_load (PROGRAMME, "verifier", languages, NULL);
  g_autoptr (MadoCourse) others = mado_course_load (PROGRAMME, "verifier", english, NULL);

  g_assert_cmpstr (mado_course_get (ours, 0)->title, ==, "審査待ちの案件を1件開く");
  g_assert_cmpstr (mado_course_get (others, 0)->title, ==, "Open a case that waits to be verified");
}

static void
test_role_without_a_course_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_course_is_there (PROGRAMME, "admin"));
  g_assert_null (mado_course_load (PROGRAMME, "admin", languages, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  static const char *const places[] = {
    "ninpu-r7/verifier",       "ninpu-r7/account_1",      "ninpu-r7/account_2",      "ninpu-r7/print",
    "ninpu-r7/agent",          "ninpu-r7/lead",           "ninpu-r7/ward",           "ninpu-r7/decider",
    "babysitter-r7/screener",  "babysitter-r7/account_1", "babysitter-r7/account_2", "babysitter-r7/agent",
    "babysitter-r7/lead",      "babysitter-r7/examiner",  "babysitter-r7/decider",   "kosodate-oen-r7/ward",
    "kosodate-oen-r7/decider", "babysitter-r7/print",
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_strdup_printf ("/course/every-exercise-can-be-done/%s", places[i]);

    g_test_add_data_func (path, places[i], test_every_exercise_can_be_done);
  }
  g_test_add_func ("/course/what-is-taken-back-is-not-done", test_what_is_taken_back_is_not_done);
  g_test_add_func ("/course/texts-are-in-both-languages", test_texts_are_in_both_languages);
  g_test_add_func ("/course/role-without-a-course-is-told", test_role_without_a_course_is_told);

  return g_test_run ();
}
