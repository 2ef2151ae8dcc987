/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a case for people: on the thread that reads, and through the projection, so that nothing gets near the window
 * that its user may not see. */

#include "mado-case-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-about-index.h"
#include "mado-case-deficiency.h"
#include "mado-case-money.h"
#include "mado-case-others.h"
#include "mado-inquiry.h"
#include "mado-journal.h"
#include "mado-notice.h"
#include "mado-projection.h"
#include "mado-row.h"
#include "mado-store-error.h"
#include "mado-wording.h"

static void
free_line (gpointer data)
{
  MadoCaseLine *line = data;

  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

static void
free_section (gpointer data)
{
  MadoCaseSection *section = data;

  g_free (section->label);
  g_ptr_array_unref (section->lines);
  g_free (section);
}

/**
 * mado_case_sheet_free:
 * @self: (transfer full): a sheet
 */
void
mado_case_sheet_free (MadoCaseSheet *self)
{
  mado_case_title_clear (&self->title);
  g_free (self->since);
  g_ptr_array_unref (self->deficiencies);
  g_clear_pointer (&self->registers, g_ptr_array_unref);
  g_ptr_array_unref (self->sections);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->work, mado_case_work_free);
  g_clear_pointer (&self->twins, mado_twins_free);
  g_free (self);
}

/* --- what stands in it -------------------------------------------------------------------------------------------- */

/* What is a list of its own, or stands in the history. */
static gboolean
is_a_line (const MadoItem *item)
{
  return strcmp (item->type, "record") != 0 && strcmp (item->type, "notes") != 0 && strcmp (item->type, "state") != 0;
}

/* What is compared stands there, and not a second time. */
static gboolean
is_compared (const MadoCaseSheet *self, const MadoItem *item)
{
  for (guint i = 0; i < self->registers->len; i++)
    if (mado_register_look_has_item (g_ptr_array_index (self->registers, i), item))
      return TRUE;

  return FALSE;
}

static void
add_line (
    const MadoCaseSheet *self, const MadoCaseSource *source, GPtrArray *lines, const MadoItem *item, yyjson_val *value)
{
  MadoCaseLine *line = g_new0 (MadoCaseLine, 1);
  gboolean is_withheld = self->is_protected && mado_item_tells_whereabouts (item) &&
                         !mado_policy_has_duty (source->person, mado_judge_get_programme (source->judge), "protection");

  line->item = item;
  line->label = g_strdup (item->label);
  line->text = mado_wording_write_value (item, value);
  if (mado_wording_is_masked (value))
    line->kind = MADO_CASE_LINE_MASKED;
  else if (line->text == NULL)
    line->kind = is_withheld ? MADO_CASE_LINE_WITHHELD : MADO_CASE_LINE_EMPTY;
  if (line->text == NULL)
    line->text = g_strdup (is_withheld ? _ ("Not shown: the person is under protection") : "—");
  g_ptr_array_add (lines, line);
}

/* Adds a section with what the person may see of @fields; nothing where that is nothing. */
static void
add_section (
    MadoCaseSheet *self, const MadoCaseSource *source, const char *label, const MadoSection *fields, yyjson_val *items)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  MadoCaseSection *section;

  for (guint i = 0; i < mado_section_get_count (fields); i++) {
    const MadoItem *item = mado_section_get (fields, i);

    if (is_a_line (item) && mado_policy_may_see (source->person, item) && !is_compared (self, item))
      add_line (self, source, lines, item, yyjson_obj_get (items, item->id));
  }
  if (lines->len == 0)
    return;
  section = g_new0 (MadoCaseSection, 1);
  section->label = g_strdup (label);
  section->lines = g_steal_pointer (&lines);
  g_ptr_array_add (self->sections, section);
}

static void
add_rows (MadoCaseSheet *self, const MadoCaseSource *source, const MadoItemGroup *list, yyjson_val *rows)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);
  guint number = 1;

  for (yyjson_val *row = yyjson_arr_iter_next (&iter); row != NULL; row = yyjson_arr_iter_next (&iter)) {
    g_autofree char *label = g_strdup_printf ("%s %u", list->label, number++);

    add_section (self, source, label, list->fields, yyjson_obj_get (row, "items"));
  }
}

static void
add_sections (MadoCaseSheet *self, const MadoCaseSource *source, yyjson_val *body)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);

  for (guint i = 0; i < mado_section_get_count (programme->item_groups); i++) {
    const MadoItemGroup *group = mado_section_get (programme->item_groups, i);

    add_section (self, source, group->label, group->fields, yyjson_obj_get (body, "items"));
  }
  for (guint i = 0; i < mado_section_get_count (programme->lists); i++) {
    const MadoItemGroup *list = mado_section_get (programme->lists, i);

    add_rows (self, source, list, yyjson_obj_get (yyjson_obj_get (body, "lists"), list->id));
  }
}

static void
add_deficiency (MadoCaseSheet *self, yyjson_val *deficiency)
{
  const char *reason = mado_json_get_text (deficiency, "reason"), *text = mado_json_get_text (deficiency, "text");
  g_autofree char *due = mado_wording_write_day (mado_json_get_text (deficiency, "due"));
  GString *sentence = g_string_new (reason[0] != '\0' ? reason : text);

  if (due[0] != '\0') /* Translators: %s is the day until which an answer is awaited */
    g_string_append_printf (sentence, _ (" (until %s)"), due);
  if (strcmp (mado_json_get_text (deficiency, "tell"), MADO_TELL_PHONE) == 0)
    g_string_append (sentence, _ (". The applicant is told by telephone."));
  g_ptr_array_add (self->deficiencies, g_string_free_and_steal (sentence));
}

static void
add_deficiencies (MadoCaseSheet *self, yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      add_deficiency (self, one);
}

static void
write_sheet (MadoCaseSheet *self, const MadoCaseSource *source, const MadoEntity *seen)
{
  yyjson_val *body = mado_entity_get_body (seen);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  MadoCaseSection *money;

  self->id = mado_entity_get_id (seen);
  self->version = mado_entity_get_version (seen);
  mado_case_title_read (&self->title, mado_judge_get_programme (source->judge), seen);
  self->since = mado_wording_write_day (mado_json_get_text (body, "since"));
  self->is_protected = yyjson_obj_get (body, "protected") != NULL;
  self->n_conflicts = (guint) yyjson_arr_size (yyjson_obj_get (body, "conflicts"));
  add_sections (self, source, body);
  money = mado_case_money_read (mado_judge_get_programme (source->judge), seen);
  if (money != NULL)
    g_ptr_array_add (self->sections, money);
  add_deficiencies (self, body);
  self->events = mado_history_read (mado_judge_get_programme (source->judge), seen,
                                    source->about != NULL ? source->about : none, source->journal);
}

static MadoCaseSheet *
begin_sheet (void)
{
  MadoCaseSheet *self = g_new0 (MadoCaseSheet, 1);

  self->deficiencies = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_ptr_array_new_with_free_func (free_section);

  return self;
}

static gboolean
is_any_on_its_way (const GPtrArray *journal)
{
  for (guint i = 0; i < journal->len; i++)
    if (mado_history_is_on_its_way (g_ptr_array_index (journal, i)))
      return TRUE;

  return FALSE;
}

static void
add_mark (GString *all, const MadoEntity *entity)
{
  GBytes *text = mado_entity_get_text (entity);

  g_string_append_len (all, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
}

static MadoHash
mark_source (const MadoCaseSource *source)
{
  g_autoptr (GString) all = g_string_new (NULL);

  add_mark (all, source->entity);
  for (guint i = 0; source->about != NULL && i < source->about->len; i++)
    add_mark (all, g_ptr_array_index (source->about, i));
  g_string_append_printf (all, "%d-%d-%d", source->today.year, source->today.month, source->today.day);
  for (guint i = 0; i < source->journal->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (source->journal, i);

    g_string_append_printf (all, ";%" G_GINT64_FORMAT ":%d:%s", entry->dseq, (int) entry->state,
                            entry->code != NULL ? entry->code : "");
  }

  return mado_hash_of (all->str, all->len);
}

/**
 * mado_case_sheet_new:
 * @source: what it is made of
 * @error: %MADO_STORE_ERROR_MISSING where the person does not get such cases
 *
 * Returns: (transfer full) (nullable): the case for people
 */
MadoCaseSheet *
mado_case_sheet_new (const MadoCaseSource *source, GError **error)
{
  g_autoptr (MadoEntity) seen = NULL;
  g_autoptr (MadoCaseSheet) self = NULL;

  if (!mado_project_for_person (mado_judge_get_programme (source->judge), source->entity, NULL, source->person, &seen,
                                error))
    return NULL;
  if (seen == NULL) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING, "the case is not for this person");
    return NULL;
  }

  self = begin_sheet ();
  self->mark = mark_source (source);
  self->n_done_here = source->journal->len;
  self->is_waiting = is_any_on_its_way (source->journal);
  self->registers =
      mado_register_look (mado_judge_get_programme (source->judge), source->person, seen, source->answers, error);
  if (self->registers == NULL)
    return NULL;
  write_sheet (self, source, seen);
  self->work = mado_case_work_new (
      &(MadoCaseWorkSource) { source->person, seen, source->judge, source->today, !self->is_waiting }, error);
  if (self->work == NULL)
    return NULL;
  self->twins =
      mado_twins_new (&(MadoTwinsSource) { source->judge, source->today, source->person, seen, source->others }, error);

  return self->twins != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- from the file ------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoSession *session;
  MadoId id;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_free (request);
}

#define MOST_ABOUT 200 /* of each kind: nobody reads further down */

static gboolean
add_about (GPtrArray *about,
           MadoDatabase *database,
           const Request *request,
           MadoEntity *subject,
           const char *kind,
           GError **error)
{
  g_autoptr (GPtrArray) all = mado_about_list (database, request->id, kind, MOST_ABOUT, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    g_autoptr (MadoEntity) seen = NULL;

    if (!mado_project_for_person (mado_session_get_programme (request->session), g_ptr_array_index (all, i), subject,
                                  mado_session_get_person (request->session), &seen, error))
      return FALSE;
    if (seen != NULL)
      g_ptr_array_add (about, g_steal_pointer (&seen));
  }

  return all != NULL;
}

static GPtrArray *
load_about (MadoDatabase *database, const Request *request, MadoEntity *subject, GError **error)
{
  g_autoptr (GPtrArray) about = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  return add_about (about, database, request, subject, mado_inquiry_kind.name, error) &&
                 add_about (about, database, request, subject, mado_notice_kind.name, error)
             ? g_steal_pointer (&about)
             : NULL;
}

static MadoCaseSheet *
load_sheet (MadoDatabase *database, const Request *request, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  g_autoptr (GPtrArray) journal = NULL, answers = NULL, others = NULL, about = NULL;
  MadoJudge *judge = mado_session_get_judge (request->session, error);

  if (judge == NULL || !mado_row_find (database, request->id, &row, error))
    return NULL;
  if (row.row == 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING, "the case is not here any more");
    return NULL;
  }
  journal = mado_journal_list_of_entity (database, request->id, error);
  if (journal == NULL)
    return NULL;
  answers = mado_reference_find (database, mado_session_get_programme (request->session),
                                 mado_entity_get_body (row.entity), error);
  if (answers == NULL)
    return NULL;
  others = mado_case_others_load (database, mado_session_get_programme (request->session), row.entity, error);
  if (others == NULL)
    return NULL;
  about = load_about (database, request, row.entity, error);
  if (about == NULL)
    return NULL;

  return mado_case_sheet_new (&(MadoCaseSource) { judge, mado_instant_get_japanese_day (mado_instant_now ()),
                                                  mado_session_get_person (request->session), row.entity, journal,
                                                  answers, others, about },
                              error);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoCaseSheet *sheet = load_sheet (database, request, &error);

  if (sheet == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sheet, (GDestroyNotify) mado_case_sheet_free);
}

/**
 * mado_case_sheet_load_async:
 * @session: a session
 * @id: of a case
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_case_sheet_load_async (
    MadoSession *session, MadoId id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->id = id;
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_READER, task, load_work);
}

/**
 * mado_case_sheet_load_finish:
 * @result: of mado_case_sheet_load_async()
 * @error: %MADO_STORE_ERROR_MISSING where it is not here, %G_IO_ERROR_CLOSED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the case for people
 */
MadoCaseSheet *
mado_case_sheet_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
