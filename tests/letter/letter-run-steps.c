/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 004: the ward's own people gather and approve, a shop prints. */

#include "letter-run-steps.h"

#include "mado-letter-gathering.h"

/**
 * letter_run_step_guide:
 * @office: an office
 * @account: of the ward, who was hired
 * @number: of the case
 *
 * Returns: a case whose guidance is to be sent
 */
MadoId
letter_run_step_guide (PaymentOffice *office, const char *account, guint number)
{
  MadoId id = ward_draw_id (office->ward);
  char row[MADO_ID_TEXT_SIZE];

  mado_id_to_text (ward_draw_id (office->ward), row);
  g_assert_null (payment_office_do (
      office, account, id, "case.move",
      "{'transition':'extract','receipt':'targets:%u','add_rows':[{'list':'children','row':'%s'}],"
      "'edits':[{'item':'child_resident_no','row':'%s','now':'%u'},"
      "{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},{'item':'child_birth','row':'%s','now':'2015-05-05'},"
      "{'item':'resident_no','now':'%u'},{'item':'name','now':{'kanji':'見本 太郎'}},"
      "{'item':'birth_date','now':'1985-05-05'},{'item':'address','now':'東京都新宿区見本町1-%u'},"
      "{'item':'target_group','now':'1'},{'item':'account','now':{'bank':'0001','branch':'001','kind':'1',"
      "'number':'%07u','holder':'ミホン タロウ','relation':'self','date':'2025-09-10','origin':'registered'}}]}",
      number, row, row, 20000 + number, row, row, 1000 + number, number, 1000000 + number));
  g_assert_null (payment_office_do (office, account, id, "case.move", "{'transition':'guide'}"));

  return id;
}

/**
 * letter_run_step_gather:
 * @seat: of whoever gathers
 * @letter: of the programme
 * @number: of the new run
 * @n_letters: that go into it
 *
 * Returns: the run; the service knows of it
 */
MadoId
letter_run_step_gather (PaymentSeat *seat, const char *letter, const char *number, guint n_letters)
{
  const MadoNewRun order = { .number = number };
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterGathering) gathering = mado_letter_gathering_collect (clerk, letter, NULL, &error);
  const char *refused = NULL;
  MadoId run;

  g_assert_no_error (error);
  g_assert_true (mado_letter_gathering_make_run (gathering, &order, &run, &refused, &error));
  g_assert_null (refused);
  g_assert_true (mado_letter_gathering_join (gathering, run, NULL, &error));
  g_assert_cmpuint (gathering->n_written, ==, n_letters);
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
 * letter_run_step_act:
 * @seat: of whoever does it
 * @run: a run
 * @wanted: what is done with all of it
 */
void
letter_run_step_act (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted)
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
  g_assert_null (refused);
  payment_seat_meet (seat);
}
