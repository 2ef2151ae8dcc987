/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter run-…`: what is done with a run and its letters, from the frozen list to the post office and
 * back. */

#include <string.h>

#include "ctl-run.h"
#include "mado-enclosing.h"
#include "mado-letter-acts.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"

/* --- acts --------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
act_on_run (MadoCtlCall *call, MadoCtlRun *desk, const MadoLetterAct *act)
{
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (!mado_letter_act_on_run (desk->desk.clerk, desk->pile, act, &refused, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "good", mado_letter_pile_count_good (desk->pile));

  return refused != NULL ? mado_ctl_run_refuse_code (call, refused) : MADO_CTL_OK;
}

static MadoCtlStatus
step_run (MadoCtlCall *call, const MadoLetterAct *act)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlRun) desk = { 0 };

  return mado_ctl_run_open (&desk, call, &status) ? act_on_run (call, &desk, act) : status;
}

static MadoCtlStatus
run_freeze (MadoCtlCall *call)
{
  return step_run (call, &(const MadoLetterAct) { .kind = "run.freeze", .counts = TRUE });
}

static MadoCtlStatus
run_reopen (MadoCtlCall *call)
{
  const char *reason = mado_ctl_get_option (call, "reason");

  if (reason == NULL)
    return mado_ctl_wrong_usage (call, "--reason says why");

  return step_run (call, &(const MadoLetterAct) { .kind = "run.reopen", .reason = reason });
}

static MadoCtlStatus
run_approve (MadoCtlCall *call)
{
  const char *sheet = mado_ctl_get_option (call, "sheet");

  if (sheet == NULL)
    return mado_ctl_wrong_usage (call, "--sheet names the sheet that was looked at, by its mark");

  return step_run (call, &(const MadoLetterAct) { .kind = "run.approve", .sheet = sheet });
}

/* The run that a mark names is what stands before its last slash but for the place. */
static gboolean
open_sheet (MadoCtlRun *self, MadoCtlCall *call, const MadoPiledSheet **out_sheet, MadoCtlStatus *out_status)
{
  const char *mark = mado_ctl_get_argument (call, 1);
  g_autofree char *number = g_strndup (mark, strcspn (mark, "/"));

  if (!mado_ctl_run_open_named (self, call, number, out_status))
    return FALSE;
  *out_sheet = mado_letter_pile_find_document (self->pile, mark);
  if (*out_sheet == NULL)
    *out_status = mado_ctl_refuse (call, "the run has no sheet \"%s\"", mark);

  return *out_sheet != NULL;
}

static MadoCtlStatus
act_on_sheet (MadoCtlCall *call, MadoLetterAct act)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  const MadoPiledSheet *sheet = NULL;
  g_auto (MadoCtlRun) desk = { 0 };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (!open_sheet (&desk, call, &sheet, &status))
    return status;
  if (!mado_letter_act_on_letter (desk.desk.clerk, sheet->letter, &act, &refused, &error))
    return mado_ctl_refuse_with (call, error);

  return refused != NULL ? mado_ctl_run_refuse_code (call, refused) : MADO_CTL_OK;
}

static MadoCtlStatus
act_with_reason (MadoCtlCall *call, const char *kind)
{
  const char *reason = mado_ctl_get_option (call, "reason");

  if (reason == NULL)
    return mado_ctl_wrong_usage (call, "--reason says why");

  return act_on_sheet (call, (MadoLetterAct) { .kind = kind, .reason = reason });
}

static MadoCtlStatus
run_spoil (MadoCtlCall *call)
{
  const char *reason = mado_ctl_get_option (call, "reason");

  if (reason == NULL)
    return mado_ctl_wrong_usage (call, "--reason says why");

  return act_on_sheet (
      call, (MadoLetterAct) { .kind = "notice.spoil", .sheet = mado_ctl_get_argument (call, 1), .reason = reason });
}

static MadoCtlStatus
run_reprint (MadoCtlCall *call)
{
  return act_with_reason (call, "notice.reprint");
}

static MadoCtlStatus
run_withdraw (MadoCtlCall *call)
{
  return act_with_reason (call, "notice.withdraw");
}

static MadoCtlStatus
run_enclose (MadoCtlCall *call)
{
  return act_on_sheet (call, (MadoLetterAct) { .kind = "notice.enclose",
                                               .sheet = mado_ctl_get_argument (call, 1),
                                               .envelope = mado_ctl_get_argument (call, 2) });
}

static MadoCtlStatus
run_printed (MadoCtlCall *call)
{
  return step_run (call, &(const MadoLetterAct) { .kind = "run.print", .counts = TRUE });
}

/* --- to the post office, and back --------------------------------------------------------------------------------- */

static MadoCtlStatus
send_all (MadoCtlCall *call, MadoCtlRun *desk)
{
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  if (!mado_letter_send_all (desk->desk.clerk, desk->pile, &n_sent, &refused, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "sent", n_sent);

  return refused != NULL ? mado_ctl_run_refuse_code (call, refused) : MADO_CTL_OK;
}

static MadoCtlStatus
run_dispatch (MadoCtlCall *call)
{
  const char *office = mado_ctl_get_option (call, "office"), *day = mado_ctl_get_option (call, "day");
  const char *means = mado_ctl_get_option (call, "means"), *counted = mado_ctl_get_option (call, "count");
  guint64 count = 0;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlRun) desk = { 0 };

  if (office == NULL || day == NULL || !mado_date_is_valid (mado_date_from_iso (day)))
    return mado_ctl_wrong_usage (call, "--office and --day say where it was handed in, and when");
  if (counted == NULL || !g_ascii_string_to_unsigned (counted, 10, 1, G_MAXINT32, &count, NULL))
    return mado_ctl_wrong_usage (call, "--count says how many letters were counted at the post office");
  if (!mado_ctl_run_open (&desk, call, &status))
    return status;

  const MadoLetterAct act = { .kind = "run.dispatch",
                              .office = office,
                              .day = mado_date_from_iso (day),
                              .means = means != NULL ? means : "post",
                              .counts = TRUE,
                              .count = (gint64) count };

  return act_on_run (call, &desk, &act);
}

static MadoCtlStatus
run_send (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlRun) desk = { 0 };

  return mado_ctl_run_open (&desk, call, &status) ? send_all (call, &desk) : status;
}

static MadoCtlStatus
take_back (MadoCtlCall *call, const MadoDeskClerk *clerk, MadoReturnedMail *mail, MadoDate day, MadoDate due)
{
  const MadoLetterAct act = {
    .kind = "notice.return", .reason = mado_ctl_get_option (call, "reason"), .day = day, .due = due
  };
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_returned_mail_take_back (clerk, mail, &act, &refused, &error))
    return mado_ctl_refuse_with (call, error);
  if (refused != NULL)
    return mado_ctl_run_refuse_code (call, refused);
  mado_ctl_answer_flag (call, "noted_in_case", mail->is_noted);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_return (MadoCtlCall *call)
{
  const char *day = mado_ctl_get_option (call, "day"), *due = mado_ctl_get_option (call, "due");
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) desk = { 0 };
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL); /* ignored: without it nothing is checked */
  g_autoptr (MadoReturnedMail) mail = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_ctl_get_option (call, "reason") == NULL || day == NULL || due == NULL)
    return mado_ctl_wrong_usage (call, "--reason, --day and --due say why it came, when, and when somebody acts on it");
  if (!mado_ctl_payment_open (&desk, call, &status))
    return status;
  mail = mado_returned_mail_find (desk.clerk, mado_ctl_get_argument (call, 1), towns, &error);
  if (mail == NULL)
    return mado_ctl_refuse_with (call, error);
  if (mail->has_address) {
    mado_ctl_answer_flag (call, "town_is_known", mail->town_is_known);
    mado_ctl_answer_flag (call, "block_is_given", mail->block_is_given);
  }

  return take_back (call, desk.clerk, mail, mado_date_from_iso (day), mado_date_from_iso (due));
}

/* clang-format off */
#define REASON { "reason", "TEXT", "why" }

const MadoCtlVerb mado_ctl_run_act_verbs[] = {
  { "letter", "run-freeze", "FILE RUN", 2, 2, "freezes the list with the count that is here", run_freeze, { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-reopen", "FILE RUN", 2, 2, "opens a list again that is not printed yet", run_reopen, { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "letter", "run-approve", "FILE RUN", 2, 2, "approves the sample; never one's own list", run_approve,
    { MADO_CTL_PAYMENT_OPTIONS, { "sheet", "MARK", "the sheet that was looked at" } } },
  { "letter", "run-printed", "FILE RUN", 2, 2, "all of it is on paper", run_printed, { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-spoil", "FILE MARK", 2, 2, "a sheet was spoiled", run_spoil, { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "letter", "run-reprint", "FILE MARK", 2, 2, "another sheet is printed in the place of a spoiled one", run_reprint, { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "letter", "run-withdraw", "FILE MARK", 2, 2, "a letter is taken out; it still has to be sent or given up", run_withdraw, { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "letter", "run-enclose", "FILE SHEET ENVELOPE", 3, 3, "the marks of a sheet and of its envelope; refused where they are not of one letter", run_enclose,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-dispatch", "FILE RUN", 2, 2, "the post office has it", run_dispatch,
    { MADO_CTL_PAYMENT_OPTIONS, { "office", "TEXT", "which post office" }, { "day", "DATE", "when" },
      { "count", "N", "how many letters were counted there" }, { "means", "WORD", "how; post unless told" } } },
  { "letter", "run-send", "FILE RUN", 2, 2, "writes down that all letters of a dispatched run are on their way; goes on where it ended", run_send,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-return", "FILE NUMBER", 2, 2, "a letter came back: by its number, or by the mark of a sheet", run_return,
    { MADO_CTL_PAYMENT_OPTIONS, REASON, { "day", "DATE", "when" }, { "due", "DATE", "by when somebody acts on it" } } },
  {},
};
/* clang-format on */
