/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rehearsal runs on a thread, in memory. A group for each of its lists that has something in it. */

#include "mado-programme-trial.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-intake-report.h"

typedef struct {
  gsize list;                                      /* in a rehearsal */
  gsize section;                                   /* in a programme, of what the subjects name; 0: nowhere */
  const char *(*find_detail) (const char *detail); /* (nullable): details are ids, and are not shown */
  const char *title;
  gboolean is_bad;
} List;

#define IN_RESULT(member) G_STRUCT_OFFSET (MadoRehearsal, member)
#define IN_PROGRAMME(member) G_STRUCT_OFFSET (MadoProgramme, member)

/* Of several codes the first says what is wrong. */
static const char *
find_code (const char *code)
{
  g_autofree char *first = g_strndup (code, strcspn (code, ":"));

  return _ (mado_intake_code_get_message (first));
}

static const char *
find_answer (const char *answer)
{
  return strcmp (answer, "unknown") == 0 ? _ ("cannot be said") : _ ("not passed");
}

static const List lists[] = {
  { IN_RESULT (refused), 0, NULL, N_ ("Rows That Are Refused"), TRUE },
  { IN_RESULT (values), IN_PROGRAMME (items), find_code, N_ ("Values Refused or Odd"), TRUE },
  { IN_RESULT (states), IN_PROGRAMME (states), NULL, N_ ("Cases by State"), FALSE },
  { IN_RESULT (checks), IN_PROGRAMME (checks), find_answer, N_ ("Checks That Are Not Passed"), FALSE },
  { IN_RESULT (missing), IN_PROGRAMME (items), NULL, N_ ("Required and Missing"), FALSE },
  { IN_RESULT (planned), IN_PROGRAMME (rights), NULL, N_ ("Could Be Planned Now"), FALSE },
};

/**
 * mado_programme_trial_free:
 * @self: (transfer full): a trial
 */
void
mado_programme_trial_free (MadoProgrammeTrial *self)
{
  mado_programme_unref (self->programme);
  g_free (self->file);
  g_clear_pointer (&self->result, mado_rehearsal_free);
  g_free (self);
}

/* --- on a thread -------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoProgramme *programme;
  GFile *file;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  mado_programme_unref (self->programme);
  g_object_unref (self->file);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autofree char *path = g_file_get_path (job->file);
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  GError *error = NULL;
  MadoRehearsal *result = NULL;
  MadoProgrammeTrial *self;

  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "the file is not on this machine");
  else
    result = mado_rehearsal_run (job->programme, (const char *const[]) { path, NULL }, today, FALSE, &error);
  if (result == NULL) {
    g_task_return_error (task, error);
    return;
  }
  self = g_new0 (MadoProgrammeTrial, 1);
  self->programme = mado_programme_ref (job->programme);
  self->file = g_file_get_basename (job->file);
  self->result = result;
  g_task_return_pointer (task, self, (GDestroyNotify) mado_programme_trial_free);
}

/**
 * mado_programme_trial_run_async:
 * @programme: what is tried
 * @file: of a web form
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_programme_trial_run_async (MadoProgramme *programme, GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job) { mado_programme_ref (programme), g_object_ref (file) };
  g_task_set_source_tag (task, mado_programme_trial_run_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/**
 * mado_programme_trial_run_finish:
 * @result: of mado_programme_trial_run_async()
 * @error: why the file cannot be read
 *
 * Returns: (transfer full) (nullable): what would become of it
 */
MadoProgrammeTrial *
mado_programme_trial_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* Subjects that no section has are codes, or headings of a column that the programme does not know. */
static const char *
find_subject (const MadoProgrammeTrial *self, const List *list, const MadoTally *tally)
{
  const MadoNamed *named;

  if (list->section == 0)
    return find_code (tally->subject);
  named = mado_section_find (G_STRUCT_MEMBER (MadoSection *, self->programme, list->section), tally->subject);

  return named != NULL ? named->label : tally->subject;
}

/* Rows of the file: what stands behind the last colon of a place. */
static char *
write_rows (const MadoTally *tally)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < tally->places->len; i++) {
    const char *colon = strrchr (g_ptr_array_index (tally->places, i), ':');

    if (colon != NULL)
      g_string_append_printf (rows, "%s%s", rows->len > 0 ? " " : "", colon + 1);
  }
  if (rows->len == 0)
    return g_strdup ("");

  /* Translators: %s are the numbers of rows; … where there are more of them */
  return g_strdup_printf (_ ("Rows: %s%s"), rows->str, tally->count > tally->places->len ? " …" : "");
}

static void
add_tally (const MadoProgrammeTrial *self, AdwPreferencesGroup *group, const List *list, const MadoTally *tally)
{
  const char *subject = find_subject (self, list, tally);
  const char *detail = list->find_detail != NULL ? list->find_detail (tally->detail) : "";
  /* Translators: what it is about, and what is wrong with it */
  g_autofree char *title = detail[0] != '\0' && subject[0] != '\0' ? g_strdup_printf (_ ("%1$s: %2$s"), subject, detail)
                                                                   : g_strconcat (subject, detail, NULL);
  g_autofree char *rows = write_rows (tally);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, tally->count);
  GtkWidget *row = mado_roll_row_new (title, rows);

  mado_roll_row_mark (row, count, list->is_bad ? "overdue" : "desk");
  adw_preferences_group_add (group, row);
}

static void
add_list (const MadoProgrammeTrial *self, MadoRollPage *page, const List *list)
{
  const GPtrArray *tallies = G_STRUCT_MEMBER (GPtrArray *, self->result, list->list);
  AdwPreferencesGroup *group;

  if (tallies->len == 0)
    return;
  group = mado_roll_page_add_group (page, _ (list->title), NULL);
  for (guint i = 0; i < tallies->len; i++)
    add_tally (self, group, list, g_ptr_array_index (tallies, i));
}

static gboolean
has_map (const MadoProgrammeTrial *self)
{
  const GPtrArray *files = self->result->files;

  return files->len > 0 && ((const MadoRehearsedFile *) g_ptr_array_index (files, 0))->map != NULL;
}

/**
 * mado_programme_trial_show:
 * @self: a trial
 * @page: where it is shown, behind what is there
 */
void
mado_programme_trial_show (const MadoProgrammeTrial *self, MadoRollPage *page)
{
  const MadoRehearsal *result = self->result;
  /* Translators: %s is a file */
  g_autofree char *title = g_strdup_printf (_ ("Rehearsal with %s"), self->file);
  g_autofree char *counts =
      g_strdup_printf (_ ("Cases: %1$u, of which could be planned now: %2$u. Rows refused: %3$u, second "
                          "applications: %4$u. Nothing of it is kept."),
                       (guint) result->n_cases, (guint) result->n_plannable,
                       (guint) result->n_rows[MADO_INTAKE_REFUSED], (guint) result->n_twins);

  if (!has_map (self)) {
    mado_roll_page_add_group (page, title,
                              _ ("No form of the programme fits the headings of this file today. Look at “csv” in the "
                                 "programme, and whether it is the right file."));
    return;
  }
  mado_roll_page_add_group (page, title, counts);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    add_list (self, page, &lists[i]);
}
