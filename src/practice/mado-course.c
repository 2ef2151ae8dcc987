/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a course, and counts in the journal and in the log of reads what of it is done. A course is a file for each
 * role of a programme, data/courses/PROGRAMME/ROLE.json, with its exercises in their order:
 *   {"id", "title": {"ja", "en"}, "hint": {"ja", "en"}, "act": "case.move", "where": {"transition": "finish_check"}}
 *   {"id", "title", "hint", "state": "deficient", "count": 3}     three such cases are to be opened */

#include "mado-course.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-read-log.h"
#include "mado-reference-file.h"
#include "mado-row.h"

#define MOST_ENTRIES 100000 /* of a log that somebody makes in one sitting */

struct _MadoCourse {
  yyjson_doc *doc;   /* has the texts */
  GArray *exercises; /* MadoExercise */
};

/* --- the file ----------------------------------------------------------------------------------------------------- */

static char *
dup_path (const char *programme, const char *role)
{
  g_autofree char *name = g_strdup_printf ("courses/%s/%s.json", programme, role);

  return mado_reference_file_dup_sample_path (name);
}

/**
 * mado_course_is_there:
 * @programme: the id of a programme
 * @role: the id of one of its roles
 *
 * Returns: whether there is a course for that role
 */
gboolean
mado_course_is_there (const char *programme, const char *role)
{
  g_autofree char *path = dup_path (programme, role);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static const char *
choose_text (yyjson_val *object, const char *name, const char *const *languages)
{
  yyjson_val *texts = yyjson_obj_get (object, name);

  for (; *languages != NULL; languages++) {
    const char *text = mado_json_get_text (texts, *languages);

    if (text[0] != '\0')
      return text;
  }

  return mado_json_get_text (texts, "en");
}

static gboolean
read_exercise (MadoCourse *self, yyjson_val *object, const char *const *languages, GError **error)
{
  const MadoExercise exercise = {
    .id = mado_json_get_text (object, "id"),
    .title = choose_text (object, "title", languages),
    .hint = choose_text (object, "hint", languages),
    .act = mado_json_get_text (object, "act"),
    .state = mado_json_get_text (object, "state"),
    .where = yyjson_obj_get (object, "where"),
    .count = (guint) MAX (1, mado_json_get_number (object, "count")),
  };

  if (exercise.id[0] == '\0' || exercise.title[0] == '\0' || exercise.hint[0] == '\0') {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the course: exercise %u lacks a text",
                 self->exercises->len + 1);
    return FALSE;
  }
  g_array_append_val (self->exercises, exercise);

  return TRUE;
}

static gboolean
read_exercises (MadoCourse *self, const char *const *languages, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (yyjson_doc_get_root (self->doc), "exercises"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (!read_exercise (self, one, languages, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_course_load:
 * @programme: the id of a programme
 * @role: the id of one of its roles
 * @languages: (array zero-terminated=1): in which its texts are wanted, the best first
 * @error: where to put why there is none
 *
 * Returns: (transfer full) (nullable): the course for that role
 */
MadoCourse *
mado_course_load (const char *programme, const char *role, const char *const *languages, GError **error)
{
  g_autofree char *path = dup_path (programme, role);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  g_autoptr (MadoCourse) self = g_new0 (MadoCourse, 1);

  self->exercises = g_array_new (FALSE, FALSE, sizeof (MadoExercise));
  self->doc = yyjson_read (text, length, YYJSON_READ_NOFLAG);
  if (self->doc == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the course: it is no JSON");
    return NULL;
  }

  return read_exercises (self, languages, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_course_free:
 * @self: (transfer full): a course
 */
void
mado_course_free (MadoCourse *self)
{
  g_array_unref (self->exercises);
  yyjson_doc_free (self->doc);
  g_free (self);
}

/**
 * mado_course_get_count:
 * @self: a course
 *
 * Returns: how many exercises it has
 */
guint
mado_course_get_count (const MadoCourse *self)
{
  return self->exercises->len;
}

/**
 * mado_course_get:
 * @self: a course
 * @index: from 0 on
 *
 * Returns: (transfer none): an exercise
 */
const MadoExercise *
mado_course_get (const MadoCourse *self, guint index)
{
  return &g_array_index (self->exercises, MadoExercise, index);
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

/* Those with whom each exercise was done, by their ids. */
typedef struct {
  const MadoCourse *course;
  MadoDatabase *database;
  const char *account;
  GPtrArray *cases; /* (element-type GHashTable) */
} Count;

static yyjson_val *
follow_path (yyjson_val *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (char **name = names; *name != NULL; name++)
    object = yyjson_obj_get (object, *name);

  return object;
}

static gboolean
says (yyjson_val *object, yyjson_val *where)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (where);

  for (yyjson_val *path = yyjson_obj_iter_next (&iter); path != NULL; path = yyjson_obj_iter_next (&iter))
    if (!yyjson_equals (follow_path (object, yyjson_get_str (path)), yyjson_obj_iter_get_val (path)))
      return FALSE;

  return TRUE;
}

static void
note_case (Count *count, guint index, MadoId id)
{
  char *text = g_malloc (MADO_ID_TEXT_SIZE);

  mado_id_to_text (id, text);
  g_hash_table_add (g_ptr_array_index (count->cases, index), text);
}

/* With @act empty, the case itself was looked at. */
static gboolean
note (Count *count, MadoId id, const char *act, yyjson_val *body, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (count->database, id, &row, error))
    return FALSE;
  for (guint i = 0; row.entity != NULL && i < count->course->exercises->len; i++) {
    const MadoExercise *exercise = mado_course_get (count->course, i);

    if (strcmp (exercise->act, act) == 0 &&
        (exercise->state[0] == '\0' || strcmp (exercise->state, mado_entity_get_state (row.entity)) == 0) &&
        says (body != NULL ? body : mado_entity_get_body (row.entity), exercise->where))
      note_case (count, i, id);
  }

  return TRUE;
}

static gboolean
note_entry (Count *count, const MadoJournalEntry *entry, GError **error)
{
  g_autoptr (MadoOperation) operation = NULL;

  if (entry->text == NULL || mado_id_is_valid (entry->withdraws) || entry->state == MADO_JOURNAL_WITHDRAWN ||
      entry->state == MADO_JOURNAL_REFUSED || entry->state == MADO_JOURNAL_QUARANTINED)
    return TRUE;
  operation = mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), error);
  if (operation == NULL)
    return FALSE;
  if (strcmp (mado_operation_get_header (operation)->actor, count->account) != 0)
    return TRUE;

  return note (count, entry->entity, mado_operation_get_header (operation)->kind, mado_operation_get_body (operation),
               error);
}

static gboolean
note_journal (Count *count, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list (count->database, after, MOST_ENTRIES, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (!note_entry (count, g_ptr_array_index (entries, i), error))
      return FALSE;

  return entries != NULL;
}

static gboolean
note_readings (Count *count, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) readings = mado_read_log_list (count->database, 0, MOST_ENTRIES, error);

  for (guint i = 0; readings != NULL && i < readings->len; i++) {
    const MadoReading *reading = g_ptr_array_index (readings, i);

    if (reading->number > after && strcmp (reading->account, count->account) == 0 &&
        !note (count, reading->entity, "", NULL, error))
      return FALSE;
  }

  return readings != NULL;
}

/**
 * mado_course_find_start:
 * @database: any connection
 * @out_start: (out): from now on
 * @error: where to put why nobody can say
 *
 * Returns: whether it was found
 */
gboolean
mado_course_find_start (MadoDatabase *database, MadoCourseStart *out_start, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list (database, 0, MOST_ENTRIES, error);
  g_autoptr (GPtrArray) readings = entries != NULL ? mado_read_log_list (database, 0, MOST_ENTRIES, error) : NULL;

  if (readings == NULL)
    return FALSE;
  *out_start = (MadoCourseStart) { 0 };
  if (entries->len > 0)
    out_start->journal = ((const MadoJournalEntry *) g_ptr_array_index (entries, entries->len - 1))->dseq;
  if (readings->len > 0)
    out_start->reading = ((const MadoReading *) g_ptr_array_index (readings, readings->len - 1))->number;

  return TRUE;
}

/**
 * mado_course_count_done:
 * @self: a course
 * @database: any connection
 * @account: who learns
 * @start: from where on it counts
 * @error: where to put why nobody can say
 *
 * What was taken back or refused is not done.
 *
 * Returns: (transfer full) (nullable) (element-type guint): with how many cases each exercise was done; it is done with
 *   as many as it wants
 */
GArray *
mado_course_count_done (
    const MadoCourse *self, MadoDatabase *database, const char *account, const MadoCourseStart *start, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint));
  Count count = { self, database, account, cases };

  for (guint i = 0; i < self->exercises->len; i++)
    g_ptr_array_add (cases, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
  if (!note_journal (&count, start->journal, error) || !note_readings (&count, start->reading, error))
    return NULL;
  for (guint i = 0; i < cases->len; i++) {
    guint n_cases = g_hash_table_size (g_ptr_array_index (cases, i));

    g_array_append_val (done, n_cases);
  }

  return g_steal_pointer (&done);
}
