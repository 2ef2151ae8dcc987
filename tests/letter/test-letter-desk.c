/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of letters about what is missing: asked for by a step of a case, gathered, frozen, looked at by somebody
 * else, printed, put into envelopes, and sent. */

#include <string.h>

#include "letter-house.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-letter-stage.h"

/* --- what is unsent ----------------------------------------------------------------------------------------------- */

static void
nothing_stays_unsent_unseen (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoLetterShelf) before = letter_house_look_at_shelf (self->printer, LETTER_HOUSE_DAY);
  g_autoptr (MadoLetterShelf) after = NULL;
  const MadoUnsentLetter *unsent;

  g_assert_cmpuint (before->owed->len, ==, LETTER_HOUSE_CASES);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (before, "deficiency"), ==, LETTER_HOUSE_CASES);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (before, "decision"), ==, 0);
  g_assert_cmpstr (((const MadoOwedLetter *) g_ptr_array_index (before->owed, 0))->to, ==, "見本 花子");
  letter_house_gather_run (self);
  after = letter_house_look_at_shelf (self->printer, (MadoDate) { 2025, 6, 6 });
  g_assert_cmpuint (after->owed->len, ==, 0);
  g_assert_cmpuint (after->unsent->len, ==, LETTER_HOUSE_CASES);
  g_assert_cmpuint (after->n_late, ==, LETTER_HOUSE_CASES); /* due after two office days */
  unsent = g_ptr_array_index (after->unsent, 0);
  g_assert_cmpint (unsent->days_late, ==, 2);
  g_assert_true (unsent->is_in_run);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (after, "deficiency"), ==, 0);
}

/* The oldest that is open is answered. */
static void
answer (LetterHouse *self, MadoId id, guint n_before)
{
  g_autofree char *pointer = g_strdup_printf ("/deficiencies/%u/id", n_before);
  g_autofree char *deficiency = payment_office_get (self->office, id, pointer);

  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'answer_deficient','deficiencies':[{'id':%s}]}", deficiency));
}

static void
return_again (LetterHouse *self, MadoId id)
{
  g_assert_null (
      payment_office_do (self->office, "v-01", id, "case.move", "{'transition':'return_deficient','reason':'未記入'}"));
}

static void
make (LetterHouse *self, MadoId id)
{
  char about[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, about);
  g_assert_null (payment_office_do (self->office, "p-01", ward_draw_id (self->office->ward), "notice.make",
                                    "{'kind':'letter','letter':'deficiency','to':'見本 花子','subject':'不備通知',"
                                    "'due':'2025-06-09','case':'%s'}",
                                    about));
}

static guint
count_owed (LetterHouse *self, MadoId id)
{
  g_autoptr (MadoLetterShelf) shelf = NULL;
  guint count = 0;

  payment_seat_meet (self->printer);
  shelf = letter_house_look_at_shelf (self->printer, LETTER_HOUSE_DAY);
  for (guint i = 0; i < shelf->owed->len; i++)
    count += mado_id_compare (((const MadoOwedLetter *) g_ptr_array_index (shelf->owed, i))->about, id) == 0 ? 1 : 0;

  return count;
}

/* Who brings what is missing before the letter is made gets none; the letter of one lack is not that of the next. */
static void
whoever_has_answered_gets_no_letter (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoId answered = self->cases[0], written_to = self->cases[1], given_up = self->cases[2];

  answer (self, answered, 0);
  g_assert_cmpuint (count_owed (self, answered), ==, 0);
  payment_office_pass (self->office, 60);
  return_again (self, answered);
  g_assert_cmpuint (count_owed (self, answered), ==, 1);
  make (self, answered);
  g_assert_cmpuint (count_owed (self, answered), ==, 0);
  make (self, written_to);
  payment_office_pass (self->office, 60);
  answer (self, written_to, 0);
  return_again (self, written_to);
  g_assert_cmpuint (count_owed (self, written_to), ==, 1);
  g_assert_null (
      payment_office_do (self->office, "v-01", given_up, "case.move", "{'transition':'withdraw','reason':'取下げ書'}"));
  g_assert_cmpuint (count_owed (self, given_up), ==, 1); /* that it was withdrawn */
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void
a_run_goes_from_the_list_to_the_post_office (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;
  MadoLetterAct counted = letter_run_dispatching;
  const char *refused = NULL;
  guint n_sent = 0;

  letter_house_print_run (self);
  for (guint i = 0; i < LETTER_HOUSE_CASES; i++)
    g_assert_null (letter_house_act_on (self, i, &letter_run_enclosing));
  counted.count = LETTER_HOUSE_CASES + 1;
  g_assert_cmpstr (letter_house_act_at (self, self->printer, &counted), ==,
                   MADO_REFUSAL_COUNT); /* one more at the post office */
  counted.count = LETTER_HOUSE_CASES;
  g_assert_null (letter_house_act_at (self, self->printer, &counted));
  letter_house_assert_state (self, self->run, MADO_LETTER_RUN_DISPATCHED);
  clerk = payment_seat_work (self->printer);
  pile = letter_house_load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpint (mado_letter_stage_find (pile->run), ==, MADO_LETTER_STAGE_SENDING);
  g_assert_cmpuint (mado_letter_count_to_send (pile), ==, LETTER_HOUSE_CASES);
  g_assert_true (mado_letter_send_all (clerk, pile, &n_sent, &refused, &error));
  g_assert_no_error (error);
  g_assert_null (refused);
  g_assert_cmpuint (n_sent, ==, LETTER_HOUSE_CASES);
  payment_seat_meet (self->printer);
  for (guint i = 0; i < LETTER_HOUSE_CASES; i++)
    letter_house_assert_state (
        self, mado_entity_get_id (((const MadoPiledSheet *) g_ptr_array_index (pile->sheets, i))->letter), "sent");
  g_clear_pointer (&pile, mado_letter_pile_free);
  pile = letter_house_load (self, clerk);
  g_assert_cmpint (mado_letter_stage_find (pile->run), ==, MADO_LETTER_STAGE_OVER);
  g_assert_cmpuint (mado_letter_count_to_send (pile), ==, 0);
}

static void
whoever_froze_it_approves_no_sample (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  const MadoPerson lead = { "l-01", (const char *const[]) { "lead", NULL } };
  const MadoPerson verifier = { "v-01", (const char *const[]) { "verifier", NULL } };

  letter_house_gather_run (self);
  g_assert_null (letter_house_act_at (self, self->printer, &letter_run_freezing));
  pile = letter_house_load (self, clerk);
  g_assert_true (mado_letter_run_is_work_of (pile->run, "p-02"));
  g_assert_false (mado_letter_run_waits_for (pile->run, clerk->programme, &clerk->person));
  g_assert_true (mado_letter_run_waits_for (pile->run, clerk->programme, &lead));
  g_assert_false (mado_letter_run_waits_for (pile->run, clerk->programme, &verifier));
  g_assert_cmpstr (letter_house_act_at (self, self->printer, &letter_house_approving), ==, MADO_REFUSAL_SAME_PERSON);
  g_assert_null (letter_house_act_at (self, self->lead, &letter_house_approving));
}

static void
what_is_spoiled_holds_the_run_until_it_is_decided (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoLetterAct spoil = { .kind = "notice.spoil", .reason = "紙づまり" };
  const MadoLetterAct reprint = { .kind = "notice.reprint", .reason = "紙づまり" };
  const MadoLetterAct withdraw = { .kind = "notice.withdraw", .reason = "取下げ" };
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;

  letter_house_print_run (self);
  g_assert_null (letter_house_act_on (self, 0, &spoil));
  g_assert_null (letter_house_act_on (self, 1, &letter_run_enclosing));
  g_assert_cmpstr (letter_house_act_at (self, self->printer, &letter_run_dispatching), ==, MADO_REFUSAL_COUNT);
  g_assert_null (letter_house_act_on (self, 0, &reprint));
  g_assert_null (letter_house_act_on (self, 0, &letter_run_enclosing));
  g_assert_cmpstr (letter_house_act_at (self, self->printer, &letter_run_dispatching), ==,
                   MADO_REFUSAL_COUNT); /* one is in no envelope */
  g_assert_null (letter_house_act_on (self, 2, &withdraw));
  g_assert_null (letter_house_act_at (self, self->printer, &letter_run_dispatching));
  pile = letter_house_load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpint (mado_letter_pile_count_good (pile), ==, 2);
  g_assert_cmpint (mado_piled_sheet_get_copy (g_ptr_array_index (pile->sheets, 0)), ==, 2);
  g_assert_cmpint (((const MadoPiledSheet *) g_ptr_array_index (pile->sheets, 2))->state, ==, MADO_PILED_VOID);
}

/* --- the middle --------------------------------------------------------------------------------------------------- */

static void
cancel_cb (gpointer cancellable, G_GNUC_UNUSED guint done, G_GNUC_UNUSED guint total)
{
  g_cancellable_cancel (cancellable);
}

/* A run of which somebody cancelled the gathering is gone on with: nobody is in it twice, and nobody is left out. */
static void
what_was_cancelled_is_gone_on_with (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  enum { MORE = 60 };
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoLetterGathering) first = NULL, second = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MORE; i++)
    letter_house_return_case (self, LETTER_HOUSE_CASES + 1 + i);
  payment_seat_meet (self->printer);
  clerk = payment_seat_work (self->printer);
  first = letter_house_gather (clerk, NULL);
  g_assert_cmpuint (first->n_joining, ==, LETTER_HOUSE_CASES + MORE);
  first->told = cancel_cb;
  first->user_data = cancellable;
  g_assert_null (letter_house_make_run (self, first, LETTER_HOUSE_RUN));
  g_assert_false (mado_letter_gathering_join (first, self->run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (first->n_written, >, 0);
  g_assert_cmpuint (first->n_written, <, LETTER_HOUSE_CASES + MORE);
  payment_seat_meet (self->printer);
  second = letter_house_gather (clerk, NULL);
  g_assert_cmpuint (second->n_joining, ==, LETTER_HOUSE_CASES + MORE - first->n_written);
  g_assert_true (mado_letter_gathering_join (second, self->run, NULL, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->printer);
  pile = letter_house_load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpuint (pile->sheets->len, ==, LETTER_HOUSE_CASES + MORE);
}

/* Before the service has answered, nobody knows which place a letter has. */
static void
figures_are_unknown_until_the_service_answers (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterGathering) gathering = letter_house_gather (clerk, NULL);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (letter_house_make_run (self, gathering, LETTER_HOUSE_RUN));
  g_assert_true (mado_letter_gathering_join (gathering, self->run, NULL, &error));
  g_assert_no_error (error);
  pile = letter_house_load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_UNKNOWN);
}

static void
a_work_list_has_no_letter_twice (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  PaymentSeat *both = payment_office_seat (self->office, "b-01", "print verifier");
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (both);
  g_autoptr (MadoLetterGathering) gathering = letter_house_gather (clerk, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (gathering->n_joining, ==, LETTER_HOUSE_CASES);
  g_clear_pointer (&gathering, mado_letter_gathering_free);
  letter_house_gather_run (self);
  payment_seat_meet (both);
  gathering = letter_house_gather (clerk, "waiting");
  g_assert_cmpuint (gathering->letters->len, ==, LETTER_HOUSE_CASES);
  g_assert_cmpuint (gathering->n_joining, ==, 0);
  g_assert_cmpstr (((const MadoGatheredLetter *) g_ptr_array_index (gathering->letters, 0))->code, ==,
                   MADO_GATHERED_IN_RUN);
  g_clear_pointer (&gathering, mado_letter_gathering_free);
  gathering = mado_letter_gathering_collect (clerk, "none", NULL, &error);
  g_assert_null (gathering);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                                                                \
  g_test_add ("/letter-desk/" name, LetterHouse, NULL, letter_house_set_up, test, letter_house_tear_down)
  ADD ("nothing-stays-unsent-unseen", nothing_stays_unsent_unseen);
  ADD ("whoever-has-answered-gets-no-letter", whoever_has_answered_gets_no_letter);
  ADD ("a-run-goes-from-the-list-to-the-post-office", a_run_goes_from_the_list_to_the_post_office);
  ADD ("whoever-froze-it-approves-no-sample", whoever_froze_it_approves_no_sample);
  ADD ("what-is-spoiled-holds-the-run-until-it-is-decided", what_is_spoiled_holds_the_run_until_it_is_decided);
  ADD ("what-was-cancelled-is-gone-on-with", what_was_cancelled_is_gone_on_with);
  ADD ("figures-are-unknown-until-the-service-answers", figures_are_unknown_until_the_service_answers);
  ADD ("a-work-list-has-no-letter-twice", a_work_list_has_no_letter_twice);

  return g_test_run ();
}
