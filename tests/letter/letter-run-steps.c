/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with a run of letters, by whoever sits at a seat. */

#include "letter-run-steps.h"

#include <string.h>

#include "mado-letter-gathering.h"

const MadoLetterAct letter_run_freezing = { .kind = "run.freeze", .counts = TRUE };
const MadoLetterAct letter_run_printing = { .kind = "run.print", .counts = TRUE };
const MadoLetterAct letter_run_enclosing = { .kind = "notice.enclose" };
const MadoLetterAct letter_run_dispatching = {
  .kind = "run.dispatch", .counts = TRUE, .day = { 2025, 6, 2 }, .office = "新宿郵便局", .means = "post"
};

/**
 * letter_run_step_collect:
 * @clerk: who gathers
 * @letter: of the programme
 * @list: (nullable): a work list; %NULL: all that wait
 *
 * Returns: (transfer full): the letters that would join a run
 */
MadoLetterGathering *
letter_run_step_collect (const MadoDeskClerk *clerk, const char *letter, const char *list)
{
  g_autoptr (GError) error = NULL;
  MadoLetterGathering *gathering = mado_letter_gathering_collect (clerk, letter, list, &error);

  g_assert_no_error (error);

  return gathering;
}

/**
 * letter_run_step_make:
 * @gathering: what goes into it
 * @order: what is said of it
 * @out_run: (out): the new run
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_run_step_make (const MadoLetterGathering *gathering, const MadoNewRun *order, MadoId *out_run)
{
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_letter_gathering_make_run (gathering, order, out_run, &refused, &error));
  g_assert_no_error (error);

  return refused;
}

/**
 * letter_run_step_gather:
 * @seat: of whoever gathers
 * @letter: of the programme
 * @order: of the new run
 * @out_n_letters: (out): that went into it
 *
 * Returns: the run; the service knows of it
 */
MadoId
letter_run_step_gather (PaymentSeat *seat, const char *letter, const MadoNewRun *order, guint *out_n_letters)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoLetterGathering) gathering = letter_run_step_collect (clerk, letter, NULL);
  g_autoptr (GError) error = NULL;
  MadoId run;

  g_assert_null (letter_run_step_make (gathering, order, &run));
  g_assert_true (mado_letter_gathering_join (gathering, run, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gathering->n_written, ==, gathering->n_joining);
  *out_n_letters = gathering->n_written;
  payment_seat_meet (seat);

  return run;
}

/**
 * letter_run_step_load:
 * @clerk: who looks
 * @run: a run
 *
 * Returns: (transfer full): its letters
 */
MadoLetterPile *
letter_run_step_load (const MadoDeskClerk *clerk, MadoId run)
{
  g_autoptr (GError) error = NULL;
  MadoLetterPile *pile = mado_letter_pile_load (clerk, run, &error);

  g_assert_no_error (error);

  return pile;
}

/**
 * letter_run_step_try:
 * @seat: of whoever does it
 * @run: a run
 * @wanted: what is done with all of it
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_run_step_try (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  pile = letter_run_step_load (clerk, run);
  g_assert_true (mado_letter_act_on_run (clerk, pile, wanted, &refused, &error));
  g_assert_no_error (error);
  payment_seat_meet (seat);

  return refused;
}

/**
 * letter_run_step_act:
 * @seat: of whoever does it
 * @run: a run
 * @wanted: what is done with all of it, and not refused
 */
void
letter_run_step_act (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted)
{
  g_assert_cmpstr (letter_run_step_try (seat, run, wanted), ==, NULL);
}

/**
 * letter_run_step_act_on:
 * @seat: of whoever does it
 * @run: a run
 * @place: of a letter in it
 * @act: what is done with it; where it names no sheet and no envelope, those are the letter's own
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_run_step_act_on (PaymentSeat *seat, MadoId run, guint place, const MadoLetterAct *act)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoLetterPile) pile = letter_run_step_load (clerk, run);
  const MadoPiledSheet *sheet = g_ptr_array_index (pile->sheets, place);
  MadoLetterAct whole = *act;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (whole.sheet == NULL && strcmp (act->kind, "notice.reprint") != 0 && strcmp (act->kind, "notice.withdraw") != 0)
    whole.sheet = sheet->mark;
  if (whole.envelope == NULL && strcmp (act->kind, "notice.enclose") == 0)
    whole.envelope = sheet->mark;
  g_assert_true (mado_letter_act_on_letter (clerk, sheet->letter, &whole, &refused, &error));
  g_assert_no_error (error);
  payment_seat_meet (seat);

  return refused;
}

/**
 * letter_run_step_send_all:
 * @seat: of whoever says so
 * @run: a run that went to the post office
 *
 * All of it is on its way.
 */
void
letter_run_step_send_all (PaymentSeat *seat, MadoId run)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoLetterPile) pile = letter_run_step_load (clerk, run);
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  guint n_sent = 0;

  g_assert_true (mado_letter_send_all (clerk, pile, &n_sent, &refused, &error));
  g_assert_no_error (error);
  g_assert_null (refused);
  g_assert_cmpuint (n_sent, >, 0);
  payment_seat_meet (seat);
}
