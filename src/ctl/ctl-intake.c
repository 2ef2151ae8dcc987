/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl intake …`: files into a profile, shown first. What anybody typed is not printed: whoever may read a
 * file finds it there, at the row and column that are named. */

#include <stdio.h>

#include "ctl-profile.h"
#include "mado-durable-file.h"
#include "mado-intake-report.h"
#include "mado-intake-retention.h"

typedef struct {
  MadoCtlCall *call;
  MadoDesk *desk;
  MadoIntakeStage *rows;
  MadoAttachmentStage *attachments; /* (nullable) */
} Run;

static void
clear_run (Run *self)
{
  g_clear_object (&self->attachments);
  g_clear_object (&self->rows);
  g_clear_object (&self->desk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* --- for scripts ------------------------------------------------------------------------------------------------- */

static const char *
name_purpose (MadoIntakePurpose purpose)
{
  static const char *const names[] = { "begins", "moves", "looks" };

  return names[purpose];
}

static gboolean
is_odd (const MadoStagedRow *row)
{
  return row->findings != NULL || row->state == MADO_INTAKE_CHANGED || row->state == MADO_INTAKE_REFUSED;
}

static void
answer_row (MadoCtlCall *call, const MadoStagedRow *row)
{
  g_autoptr (MadoFindings) none = mado_findings_new ();

  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "row", (gint64) row->row);
  mado_ctl_answer_string (call, "receipt", row->receipt);
  mado_ctl_answer_string (call, "state", mado_intake_state_get_name (row->state));
  mado_ctl_answer_flag (call, "written", row->is_taken);
  json_builder_set_member_name (call->answer, "changed");
  json_builder_begin_array (call->answer);
  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    json_builder_add_string_value (call->answer, ((const MadoItem *) g_ptr_array_index (row->changed, i))->id);
  json_builder_end_array (call->answer);
  mado_ctl_answer_findings (call, "findings", row->findings != NULL ? row->findings : none);
  json_builder_end_object (call->answer);
}

static void
answer_counts (MadoCtlCall *call, const MadoStagedFile *file)
{
  gint64 n_written = 0;

  json_builder_set_member_name (call->answer, "cases");
  json_builder_begin_object (call->answer);
  for (int state = MADO_INTAKE_NEW; state <= MADO_INTAKE_REFUSED; state++)
    mado_ctl_answer_number (call, mado_intake_state_get_name ((MadoIntakeState) state),
                            mado_staged_file_count (file, (MadoIntakeState) state));
  json_builder_end_object (call->answer);
  for (guint i = 0; i < file->rows->len; i++)
    n_written += ((const MadoStagedRow *) g_ptr_array_index (file->rows, i))->is_taken;
  mado_ctl_answer_number (call, "written", n_written);
}

static void
answer_file (MadoCtlCall *call, const MadoStagedFile *file)
{
  g_autofree char *hash = mado_hash_to_hex (&file->hash);

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "file", file->name);
  mado_ctl_answer_string (call, "sha256", hash);
  mado_ctl_answer_string (call, "charset", file->charset);
  mado_ctl_answer_string (call, "map", file->map != NULL ? file->map->id : NULL);
  mado_ctl_answer_string (call, "purpose", file->map != NULL ? name_purpose (file->purpose) : NULL);
  mado_ctl_answer_flag (call, "refused", file->is_refused);
  mado_ctl_answer_number (call, "rows", (gint64) file->n_rows);
  answer_counts (call, file);
  mado_ctl_answer_findings (call, "findings", file->findings);
  json_builder_set_member_name (call->answer, "odd");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < file->rows->len; i++)
    if (is_odd (g_ptr_array_index (file->rows, i)))
      answer_row (call, g_ptr_array_index (file->rows, i));
  json_builder_end_array (call->answer);
  json_builder_end_object (call->answer);
}

static void
answer_attachments (MadoCtlCall *call, const MadoAttachmentStage *stage)
{
  const GPtrArray *files = mado_attachment_stage_get_files (stage);

  json_builder_set_member_name (call->answer, "attachments");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < files->len; i++) {
    const MadoStagedAttachment *file = g_ptr_array_index (files, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "file", file->entry->name);
    mado_ctl_answer_string (call, "receipt", file->receipt);
    mado_ctl_answer_string (call, "type", file->type);
    mado_ctl_answer_string (call, "state", mado_attachment_state_get_name (file->state));
    mado_ctl_answer_string (call, "code", file->code);
    mado_ctl_answer_flag (call, "written", file->is_taken);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_run (const Run *self)
{
  const GPtrArray *files = mado_intake_stage_get_files (self->rows);
  MadoCtlCall *call = self->call;

  json_builder_set_member_name (call->answer, "files");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < files->len; i++)
    answer_file (call, g_ptr_array_index (files, i));
  json_builder_end_array (call->answer);
  if (self->attachments != NULL)
    answer_attachments (call, self->attachments);
}

/* --- for people -------------------------------------------------------------------------------------------------- */

static void
print_findings (const MadoFindings *findings)
{
  for (guint i = 0; findings != NULL && i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    printf ("    %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s%s%s: %s\n", finding->record, finding->place,
            finding->code, finding->field != NULL ? " " : "", finding->field != NULL ? finding->field : "",
            mado_intake_code_get_message (finding->code));
  }
}

static void
print_row (const MadoStagedRow *row)
{
  printf ("  %" G_GUINT64_FORMAT " %s %s", row->row, row->receipt != NULL ? row->receipt : "-",
          mado_intake_state_get_name (row->state));
  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    printf (" %s", ((const MadoItem *) g_ptr_array_index (row->changed, i))->id);
  putchar ('\n');
  print_findings (row->findings);
}

static void
print_file (const MadoStagedFile *file)
{
  g_autofree char *line = mado_intake_report_describe (file, NULL);

  puts (line);
  print_findings (file->findings);
  for (guint i = 0; i < file->rows->len; i++)
    if (is_odd (g_ptr_array_index (file->rows, i)))
      print_row (g_ptr_array_index (file->rows, i));
}

static void
print_attachments (const MadoAttachmentStage *stage)
{
  const GPtrArray *files = mado_attachment_stage_get_files (stage);

  printf ("attachments: %u new, %u here already, %u refused\n",
          mado_attachment_stage_count (stage, MADO_ATTACHMENT_NEW),
          mado_attachment_stage_count (stage, MADO_ATTACHMENT_SAME),
          mado_attachment_stage_count (stage, MADO_ATTACHMENT_REFUSED));
  for (guint i = 0; i < files->len; i++) {
    const MadoStagedAttachment *file = g_ptr_array_index (files, i);

    if (file->code != NULL)
      printf ("  %s %s: %s\n", file->entry->name, file->code, mado_intake_code_get_message (file->code));
  }
}

static void
print_run (const Run *self)
{
  const GPtrArray *files = mado_intake_stage_get_files (self->rows);

  for (guint i = 0; i < files->len; i++)
    print_file (g_ptr_array_index (files, i));
  if (self->attachments != NULL)
    print_attachments (self->attachments);
  self->call->silent = TRUE;
}

/* --- the verbs --------------------------------------------------------------------------------------------------- */

static gboolean
set_up_rows (Run *self, GError **error)
{
  self->rows = mado_intake_stage_new (self->desk, mado_intake_means_get_default (), error);
  if (self->rows == NULL)
    return FALSE;
  for (int i = 1; i < self->call->n_arguments; i++)
    if (!mado_intake_stage_add_file (self->rows, mado_ctl_get_argument (self->call, i), error))
      return FALSE;

  return mado_intake_stage_preview (self->rows, NULL, NULL, NULL, error);
}

static gboolean
set_up_attachments (Run *self, GError **error)
{
  const char *path = mado_ctl_get_option (self->call, "attachments");
  MadoAttachmentSource *source;

  if (path == NULL)
    return TRUE;
  source = mado_attachment_source_open (path, mado_attachment_limits_get_default (), error);
  if (source == NULL)
    return FALSE;
  self->attachments = mado_attachment_stage_new (self->desk, self->rows, source);

  return mado_attachment_stage_preview (self->attachments, NULL, NULL, NULL, error);
}

static gboolean
write_stages (Run *self, GError **error)
{
  return mado_intake_stage_apply (self->rows, NULL, NULL, NULL, error) &&
         (self->attachments == NULL || mado_attachment_stage_apply (self->attachments, NULL, NULL, NULL, error));
}

static gboolean
save_list (const Run *self, GError **error)
{
  const char *path = mado_ctl_get_option (self->call, "list");
  g_autoptr (GBytes) list = path != NULL ? mado_intake_report_write (self->rows, self->attachments, NULL) : NULL;

  return path == NULL || mado_durable_file_save (path, list, MADO_DURABLE_FILE_NEW, error);
}

static gboolean
is_any_refused (const Run *self)
{
  const GPtrArray *files = mado_intake_stage_get_files (self->rows);

  for (guint i = 0; i < files->len; i++) {
    const MadoStagedFile *file = g_ptr_array_index (files, i);

    if (file->is_refused || mado_staged_file_count (file, MADO_INTAKE_REFUSED) > 0)
      return TRUE;
  }

  return self->attachments != NULL && mado_attachment_stage_count (self->attachments, MADO_ATTACHMENT_REFUSED) > 0;
}

static MadoCtlStatus
run_stages (MadoCtlCall *call, gboolean is_to_write)
{
  const char *const *roles = mado_ctl_get_options (call, "role");
  const char *account = mado_ctl_get_option (call, "account");
  const MadoPerson person = { account, roles };
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Run) run = { .call = call };
  g_autoptr (GError) error = NULL;

  if (account == NULL || roles == NULL)
    return mado_ctl_wrong_usage (call, "--account and --role say who takes the files in");
  run.desk = mado_ctl_open_desk_as (call, &person, &status);
  if (run.desk == NULL)
    return status;
  if (!set_up_rows (&run, &error) || !set_up_attachments (&run, &error) ||
      (is_to_write && !write_stages (&run, &error)) || !save_list (&run, &error))
    return mado_ctl_refuse_with (call, error);
  if (call->json)
    answer_run (&run);
  else
    print_run (&run);

  return is_any_refused (&run) ? MADO_CTL_REFUSED : MADO_CTL_OK;
}

static MadoCtlStatus
run_preview (MadoCtlCall *call)
{
  return run_stages (call, FALSE);
}

static MadoCtlStatus
run_apply (MadoCtlCall *call)
{
  return run_stages (call, TRUE);
}

static MadoCtlStatus
run_forget (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = mado_ctl_open_desk (call, &status);
  g_autoptr (GError) error = NULL;
  guint n_forgotten = 0;

  if (desk == NULL)
    return status;
  if (!mado_intake_forget_due (desk, mado_instant_now (), &n_forgotten, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "forgotten", n_forgotten);

  return MADO_CTL_OK;
}

#define INTAKE_OPTIONS                                                                                                 \
  MADO_CTL_PROFILE_OPTIONS, { "account", "NAME", "who takes the files in" },                                           \
      { "role", "ROLE", "what that person is in the programme; may be given several times" },                          \
      { "attachments", "PATH", "a folder or a ZIP; files belong to the receipt number that their name begins with" },  \
      { "list", "FILE", "save each row with what became of it as a CSV; FILE must not be there yet" }

const MadoCtlVerb mado_ctl_intake_verbs[] = {
  { "intake",
    "preview",
    "FILE [CSV…]",
    1,
    -1,
    "what files would become in a profile: new, here already, changed, refused and why; nothing is written",
    run_preview,
    { INTAKE_OPTIONS } },
  { "intake",
    "apply",
    "FILE [CSV…]",
    1,
    -1,
    "takes files into a profile; what is here already is not taken in again",
    run_apply,
    { INTAKE_OPTIONS } },
  { "intake",
    "forget",
    "FILE",
    1,
    1,
    "takes files out of a profile whose time is over by the programme (raw_csv); what became a case stays one",
    run_forget,
    { MADO_CTL_PROFILE_OPTIONS } },
  {},
};
