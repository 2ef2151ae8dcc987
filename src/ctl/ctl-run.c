/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter run-…`: letters from the list to the post office and back, at a profile. Nobody's name is
 * printed: a letter is named by its mark and its number. */

#include <stdio.h>
#include <string.h>

#include "ctl-payment.h"
#include "mado-durable-file.h"
#include "mado-enclosing.h"
#include "mado-json-member.h"
#include "mado-letter-acts.h"
#include "mado-letter-gathering.h"
#include "mado-letter-press.h"
#include "mado-letter-run.h"
#include "mado-letter-shelf.h"
#include "mado-letter-stage.h"
#include "mado-letter-template.h"
#include "mado-packing-list.h"
#include "mado-press-file.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"

/* Somebody at a profile, with a run. */
typedef struct {
  MadoCtlPayment desk;
  MadoLetterShelf *shelf;
  MadoLetterPile *pile; /* (nullable) */
} Desk;

static void
clear_desk (Desk *self)
{
  g_clear_pointer (&self->pile, mado_letter_pile_free);
  g_clear_pointer (&self->shelf, mado_letter_shelf_free);
  mado_ctl_payment_clear (&self->desk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
open_desk (Desk *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_payment_open (&self->desk, call, out_status))
    return FALSE;
  self->shelf = mado_letter_shelf_look (self->desk.clerk, &error);
  if (self->shelf == NULL)
    *out_status = mado_ctl_refuse_with (call, error);

  return self->shelf != NULL;
}

static gboolean
load_pile (Desk *self, MadoId run, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pile, mado_letter_pile_free);
  self->pile = mado_letter_pile_load (self->desk.clerk, run, &error);
  if (self->pile == NULL)
    *out_status = mado_ctl_refuse_with (self->desk.call, error);

  return self->pile != NULL;
}

static gboolean
open_named_run (Desk *self, MadoCtlCall *call, const char *number, MadoCtlStatus *out_status)
{
  const MadoEntity *run;

  if (!open_desk (self, call, out_status))
    return FALSE;
  run = mado_letter_shelf_find_run (self->shelf, number);
  if (run == NULL) {
    *out_status = mado_ctl_refuse (call, "there is no run \"%s\"", number);
    return FALSE;
  }

  return load_pile (self, mado_entity_get_id (run), out_status);
}

static gboolean
open_run (Desk *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  return open_named_run (self, call, mado_ctl_get_argument (call, 1), out_status);
}

static MadoCtlStatus
refuse_code (MadoCtlCall *call, const char *code)
{
  mado_ctl_answer_string (call, "code", code);

  return mado_ctl_refuse (call, "%s: %s", code, mado_letter_code_get_message (code));
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static const char *
name_stage (const MadoEntity *run)
{
  static const char *const names[] = { "freeze", "approve", "print", "dispatch", "send", "over" };

  return names[mado_letter_stage_find (run)];
}

static void
answer_run (MadoCtlCall *call, const MadoEntity *run)
{
  yyjson_val *body = mado_entity_get_body (run);

  mado_ctl_answer_string (call, "run", mado_json_get_text (body, "number"));
  mado_ctl_answer_string (call, "letter", mado_json_get_text (body, "letter"));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (run));
  mado_ctl_answer_string (call, "next", name_stage (run));
  mado_ctl_answer_number (call, "count", mado_json_get_number (body, MADO_LETTER_RUN_COUNT));
}

static void
answer_waiting (MadoCtlCall *call, const Desk *desk)
{
  const MadoProgramme *programme = desk->desk.clerk->programme;

  json_builder_set_member_name (call->answer, "waiting");
  json_builder_begin_object (call->answer);
  for (guint i = 0; i < mado_section_get_count (programme->letters); i++) {
    const MadoLetter *letter = mado_section_get (programme->letters, i);
    guint count = mado_letter_shelf_count_waiting (desk->shelf, letter->id);

    if (count > 0)
      mado_ctl_answer_number (call, letter->id, count);
  }
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_runs (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };

  if (!open_desk (&desk, call, &status))
    return status;
  mado_ctl_answer_number (call, "unsent", desk.shelf->unsent->len);
  mado_ctl_answer_number (call, "late", desk.shelf->n_late);
  mado_ctl_answer_number (call, "owed", desk.shelf->owed->len);
  answer_waiting (call, &desk);
  json_builder_set_member_name (call->answer, "runs");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < desk.shelf->runs->len; i++) {
    json_builder_begin_object (call->answer);
    answer_run (call, g_ptr_array_index (desk.shelf->runs, i));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static void
answer_sheets (MadoCtlCall *call, const MadoLetterPile *pile)
{
  json_builder_set_member_name (call->answer, "sheets");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < pile->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (pile->sheets, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "sheet", sheet->mark);
    mado_ctl_answer_string (call, "state", mado_piled_state_get_name (sheet->state));
    mado_ctl_answer_string (call, "number", mado_piled_sheet_get_number (sheet));
    mado_ctl_answer_string (call, "letter", mado_entity_get_state (sheet->letter));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_pile (MadoCtlCall *call, const MadoLetterPile *pile)
{
  static const char *const figures[] = { MADO_LETTER_RUN_SPOILED, MADO_LETTER_RUN_REPRINTED, MADO_LETTER_RUN_VOID,
                                         MADO_LETTER_RUN_ENCLOSED };
  static const char *const verdicts[] = { "equal", "unknown", "other" };

  answer_run (call, pile->run);
  mado_ctl_answer_number (call, "good", mado_letter_pile_count_good (pile));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    mado_ctl_answer_number (call, figures[i], mado_letter_pile_count (pile, figures[i]));
  mado_ctl_answer_string (call, "figures", verdicts[mado_letter_pile_compare (pile)]);
  mado_ctl_answer_number (call, "to_send", mado_letter_count_to_send (pile));
}

/* Nothing where its letters say what the programme's book says. */
static gboolean
answer_version (MadoCtlCall *call, const Desk *desk, MadoCtlStatus *out_status)
{
  const char *letter = mado_json_get_text (mado_entity_get_body (desk->pile->run), "letter");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = mado_letter_templates_load (desk->desk.clerk, letter, &error);
  const MadoEntity *wording;

  if (templates == NULL) {
    *out_status = mado_ctl_refuse_with (call, error);
    return FALSE;
  }
  wording = mado_letter_templates_find_of_run (templates, desk->pile->run);
  if (wording != NULL)
    mado_ctl_answer_number (call, "version", mado_letter_template_get_version (wording));

  return TRUE;
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };

  if (!open_run (&desk, call, &status))
    return status;
  answer_pile (call, desk.pile);
  if (!answer_version (call, &desk, &status))
    return status;
  if (call->json)
    answer_sheets (call, desk.pile);

  return mado_letter_pile_compare (desk.pile) == MADO_PILE_OTHER
             ? mado_ctl_refuse (call, "the sheets are not what the run says: some letters are missing or too many")
             : MADO_CTL_OK;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void
answer_left_out (MadoCtlCall *call, const MadoLetterGathering *gathering)
{
  json_builder_set_member_name (call->answer, "left_out");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < gathering->letters->len; i++) {
    const MadoGatheredLetter *letter = g_ptr_array_index (gathering->letters, i);
    char about[MADO_ID_TEXT_SIZE];

    if (letter->code == NULL)
      continue;
    mado_id_to_text (letter->about, about);
    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "case", about);
    mado_ctl_answer_string (call, "code", letter->code);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static gboolean
find_series (MadoCtlCall *call, const Desk *desk, MadoId *out_series, MadoCtlStatus *out_status)
{
  const char *pattern = mado_ctl_get_option (call, "series");
  const MadoEntity *series = pattern != NULL ? mado_letter_shelf_find_series (desk->shelf, pattern) : NULL;

  *out_series = series != NULL ? mado_entity_get_id (series) : MADO_ID_NONE;
  if (pattern != NULL && series == NULL)
    *out_status = mado_ctl_refuse (call, "there is no series \"%s\" of this year", pattern);

  return pattern == NULL || series != NULL;
}

/* A run of that number that is open is gone on with. */
static gboolean
ensure_run (MadoCtlCall *call, Desk *desk, MadoLetterGathering *gathering, MadoId *out_run, MadoCtlStatus *out_status)
{
  MadoNewRun order = { .number = mado_ctl_get_option (call, "number"),
                       .is_enclosed = mado_ctl_get_option (call, "enclose") != NULL };
  const MadoEntity *run = mado_letter_shelf_find_run (desk->shelf, order.number);
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;

  if (run != NULL) {
    *out_run = mado_entity_get_id (run);
    return TRUE;
  }
  if (!find_series (call, desk, &order.series, out_status))
    return FALSE;
  if (!mado_letter_gathering_make_run (gathering, &order, out_run, &refused, &error))
    *out_status = mado_ctl_refuse_with (call, error);
  else if (refused != NULL)
    *out_status = refuse_code (call, refused);

  return error == NULL && refused == NULL;
}

static gboolean
write_run (MadoCtlCall *call, Desk *desk, MadoLetterGathering *gathering, MadoCtlStatus *out_status)
{
  MadoId run = MADO_ID_NONE;
  g_autoptr (GError) error = NULL;

  if (!ensure_run (call, desk, gathering, &run, out_status))
    return FALSE;
  if (!mado_letter_gathering_join (gathering, run, NULL, &error)) {
    *out_status = mado_ctl_refuse_with (call, error);
    return FALSE;
  }
  mado_ctl_answer_number (call, "joined", gathering->n_written);

  return TRUE;
}

static MadoCtlStatus
run_make (MadoCtlCall *call)
{
  const char *letter = mado_ctl_get_option (call, "letter");
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autoptr (MadoLetterGathering) gathering = NULL;
  g_autoptr (GError) error = NULL;

  if (letter == NULL || mado_ctl_get_option (call, "number") == NULL)
    return mado_ctl_wrong_usage (call, "--letter and --number say which letters, and what the run is called");
  if (!open_desk (&desk, call, &status))
    return status;
  gathering = mado_letter_gathering_collect (desk.desk.clerk, letter, mado_ctl_get_option (call, "list"), &error);
  if (gathering == NULL)
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "joining", gathering->n_joining);
  if (mado_ctl_get_option (call, "write") != NULL && gathering->n_joining > 0 &&
      !write_run (call, &desk, gathering, &status))
    return status;
  answer_left_out (call, gathering);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_series (MadoCtlCall *call)
{
  const char *year = mado_ctl_get_option (call, "year"), *first = mado_ctl_get_option (call, "first");
  guint64 numbers[] = { 0, 1 };
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) desk = { 0 };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  MadoId series;

  if (year == NULL || !g_ascii_string_to_unsigned (year, 10, 2000, 2999, &numbers[0], NULL) ||
      (first != NULL && !g_ascii_string_to_unsigned (first, 10, 1, 9999999, &numbers[1], NULL)))
    return mado_ctl_wrong_usage (call, "--year needs a fiscal year such as 2025, --first a number from 1");
  if (!mado_ctl_payment_open (&desk, call, &status))
    return status;
  if (!mado_letter_open_series (desk.clerk, mado_ctl_get_argument (call, 1), (int) numbers[0], numbers[1], &series,
                                &refused, &error))
    return mado_ctl_refuse_with (call, error);

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
}

/* --- acts --------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
act_on_run (MadoCtlCall *call, Desk *desk, const MadoLetterAct *act)
{
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (!mado_letter_act_on_run (desk->desk.clerk, desk->pile, act, &refused, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "good", mado_letter_pile_count_good (desk->pile));

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
}

static MadoCtlStatus
step_run (MadoCtlCall *call, const MadoLetterAct *act)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };

  return open_run (&desk, call, &status) ? act_on_run (call, &desk, act) : status;
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
open_sheet (Desk *self, MadoCtlCall *call, const MadoPiledSheet **out_sheet, MadoCtlStatus *out_status)
{
  const char *mark = mado_ctl_get_argument (call, 1);
  g_autofree char *number = g_strndup (mark, strcspn (mark, "/"));

  if (!open_named_run (self, call, number, out_status))
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
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (!open_sheet (&desk, call, &sheet, &status))
    return status;
  if (!mado_letter_act_on_letter (desk.desk.clerk, sheet->letter, &act, &refused, &error))
    return mado_ctl_refuse_with (call, error);

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
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

/* --- paper -------------------------------------------------------------------------------------------------------- */

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
save_packing_list (MadoCtlCall *call, const Desk *desk, GError **error)
{
  const char *path = mado_ctl_get_option (call, "packing-list");
  g_autoptr (GBytes) pdf = path != NULL ? mado_packing_list_print (desk->desk.clerk, desk->pile, error) : NULL;

  return path == NULL || (pdf != NULL && mado_durable_file_save (path, pdf, MADO_DURABLE_FILE_NEW, error));
}

static MadoCtlStatus
press (MadoCtlCall *call, const Desk *desk, const char *mark, guint limit)
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
  g_auto (Desk) desk = { 0 };

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out names the PDF");

  return open_run (&desk, call, &status) ? press (call, &desk, sheet, 1) : status;
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
  g_auto (Desk) desk = { 0 };

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out names the PDF");
  if (!open_run (&desk, call, &status))
    return status;

  return is_printable (desk.pile)
             ? press (call, &desk, NULL, G_MAXUINT)
             : mado_ctl_refuse (call, "the run is printed once its sample was approved, and before it is sent");
}

static MadoCtlStatus
run_printed (MadoCtlCall *call)
{
  return step_run (call, &(const MadoLetterAct) { .kind = "run.print", .counts = TRUE });
}

/* --- to the post office, and back --------------------------------------------------------------------------------- */

static MadoCtlStatus
send_all (MadoCtlCall *call, Desk *desk)
{
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  if (!mado_letter_send_all (desk->desk.clerk, desk->pile, &n_sent, &refused, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "sent", n_sent);

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
}

static MadoCtlStatus
run_dispatch (MadoCtlCall *call)
{
  const char *office = mado_ctl_get_option (call, "office"), *day = mado_ctl_get_option (call, "day");
  const char *means = mado_ctl_get_option (call, "means"), *counted = mado_ctl_get_option (call, "count");
  guint64 count = 0;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };

  if (office == NULL || day == NULL || !mado_date_is_valid (mado_date_from_iso (day)))
    return mado_ctl_wrong_usage (call, "--office and --day say where it was handed in, and when");
  if (counted == NULL || !g_ascii_string_to_unsigned (counted, 10, 1, G_MAXINT32, &count, NULL))
    return mado_ctl_wrong_usage (call, "--count says how many letters were counted at the post office");
  if (!open_run (&desk, call, &status))
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
  g_auto (Desk) desk = { 0 };

  return open_run (&desk, call, &status) ? send_all (call, &desk) : status;
}

static MadoCtlStatus
take_back (MadoCtlCall *call, const MadoPaymentClerk *clerk, const MadoReturnedMail *mail, MadoDate day, MadoDate due)
{
  const MadoLetterAct act = {
    .kind = "notice.return", .reason = mado_ctl_get_option (call, "reason"), .day = day, .due = due
  };
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_letter_act_on_letter (clerk, mail->letter, &act, &refused, &error))
    return mado_ctl_refuse_with (call, error);

  return refused != NULL ? refuse_code (call, refused) : MADO_CTL_OK;
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
#define OUT { "out", "PDF", "where it goes; not over a file that is there" }

const MadoCtlVerb mado_ctl_run_verbs[] = {
  { "letter", "runs", "FILE", 1, 1, "what is unsent at a profile, and all runs of letters", run_runs,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "series-open", "FILE PATTERN", 2, 2, "opens the document numbers of a year; % is where it counts", run_series,
    { MADO_CTL_PAYMENT_OPTIONS, { "year", "YEAR", "the fiscal year" }, { "first", "N", "the first number; 1 unless told" } } },
  { "letter", "run-show", "FILE RUN", 2, 2, "a run, counted anew sheet by sheet; refused where that is not what it says", run_show,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-make", "FILE", 1, 1, "which letters would join a run, and which not and why; nothing is written unless told", run_make,
    { MADO_CTL_PAYMENT_OPTIONS, { "letter", "LETTER", "of the programme" }, { "number", "TEXT", "what the run is called; an open one goes on" },
      { "list", "LIST", "to the cases of a work list; all that wait unless told" }, { "series", "PATTERN", "of its document numbers; none unless told" },
      { "enclose", NULL, "sheets go into envelopes, which is checked" }, { "write", NULL, "makes the run" } } },
  { "letter", "run-freeze", "FILE RUN", 2, 2, "freezes the list with the count that is here", run_freeze, { MADO_CTL_PAYMENT_OPTIONS } },
  { "letter", "run-reopen", "FILE RUN", 2, 2, "opens a list again that is not printed yet", run_reopen, { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "letter", "run-proof", "FILE RUN", 2, 2, "a sample sheet as PDF", run_proof,
    { MADO_CTL_PAYMENT_OPTIONS, OUT, { "sheet", "MARK", "which sheet; the first unless told" } } },
  { "letter", "run-approve", "FILE RUN", 2, 2, "approves the sample; never one's own list", run_approve,
    { MADO_CTL_PAYMENT_OPTIONS, { "sheet", "MARK", "the sheet that was looked at" } } },
  { "letter", "run-print", "FILE RUN", 2, 2, "all good sheets as PDF, in the order of packing", run_print,
    { MADO_CTL_PAYMENT_OPTIONS, OUT, { "packing-list", "PDF", "the packing list, too" },
      { "labels", "PDF", "the labels of the envelopes, too" } } },
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
