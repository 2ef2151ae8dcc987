/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes back, is found, and is sent again. */

#include <string.h>

#include "letter-house.h"
#include "mado-letter-press.h"
#include "mado-refusal.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"
#include "page-picture.h"

/* --- what comes back ---------------------------------------------------------------------------------------------- */

static MadoReturnedMail *
find (const MadoDeskClerk *clerk, const char *scanned, GError **error)
{
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL);

  g_assert_nonnull (towns);

  return mado_returned_mail_find (clerk, scanned, towns, error);
}

static const MadoLetterAct back = {
  .kind = "notice.return", .day = LETTER_HOUSE_DAY, .due = { 2025, 6, 9 }, .reason = "転居"
};

static void
send_run (LetterHouse *self)
{
  letter_house_print_run (self);
  for (guint i = 0; i < LETTER_HOUSE_CASES; i++)
    g_assert_null (letter_house_act_on (self, i, &letter_run_enclosing));
  g_assert_null (letter_house_act_at (self, self->printer, &letter_run_dispatching));
  letter_run_step_send_all (self->printer, self->run);
}

static MadoReturnedMail *
take_back (LetterHouse *self, const MadoLetterAct *act, const char **out_refused)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (GError) error = NULL;
  MadoReturnedMail *mail = find (clerk, LETTER_HOUSE_RUN "/000002/1/1", &error);

  g_assert_no_error (error);
  g_assert_true (mado_returned_mail_take_back (clerk, mail, act, out_refused, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->printer);

  return mail;
}

static void
what_comes_back_is_found_by_its_mark (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoReturnedMail) mail = NULL;
  g_autoptr (GError) error = NULL;

  send_run (self);
  clerk = payment_seat_work (self->printer);
  g_assert_null (find (clerk, "R7-9/000001", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  mail = find (clerk, LETTER_HOUSE_RUN "/000002/1/1", &error);
  g_assert_no_error (error);
  g_assert_true (mado_letter_may_come_back (mail->letter));
  g_assert_true (mail->has_address);
  g_assert_false (mail->town_is_known); /* 見本町 is none */
  g_assert_true (mail->block_is_given);
}

/* Whoever works on the person's case is told, and stopped by it: at the same moment, or not at all. */
static void
what_comes_back_is_noted_in_the_case (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoLetterAct unknown = { .kind = back.kind, .day = back.day, .due = back.due, .reason = "さあ" };
  g_autoptr (MadoReturnedMail) not_taken = NULL, mail = NULL, again = NULL;
  g_autofree char *before = NULL, *by = NULL, *reason = NULL, *queues = NULL, *more = NULL;
  const char *refused = NULL;
  MadoId about;

  send_run (self);
  not_taken = take_back (self, &unknown, &refused);
  g_assert_cmpstr (refused, ==, MADO_REFUSAL_REASON);
  letter_house_assert_state (self, mado_entity_get_id (not_taken->letter), "sent");
  about = mado_entity_get_id (not_taken->about);
  before = payment_office_get (self->office, about, "/deficiencies/1");
  g_assert_null (before);
  mail = take_back (self, &back, &refused);
  g_assert_null (refused);
  g_assert_true (mail->is_noted);
  letter_house_assert_state (self, mado_entity_get_id (mail->letter), "returned");
  by = payment_office_get (self->office, about, "/deficiencies/1/by");
  reason = payment_office_get (self->office, about, "/deficiencies/1/reason");
  queues = payment_office_get (self->office, about, "/queues");
  g_assert_cmpstr (by, ==, "\"mail_returned\"");
  g_assert_cmpstr (reason, ==, "\"転居\"");
  g_assert_nonnull (strstr (queues, "\"mail\""));
  again = take_back (self, &back, &refused); /* it lies here already: the case has it once */
  g_assert_cmpstr (refused, ==, MADO_REFUSAL_STATE);
  more = payment_office_get (self->office, about, "/deficiencies/2");
  g_assert_null (more);
}

/* Under its own number with a branch, as the paper says, too; and nobody asked for it anew. */
static void
what_comes_back_is_sent_again (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoReturnedMail) mail = NULL;
  g_autoptr (MadoLetterShelf) shelf = NULL;
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoLetterGathering) gathering = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) press = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) pages = NULL;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  send_run (self);
  mail = take_back (self, &back, &refused);
  shelf = letter_house_look_at_shelf (self->printer, (MadoDate) { 2025, 6, 10 });
  g_assert_cmpuint (shelf->unsent->len, ==, 1);
  g_assert_cmpuint (shelf->n_late, ==, 1);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (shelf, "deficiency"), ==, 1);
  clerk = payment_seat_work (self->printer);
  gathering = letter_house_gather (clerk, NULL);
  g_assert_cmpuint (gathering->n_joining, ==, 1);
  g_assert_null (letter_house_make_run (self, gathering, "R7-2"));
  g_assert_true (mado_letter_gathering_join (gathering, self->run, NULL, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->printer);
  pile = letter_house_load (self, clerk);
  press = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (press, NULL, G_MAXUINT, NULL, &error));
  g_assert_true (mado_letter_press_print (press, MADO_PRESS_LETTERS, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  pdf = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  pages = page_picture_read_text (pdf);
  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  g_assert_nonnull (strstr (pages[0], "7新健健第2号の2"));
  g_assert_nonnull (strstr (pages[0], "R7-2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                                                                \
  g_test_add ("/letter-return/" name, LetterHouse, NULL, letter_house_set_up, test, letter_house_tear_down)
  ADD ("what-comes-back-is-found-by-its-mark", what_comes_back_is_found_by_its_mark);
  ADD ("what-comes-back-is-noted-in-the-case", what_comes_back_is_noted_in_the_case);
  ADD ("what-comes-back-is-sent-again", what_comes_back_is_sent_again);

  return g_test_run ();
}
