/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter run-proof|run-print`: the paper of a run. */

#include <stdio.h>
#include <string.h>

#include "ctl-run.h"
#include "mado-durable-file.h"
#include "mado-letter-acts.h"
#include "mado-letter-press.h"
#include "mado-letter-run.h"
#include "mado-letter-stage.h"
#include "mado-packing-list.h"
#include "mado-press-file.h"

static void
answer_faults (MadoCtlCall *call, const MadoLetterPress *press)
{
  const GPtrArray *faults = mado_letter_press_get_faults (press);

  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < faults->len; i++) {
    const MadoPressFault *fault = g_ptr_array_index (faults, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "sheet", fault->mark);
    mado_ctl_answer_string (call, "code", fault->code);
    mado_ctl_answer_string (call, "subject", fault->subject);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

/* Nothing where nobody has asked for it. */
static gboolean
save_paper (MadoCtlCall *call, MadoLetterPress *press, MadoPressPaper paper, const char *option, GError **error)
{
  const char *path = mado_ctl_get_option (call, option);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  return file == NULL || mado_press_file_save (press, paper, file, MADO_DURABLE_FILE_NEW, NULL, error);
}

static gboolean
save_packing_list (MadoCtlCall *call, const MadoCtlRun *desk, GError **error)
{
  const char *path = mado_ctl_get_option (call, "packing-list");
  g_autoptr (GBytes) pdf = path != NULL ? mado_packing_list_print (desk->desk.clerk, desk->pile, error) : NULL;

  return path == NULL || (pdf != NULL && mado_durable_file_save (path, pdf, MADO_DURABLE_FILE_NEW, error));
}

static MadoCtlStatus
press (MadoCtlCall *call, const MadoCtlRun *desk, const char *mark, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterPress) self = mado_letter_press_new (desk->desk.clerk, desk->pile, &error);

  if (self == NULL || !mado_letter_press_take (self, mark, limit, NULL, &error))
    return mado_ctl_refuse_with (call, error);
  answer_faults (call, self);
  if (!save_paper (call, self, MADO_PRESS_LETTERS, "out", &error) || !save_packing_list (call, desk, &error) ||
      !save_paper (call, self, MADO_PRESS_LABELS, "labels", &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "letters", mado_letter_press_get_n_letters (self));
  mado_ctl_answer_number (call, "pages", mado_letter_press_get_n_pages (self));

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_proof (MadoCtlCall *call)
{
  const char *sheet = mado_ctl_get_option (call, "sheet");
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlRun) desk = { 0 };

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out names the PDF");

  return mado_ctl_run_open (&desk, call, &status) ? press (call, &desk, sheet, 1) : status;
}

static gboolean
is_printable (const MadoLetterPile *pile)
{
  MadoLetterStage stage = mado_letter_stage_find (pile->run);

  return stage == MADO_LETTER_STAGE_APPROVED || stage == MADO_LETTER_STAGE_PRINTED;
}

static MadoCtlStatus
run_print (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlRun) desk = { 0 };

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out names the PDF");
  if (!mado_ctl_run_open (&desk, call, &status))
    return status;

  return is_printable (desk.pile)
             ? press (call, &desk, NULL, G_MAXUINT)
             : mado_ctl_refuse (call, "the run is printed once its sample was approved, and before it is sent");
}

/* clang-format off */
#define OUT { "out", "PDF", "where it goes; not over a file that is there" }

const MadoCtlVerb mado_ctl_run_paper_verbs[] = {
  { "letter", "run-proof", "FILE RUN", 2, 2, "a sample sheet as PDF", run_proof,
    { MADO_CTL_PAYMENT_OPTIONS, OUT, { "sheet", "MARK", "which sheet; the first unless told" } } },
  { "letter", "run-print", "FILE RUN", 2, 2, "all good sheets as PDF, in the order of packing", run_print,
    { MADO_CTL_PAYMENT_OPTIONS, OUT, { "packing-list", "PDF", "the packing list, too" },
      { "labels", "PDF", "the labels of the envelopes, too" } } },
  {},
};
/* clang-format on */
