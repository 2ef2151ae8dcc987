/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domain refuses the same; what somebody may not do is said before they try it. */

#include "mado-letter-stage.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-gathering.h"
#include "mado-letter-run.h"
#include "mado-refusal.h"

#define N_(text) text

static gint64
get (const MadoEntity *run, const char *figure)
{
  return mado_json_get_number (mado_entity_get_body (run), figure);
}

static gboolean
is_all_sent (const MadoEntity *run)
{
  gint64 good = get (run, MADO_LETTER_RUN_COUNT) + get (run, MADO_LETTER_RUN_REPRINTED) -
                get (run, MADO_LETTER_RUN_SPOILED) - get (run, MADO_LETTER_RUN_VOID);

  return get (run, MADO_LETTER_RUN_SENT) >= good;
}

/**
 * mado_letter_stage_find:
 * @run: a run
 *
 * Returns: where it stands
 */
MadoLetterStage
mado_letter_stage_find (const MadoEntity *run)
{
  static const struct {
    const char *state;
    MadoLetterStage stage;
  } stages[] = {
    { MADO_LETTER_RUN_OPEN, MADO_LETTER_STAGE_OPEN },
    { MADO_LETTER_RUN_FROZEN, MADO_LETTER_STAGE_FROZEN },
    { MADO_LETTER_RUN_APPROVED, MADO_LETTER_STAGE_APPROVED },
    { MADO_LETTER_RUN_PRINTED, MADO_LETTER_STAGE_PRINTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (strcmp (mado_entity_get_state (run), stages[i].state) == 0)
      return stages[i].stage;

  return is_all_sent (run) ? MADO_LETTER_STAGE_OVER : MADO_LETTER_STAGE_SENDING;
}

/**
 * mado_letter_run_is_work_of:
 * @run: a run
 * @account: somebody
 *
 * Returns: whether they made or froze it: then somebody else approves the sample
 */
gboolean
mado_letter_run_is_work_of (const MadoEntity *run, const char *account)
{
  yyjson_val *body = mado_entity_get_body (run);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "steps"));

  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (step, "what"), MADO_LETTER_RUN_FROZEN) == 0 &&
        strcmp (mado_json_get_text (step, "by"), account) == 0)
      return TRUE;

  return strcmp (mado_json_get_text (yyjson_obj_get (body, "made"), "by"), account) == 0;
}

/**
 * mado_letter_run_waits_for:
 * @run: a run
 * @programme: its programme
 * @person: somebody
 *
 * Returns: whether its next step is one that they may take
 */
gboolean
mado_letter_run_waits_for (const MadoEntity *run, const MadoProgramme *programme, const MadoPerson *person)
{
  MadoLetterStage stage = mado_letter_stage_find (run);

  return stage != MADO_LETTER_STAGE_OVER && mado_policy_has_duty (person, programme, "notices") &&
         !(stage == MADO_LETTER_STAGE_FROZEN && mado_letter_run_is_work_of (run, person->account));
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static const struct {
  const char *code;
  const char *message;
} sentences[] = {
  { MADO_GATHERED_IN_RUN, N_ ("The letter is in a run already.") },
  { MADO_GATHERED_NO_NAME, N_ ("The name is not known at this terminal. Wait until the line is up to date.") },
  { MADO_GATHERED_SENT_BEFORE, N_ ("The case had this letter already.") },
  { "E_EMPTY", N_ ("The letter names something that the case does not say. Fill it in, or take the letter out.") },
  { "E_GLYPH", N_ ("No font has one of its characters. Have the name written in registered characters.") },
  { "E_OVERFLOW", N_ ("There is not enough room for what it says.") },
};

/**
 * mado_letter_code_get_message:
 * @code: why a letter stays out, cannot be printed, or why the work refused something
 *
 * Returns: (transfer none): the sentence for people, in English, which is also the key of its translation
 */
const char *
mado_letter_code_get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].code, code) == 0)
      return sentences[i].message;

  return mado_refusal_get_message (code);
}
