/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each part points at those before it: they go in the other order. */

#include "mado-mail-job.h"

#include "mado-fiscal-year.h"
#include "mado-letter-acts.h"
#include "mado-packing-list.h"
#include "mado-press-file.h"
#include "mado-town-file.h"

#define SAMPLES 3 /* letters that are looked at before all are printed */

/**
 * mado_mail_job_new:
 * @run: a run, or %MADO_ID_NONE
 *
 * Returns: (transfer full): a job
 */
MadoMailJob *
mado_mail_job_new (MadoId run)
{
  MadoMailJob *self = g_atomic_rc_box_new0 (MadoMailJob);

  self->run = run;

  return self;
}

/**
 * mado_mail_job_ref:
 * @self: a job
 *
 * Returns: (transfer full): the same
 */
MadoMailJob *
mado_mail_job_ref (MadoMailJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  MadoMailJob *self = data;

  g_clear_pointer (&self->press, mado_letter_press_free);
  g_clear_pointer (&self->gathering, mado_letter_gathering_free);
  g_clear_pointer (&self->pile, mado_letter_pile_free);
  g_clear_pointer (&self->mail, mado_returned_mail_free);
  g_clear_pointer (&self->paper, g_bytes_unref);
  g_clear_pointer (&self->sample, mado_letter_sample_free);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->source, mado_letter_source_free);
  g_clear_pointer (&self->clerk, mado_desk_clerk_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_free (self->letter);
  g_free (self->list);
  g_free (self->number);
  g_free (self->pattern);
  g_free (self->kind);
  g_free (self->sheet);
  g_free (self->envelope);
  g_free (self->reason);
  g_free (self->office);
  g_free (self->text);
}

/**
 * mado_mail_job_unref:
 * @self: (transfer full): a job
 */
void
mado_mail_job_unref (MadoMailJob *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* --- a run is made ------------------------------------------------------------------------------------------------ */

/**
 * mado_mail_gather:
 * @job: which letter, to whom
 * @error: why nobody can say
 *
 * Returns: whether the job has what would join
 */
gboolean
mado_mail_gather (MadoMailJob *job, GError **error)
{
  g_clear_pointer (&job->gathering, mado_letter_gathering_free);
  job->gathering = mado_letter_gathering_collect (job->clerk, job->letter, job->list, error);

  return job->gathering != NULL;
}

static void
told_cb (gpointer data, guint done, guint total)
{
  MadoMailJob *job = data;

  g_atomic_int_set (&job->permille, (gint) (1000 * (guint64) done / total));
}

/* A series that was opened stays open where the run is refused: then it is chosen. */
static gboolean
begin_run (MadoMailJob *job, GError **error)
{
  const int year = mado_fiscal_year_find (mado_instant_get_japanese_day (job->clerk->now));
  MadoNewRun order = { job->number, job->series, job->is_enclosed };

  if (mado_id_is_valid (job->run))
    return TRUE;
  if (job->pattern != NULL &&
      !mado_letter_open_series (job->clerk, job->pattern, year, 1, &order.series, &job->refused, error))
    return FALSE;

  return job->refused != NULL ||
         mado_letter_gathering_make_run (job->gathering, &order, &job->run, &job->refused, error);
}

/**
 * mado_mail_make_run:
 * @job: which letter, to whom, and the run; an open run is gone on with
 * @error: that it was cancelled, or why it could not be written
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_mail_make_run (MadoMailJob *job, GError **error)
{
  gboolean is_done;

  if (!mado_mail_gather (job, error) || !begin_run (job, error))
    return FALSE;
  if (job->refused != NULL)
    return TRUE;
  job->is_written = TRUE;
  job->gathering->told = told_cb;
  job->gathering->user_data = job;
  is_done = mado_letter_gathering_join (job->gathering, job->run, job->cancellable, error);
  job->n_done = job->gathering->n_written;

  return is_done;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

/**
 * mado_mail_load_run:
 * @job: which run
 * @error: that there is none, or why nobody can say
 *
 * Returns: whether the job has the run
 */
gboolean
mado_mail_load_run (MadoMailJob *job, GError **error)
{
  g_clear_pointer (&job->press, mado_letter_press_free);
  g_clear_pointer (&job->pile, mado_letter_pile_free);
  job->pile = mado_letter_pile_load (job->clerk, job->run, error);

  return job->pile != NULL;
}

static MadoLetterAct
write_act (const MadoMailJob *job)
{
  return (MadoLetterAct) { .kind = job->kind,
                           .sheet = job->sheet,
                           .envelope = job->envelope,
                           .reason = job->reason,
                           .day = job->day,
                           .due = job->due,
                           .office = job->office,
                           .count = job->count,
                           .means = job->office != NULL ? "post" : NULL,
                           .counts = g_str_equal (job->kind, "run.freeze") || g_str_equal (job->kind, "run.print") ||
                                     g_str_equal (job->kind, "run.dispatch") };
}

/**
 * mado_mail_step_run:
 * @job: which run, and what is done with it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_step_run (MadoMailJob *job, GError **error)
{
  const MadoLetterAct act = write_act (job);
  gboolean is_known =
      mado_mail_load_run (job, error) && mado_letter_act_on_run (job->clerk, job->pile, &act, &job->refused, error);

  job->is_written = is_known && job->refused == NULL;

  return is_known;
}

/**
 * mado_mail_step_letter:
 * @job: which run, which of its sheets, and what is done with it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_step_letter (MadoMailJob *job, GError **error)
{
  const MadoLetterAct act = write_act (job);
  const MadoPiledSheet *sheet;
  gboolean is_known;

  if (!mado_mail_load_run (job, error))
    return FALSE;
  sheet = mado_letter_pile_find_document (job->pile, job->sheet);
  if (sheet == NULL) {
    job->refused = "E_VALUE";
    return TRUE;
  }
  is_known = mado_letter_act_on_letter (job->clerk, sheet->letter, &act, &job->refused, error);
  job->is_written = is_known && job->refused == NULL;

  return is_known;
}

/**
 * mado_mail_send:
 * @job: a run that the post office has
 * @error: why it could not be written; what was written stays
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_mail_send (MadoMailJob *job, GError **error)
{
  if (!mado_mail_load_run (job, error))
    return FALSE;
  job->is_written = TRUE;

  return mado_letter_send_all (job->clerk, job->pile, &job->n_done, &job->refused, error);
}

/**
 * mado_mail_dispatch:
 * @job: a run, the post office and the day
 * @error: why it could not be written; what was written stays
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_mail_dispatch (MadoMailJob *job, GError **error)
{
  if (!mado_mail_step_run (job, error))
    return FALSE;

  return job->refused != NULL || mado_mail_send (job, error);
}

/* --- paper -------------------------------------------------------------------------------------------------------- */

static gboolean
press (MadoMailJob *job, guint limit, GError **error)
{
  if (!mado_mail_load_run (job, error))
    return FALSE;
  job->press = mado_letter_press_new (job->clerk, job->pile, error);
  if (job->press != NULL)
    mado_letter_press_watch (job->press, told_cb, job);

  return job->press != NULL && mado_letter_press_take (job->press, job->sheet, limit, job->cancellable, error);
}

/**
 * mado_mail_press_sample:
 * @job: which run
 * @error: why nothing can be printed
 *
 * Returns: whether the job has the first sheets on the press
 */
gboolean
mado_mail_press_sample (MadoMailJob *job, GError **error)
{
  return press (job, SAMPLES, error);
}

/**
 * mado_mail_press_all:
 * @job: which run; with a sheet, that one alone
 * @error: why nothing can be printed
 *
 * Returns: whether the job has all good sheets on the press, or what stands against them
 */
gboolean
mado_mail_press_all (MadoMailJob *job, GError **error)
{
  return press (job, G_MAXUINT, error);
}

/**
 * mado_mail_save_paper:
 * @job: with a press or a packing list, and the file that somebody has chosen
 * @error: that it was cancelled, or why it could not be written
 *
 * Returns: whether the file is there
 */
gboolean
mado_mail_save_paper (MadoMailJob *job, GError **error)
{
  gsize length = 0;
  const char *pdf = job->paper != NULL ? g_bytes_get_data (job->paper, &length) : NULL;

  g_atomic_int_set (&job->permille, 0);

  return pdf != NULL
             ? g_file_replace_contents (job->file, pdf, length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, error)
             : mado_press_file_save (job->press, job->is_labels ? MADO_PRESS_LABELS : MADO_PRESS_LETTERS, job->file,
                                     MADO_DURABLE_FILE_REPLACE, job->cancellable, error);
}

/**
 * mado_mail_print_list:
 * @job: which run
 * @error: why it cannot be set
 *
 * Returns: whether the job has the packing list
 */
gboolean
mado_mail_print_list (MadoMailJob *job, GError **error)
{
  if (!mado_mail_load_run (job, error))
    return FALSE;
  job->paper = mado_packing_list_print (job->clerk, job->pile, error);

  return job->paper != NULL;
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

/**
 * mado_mail_take_back:
 * @job: the number or mark on what came back, why it did, and by when somebody acts on it
 * @error: that no letter has it, or why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_take_back (MadoMailJob *job, GError **error)
{
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL); /* ignored: without it nothing is checked */
  const MadoLetterAct act = { .kind = "notice.return", .reason = job->reason, .day = job->day, .due = job->due };
  gboolean is_known;

  job->mail = mado_returned_mail_find (job->clerk, job->number, towns, error);
  if (job->mail == NULL)
    return FALSE;
  is_known = mado_returned_mail_take_back (job->clerk, job->mail, &act, &job->refused, error);
  job->is_written = is_known && job->refused == NULL;

  return is_known;
}
