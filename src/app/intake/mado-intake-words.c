/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences of the preview and of the result. */

#include "mado-intake-words.h"

#include <glib/gi18n.h>

#include "mado-advice.h"

static const char *const states[] = {
  [MADO_INTAKE_NEW] = N_ ("New"),
  [MADO_INTAKE_SAME] = N_ ("Here already"),
  [MADO_INTAKE_CHANGED] = N_ ("Changed since"),
  [MADO_INTAKE_REPLACED] = N_ ("Replaced by a later row"),
  [MADO_INTAKE_REFUSED] = N_ ("Refused"),
};

static const char *const attachment_states[] = {
  [MADO_ATTACHMENT_NEW] = N_ ("New"),
  [MADO_ATTACHMENT_SAME] = N_ ("Here already"),
  [MADO_ATTACHMENT_REFUSED] = N_ ("Refused"),
};

static void
add_count (GStrvBuilder *parts, const char *state, guint count)
{
  if (count > 0)
    /* Translators: what rows of a file are, and how many: "New 12" */
    g_strv_builder_take (parts, g_strdup_printf (C_ ("count", "%s %u"), _ (state), count));
}

static char *
join (GStrvBuilder *parts, const char *nothing)
{
  g_auto (GStrv) all = g_strv_builder_end (parts);

  /* Translators: between the parts of a list: "New 12, Refused 3" */
  return all[0] != NULL ? g_strjoinv (_ (", "), all) : g_strdup (nothing);
}

/**
 * mado_intake_words_write_file:
 * @file: a file that was read
 *
 * Returns: (transfer full): with which form it was written, and how many of its rows are what
 */
char *
mado_intake_words_write_file (const MadoStagedFile *file)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    add_count (parts, states[i], mado_staged_file_count (file, (MadoIntakeState) i));
  joined = join (parts, _ ("No rows"));
  if (file->map == NULL)
    return g_strdup (_ ("Its form is not known: nothing of it is taken in"));
  if (file->is_refused)
    /* Translators: the form, then "New 12, Refused 3" */
    return g_strdup_printf (_ ("%s: refused as a whole (%s)"), file->map->label, joined);

  if (file->map->list[0] != '\0') /* a case has several rows: both are what was frozen */
    /* Translators: the form, then "New 12, Refused 3", then how many rows the file has */
    return g_strdup_printf (_ ("%s: %s (%u rows in all)"), file->map->label, joined, (guint) file->n_rows);

  /* Translators: the form, then "New 12, Refused 3" */
  return g_strdup_printf (_ ("%s: %s"), file->map->label, joined);
}

/**
 * mado_intake_words_write_attachments:
 * @run: a run that shows attachments
 *
 * Returns: (transfer full): how many of them are what
 */
char *
mado_intake_words_write_attachments (MadoIntakeRun *run)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (attachment_states); i++)
    add_count (parts, attachment_states[i], mado_intake_run_count_attachments (run, (MadoAttachmentState) i));

  return join (parts, _ ("No files"));
}

/* --- in one sentence ---------------------------------------------------------------------------------------------- */

static char *
write_amount (guint n_rows, guint n_attachments)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (n_rows > 0 || n_attachments == 0)
    g_strv_builder_take (parts, g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows));
  if (n_attachments > 0)
    g_strv_builder_take (parts,
                         g_strdup_printf (ngettext ("%u attachment", "%u attachments", n_attachments), n_attachments));

  return join (parts, "");
}

static char *
write_result (MadoIntakeRun *run)
{
  const GError *fault = mado_intake_run_get_fault (run);
  guint n_attachments = 0, n_rows = mado_intake_run_count_written (run, &n_attachments);
  g_autofree char *amount = write_amount (n_rows, n_attachments);

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Stopped on the way"));
  if (fault != NULL)
    return g_strdup (_ ("It was not taken in to the end"));

  /* Translators: %s is "12 rows" or "12 rows, 20 attachments" */
  return g_strdup_printf (_ ("%s taken in"), amount);
}

/**
 * mado_intake_words_write_title:
 * @run: a run that shows files
 *
 * Returns: (transfer full): what there is to take in, or what was taken in
 */
char *
mado_intake_words_write_title (MadoIntakeRun *run)
{
  guint n_rows = mado_intake_run_count (run, MADO_INTAKE_NEW);
  guint n_attachments = mado_intake_run_count_attachments (run, MADO_ATTACHMENT_NEW);
  g_autofree char *amount = write_amount (n_rows, n_attachments);

  if (mado_intake_run_get_state (run) == MADO_INTAKE_RUN_DONE)
    return write_result (run);
  if (n_rows == 0 && n_attachments == 0)
    return g_strdup (_ ("There is nothing new to take in"));

  /* Translators: %s is "12 rows" or "12 rows, 20 attachments" */
  return g_strdup_printf (_ ("%s can be taken in"), amount);
}

static char *
write_left_out (MadoIntakeRun *run)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *joined = NULL;
  guint n_files = mado_intake_run_count_attachments (run, MADO_ATTACHMENT_REFUSED);

  add_count (parts, states[MADO_INTAKE_SAME], mado_intake_run_count (run, MADO_INTAKE_SAME));
  add_count (parts, states[MADO_INTAKE_CHANGED], mado_intake_run_count (run, MADO_INTAKE_CHANGED));
  add_count (parts, states[MADO_INTAKE_REPLACED], mado_intake_run_count (run, MADO_INTAKE_REPLACED));
  add_count (parts, states[MADO_INTAKE_REFUSED], mado_intake_run_count (run, MADO_INTAKE_REFUSED));
  add_count (parts, N_ ("Attachments refused"), n_files);
  joined = join (parts, "");

  /* Translators: %s is "Here already 12, Refused 3" */
  return joined[0] != '\0' ? g_strdup_printf (_ ("Left out: %s"), joined) : g_strdup (_ ("Nothing is left out."));
}

static char *
write_stopped (MadoIntakeRun *run)
{
  guint n_attachments = 0, n_rows = mado_intake_run_count_written (run, &n_attachments);
  g_autofree char *amount = write_amount (n_rows, n_attachments);

  if (n_rows == 0 && n_attachments == 0)
    return g_strdup (_ ("Nothing was taken in."));

  /* Translators: %s is "12 rows" or "12 rows, 20 attachments" */
  return g_strdup_printf (_ ("%s are taken in and stay. Take the same files in again: it goes on from there."), amount);
}

static char *
write_fault (MadoIntakeRun *run, const GError *fault)
{
  const MadoAdvice advice = mado_advice_find (fault);
  g_autofree char *stopped = write_stopped (run), *remedy = mado_advice_dup_text (&advice);

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&stopped);

  return g_strdup_printf ("%s\n%s\n%s", stopped, _ (advice.title), remedy);
}

/**
 * mado_intake_words_write_detail:
 * @run: a run that shows files
 *
 * Returns: (transfer full): what is left out, and why it came to no end where it did not
 */
char *
mado_intake_words_write_detail (MadoIntakeRun *run)
{
  const GError *fault = mado_intake_run_get_fault (run);

  return fault != NULL ? write_fault (run, fault) : write_left_out (run);
}
