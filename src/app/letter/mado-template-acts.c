/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with the words of a letter, for whoever sits at the window. */

#include "mado-documents-error.h"
#include "mado-letter-draft.h"
#include "mado-letter-template.h"
#include "mado-mail-job.h"
#include "mado-programme-fault.h"

static void
load_layout (MadoMailJob *job, const char *text)
{
  g_autoptr (MadoLetterDraft) draft = text != NULL ? mado_letter_draft_read (text) : NULL;

  if (draft != NULL)
    (void) mado_letter_source_find_layout (job->source, mado_letter_draft_get_layout (draft)); /* it is there then */
}

/* Whoever looks at a version on the window's thread finds its layout without reading a file. */
static void
load_layouts (MadoMailJob *job)
{
  load_layout (job, job->text);
  for (guint i = 0; i < job->templates->len; i++)
    load_layout (job, mado_letter_template_get_text (g_ptr_array_index (job->templates, i)));
}

/**
 * mado_mail_load_templates:
 * @job: which letter; with none, all of them
 * @error: why nobody can say
 *
 * Returns: whether the job has the versions, and of one letter what the programme's book says and the layouts
 */
gboolean
mado_mail_load_templates (MadoMailJob *job, GError **error)
{
  g_clear_pointer (&job->templates, g_ptr_array_unref);
  job->templates = mado_letter_templates_load (job->clerk, job->letter, error);
  if (job->templates == NULL || job->letter == NULL)
    return job->templates != NULL;
  g_clear_pointer (&job->source, mado_letter_source_free);
  job->source = mado_letter_source_load (job->clerk->programme, error);
  if (job->source == NULL)
    return FALSE;
  g_free (job->text);
  job->text = mado_letter_source_dup_text (job->source, job->letter);
  load_layouts (job);

  return TRUE;
}

/**
 * mado_mail_set_sample:
 * @job: a letter and its words
 * @error: why it cannot be shown
 *
 * Returns: whether the job has how they look, or what is wrong with them
 */
gboolean
mado_mail_set_sample (MadoMailJob *job, GError **error)
{
  g_autoptr (GError) reason = NULL;

  job->faults = mado_programme_faults_new ();
  job->sample = mado_letter_sample_new (job->clerk, job->letter, job->text, job->faults, &reason);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return job->sample != NULL || job->faults->len > 0;
}

/**
 * mado_mail_write_template:
 * @job: a letter and its words
 * @error: what is wrong with them, or why they could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_write_template (MadoMailJob *job, GError **error)
{
  gboolean is_known =
      mado_letter_template_write (job->clerk, job->letter, job->text, &job->version, &job->refused, error);

  job->is_written = is_known && job->refused == NULL;

  return is_known;
}

static const MadoEntity *
find_version (MadoMailJob *job, GError **error)
{
  const MadoEntity *wording;

  if (!mado_mail_load_templates (job, error))
    return NULL;
  wording = mado_letter_templates_find (job->templates, job->version);
  if (wording == NULL)
    g_set_error_literal (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "there is no such version");

  return wording;
}

/**
 * mado_mail_approve_template:
 * @job: a letter and a version of it
 * @error: what is wrong with it by now, or why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_approve_template (MadoMailJob *job, GError **error)
{
  const MadoEntity *wording = find_version (job, error);
  gboolean is_known = wording != NULL && mado_letter_template_approve (job->clerk, wording, &job->refused, error);

  job->is_written = is_known && job->refused == NULL;

  return is_known;
}

/**
 * mado_mail_retire_template:
 * @job: a letter, a version of it, and why nobody wants it any more
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_mail_retire_template (MadoMailJob *job, GError **error)
{
  const MadoEntity *wording = find_version (job, error);
  gboolean is_known =
      wording != NULL && mado_letter_template_retire (job->clerk, wording, job->reason, &job->refused, error);

  job->is_written = is_known && job->refused == NULL;

  return is_known;
}
