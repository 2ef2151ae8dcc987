/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Letters about what is missing on their way, step by step; each step ends at the line. */

#include "letter-house.h"

#include "case-sample.h"

#define NOW "2025-06-02T01:00:00.000000Z"

/**
 * letter_house_return_case:
 * @self: a house
 * @number: of a new case
 *
 * Returns: the case, which went back to its applicant: a letter is asked for
 */
MadoId
letter_house_return_case (LetterHouse *self, guint number)
{
  const MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *receipt = g_strdup_printf ("logo:%u", number);
  g_autofree char *control_no = g_strdup_printf ("'%010u'", number);

  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt,
                                    control_no));
  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'return_deficient','reason':'書類不足','due':'2025-06-16'}"));

  return id;
}

/**
 * letter_house_set_up:
 * @self: a house
 * @data: nothing
 *
 * Brings three cases that went back, and the numbers of the year.
 */
void
letter_house_set_up (LetterHouse *self, gconstpointer data)
{
  self->office = payment_office_new ("ninpu-r7", NOW);
  self->printer = payment_office_seat (self->office, "p-02", "print");
  self->lead = payment_office_seat (self->office, "l-01", "lead");
  for (guint i = 0; i < LETTER_HOUSE_CASES; i++)
    self->cases[i] = letter_house_return_case (self, i + 1);
  self->series = ward_draw_id (self->office->ward);
  g_assert_null (
      payment_office_do (self->office, "p-01", self->series, "series.open", "{'pattern':'7新健健第%%号','year':2025}"));
  payment_seat_meet (self->printer);
}

/**
 * letter_house_tear_down:
 * @self: a house
 * @data: nothing
 *
 * Ends it.
 */
void
letter_house_tear_down (LetterHouse *self, gconstpointer data)
{
  payment_office_free (self->office);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

/**
 * letter_house_gather:
 * @clerk: who gathers
 * @list: (nullable): a work list; %NULL: all that wait
 *
 * Returns: (transfer full): the letters about what is missing
 */
MadoLetterGathering *
letter_house_gather (const MadoDeskClerk *clerk, const char *list)
{
  return letter_run_step_collect (clerk, "deficiency", list);
}

/**
 * letter_house_make_run:
 * @self: a house
 * @gathering: what goes into it
 * @number: of the run
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_house_make_run (LetterHouse *self, const MadoLetterGathering *gathering, const char *number)
{
  const MadoNewRun order = { .number = number, .series = self->series, .is_enclosed = TRUE };

  return letter_run_step_make (gathering, &order, &self->run);
}

/**
 * letter_house_gather_run:
 * @self: a house
 *
 * A run with all of them, of which the service knows.
 */
void
letter_house_gather_run (LetterHouse *self)
{
  const MadoNewRun order = { .number = LETTER_HOUSE_RUN, .series = self->series, .is_enclosed = TRUE };
  guint n_letters = 0;

  self->run = letter_run_step_gather (self->printer, "deficiency", &order, &n_letters);
  g_assert_cmpuint (n_letters, ==, LETTER_HOUSE_CASES);
}

/**
 * letter_house_load:
 * @self: a house
 * @clerk: who looks
 *
 * Returns: (transfer full): its run with its letters
 */
MadoLetterPile *
letter_house_load (LetterHouse *self, const MadoDeskClerk *clerk)
{
  return letter_run_step_load (clerk, self->run);
}

/**
 * letter_house_act_at:
 * @self: a house
 * @seat: of whoever does it
 * @act: what is done with the run
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_house_act_at (LetterHouse *self, PaymentSeat *seat, const MadoLetterAct *act)
{
  return letter_run_step_try (seat, self->run, act);
}

/**
 * letter_house_act_on:
 * @self: a house
 * @place: of a letter in the run
 * @act: what is done with it
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
letter_house_act_on (LetterHouse *self, guint place, const MadoLetterAct *act)
{
  return letter_run_step_act_on (self->printer, self->run, place, act);
}

const MadoLetterAct letter_house_approving = { .kind = "run.approve", .sheet = LETTER_HOUSE_RUN "/000001" };

/**
 * letter_house_print_run:
 * @self: a house
 *
 * A run that was gathered, frozen, approved and printed.
 */
void
letter_house_print_run (LetterHouse *self)
{
  letter_house_gather_run (self);
  g_assert_null (letter_house_act_at (self, self->printer, &letter_run_freezing));
  g_assert_null (letter_house_act_at (self, self->lead, &letter_house_approving));
  g_assert_null (letter_house_act_at (self, self->printer, &letter_run_printing));
}

/**
 * letter_house_assert_state:
 * @self: a house
 * @id: of something
 * @state: in which the service must have it
 *
 * Looks at the service.
 */
void
letter_house_assert_state (LetterHouse *self, MadoId id, const char *state)
{
  g_autofree char *is = payment_office_get_state (self->office, id);

  g_assert_cmpstr (is, ==, state);
}

/**
 * letter_house_look_at_shelf:
 * @seat: of whoever looks
 * @today: the day
 *
 * Returns: (transfer full): what is unsent on that day
 */
MadoLetterShelf *
letter_house_look_at_shelf (PaymentSeat *seat, MadoDate today)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (GError) error = NULL;
  MadoLetterShelf *shelf;

  clerk->now = mado_instant_from_iso (NOW);
  clerk->now.microseconds += (gint64) mado_date_days_between (LETTER_HOUSE_DAY, today) * 24 * 60 * 60 * G_USEC_PER_SEC;
  shelf = mado_letter_shelf_look (clerk, &error);
  g_assert_no_error (error);

  return shelf;
}
