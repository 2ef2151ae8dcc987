/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter runs|series-open|run-show|run-make`: what is unsent at a profile, and its runs of letters,
 * looked at and made. Nobody's name is printed: a letter is named by its mark and its number. */

#include "ctl-run.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-acts.h"
#include "mado-letter-gathering.h"
#include "mado-letter-run.h"
#include "mado-letter-stage.h"
#include "mado-letter-template.h"

/**
 * mado_ctl_run_clear:
 * @self: a profile with a run
 */
void
mado_ctl_run_clear (MadoCtlRun *self)
{
  g_clear_pointer (&self->pile, mado_letter_pile_free);
  g_clear_pointer (&self->shelf, mado_letter_shelf_free);
  mado_ctl_payment_clear (&self->desk);
}

/**
 * mado_ctl_run_open_desk:
 * @self: (out): the profile that the call names, with its letters
 * @call: a call
 * @out_status: (out): why not; untouched where it is open
 *
 * Returns: whether it is open
 */
gboolean
mado_ctl_run_open_desk (MadoCtlRun *self, MadoCtlCall *call, MadoCtlStatus *out_status)
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
load_pile (MadoCtlRun *self, MadoId run, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pile, mado_letter_pile_free);
  self->pile = mado_letter_pile_load (self->desk.clerk, run, &error);
  if (self->pile == NULL)
    *out_status = mado_ctl_refuse_with (self->desk.call, error);

  return self->pile != NULL;
}

/**
 * mado_ctl_run_open_named:
 * @self: (out): the profile that the call names, with a run
 * @call: a call
 * @number: of the run
 * @out_status: (out): why not; untouched where it is open
 *
 * Returns: whether it is open
 */
gboolean
mado_ctl_run_open_named (MadoCtlRun *self, MadoCtlCall *call, const char *number, MadoCtlStatus *out_status)
{
  const MadoEntity *run;

  if (!mado_ctl_run_open_desk (self, call, out_status))
    return FALSE;
  run = mado_letter_shelf_find_run (self->shelf, number);
  if (run == NULL) {
    *out_status = mado_ctl_refuse (call, "there is no run \"%s\"", number);
    return FALSE;
  }

  return load_pile (self, mado_entity_get_id (run), out_status);
}

/**
 * mado_ctl_run_open:
 * @self: (out): the profile and the run that the call names
 * @call: a call
 * @out_status: (out): why not; untouched where it is open
 *
 * Returns: whether it is open
 */
gboolean
mado_ctl_run_open (MadoCtlRun *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  return mado_ctl_run_open_named (self, call, mado_ctl_get_argument (call, 1), out_status);
}

/**
 * mado_ctl_run_refuse_code:
 * @call: a call
 * @code: why what it wants is refused
 *
 * Returns: its status
 */
MadoCtlStatus
mado_ctl_run_refuse_code (MadoCtlCall *call, const char *code)
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
answer_waiting (MadoCtlCall *call, const MadoCtlRun *desk)
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
  g_auto (MadoCtlRun) desk = { 0 };

  if (!mado_ctl_run_open_desk (&desk, call, &status))
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
answer_version (MadoCtlCall *call, const MadoCtlRun *desk, MadoCtlStatus *out_status)
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
  g_auto (MadoCtlRun) desk = { 0 };

  if (!mado_ctl_run_open (&desk, call, &status))
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
find_series (MadoCtlCall *call, const MadoCtlRun *desk, MadoId *out_series, MadoCtlStatus *out_status)
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
ensure_run (
    MadoCtlCall *call, MadoCtlRun *desk, MadoLetterGathering *gathering, MadoId *out_run, MadoCtlStatus *out_status)
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
    *out_status = mado_ctl_run_refuse_code (call, refused);

  return error == NULL && refused == NULL;
}

static gboolean
write_run (MadoCtlCall *call, MadoCtlRun *desk, MadoLetterGathering *gathering, MadoCtlStatus *out_status)
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
  g_auto (MadoCtlRun) desk = { 0 };
  g_autoptr (MadoLetterGathering) gathering = NULL;
  g_autoptr (GError) error = NULL;

  if (letter == NULL || mado_ctl_get_option (call, "number") == NULL)
    return mado_ctl_wrong_usage (call, "--letter and --number say which letters, and what the run is called");
  if (!mado_ctl_run_open_desk (&desk, call, &status))
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

  return refused != NULL ? mado_ctl_run_refuse_code (call, refused) : MADO_CTL_OK;
}

/* clang-format off */
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
  {},
};
/* clang-format on */
