/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever step of a case asks for a letter, the letter is in the list of what is unsent from then on, with a day by
 * which it is due, and late when that day is over. */

#include <string.h>

#include "case-sample.h"
#include "mado-letter-shelf.h"
#include "payment-house.h"

#define LONG_AFTER "2025-08-01T01:00:00.000000Z"

typedef struct {
  PaymentHouse house;
  PaymentSeat *printer;
  GHashTable *tried; /* "STEP LETTER" */
} Doors;

static void
set_up (Doors *self, gconstpointer data)
{
  payment_house_set_up (&self->house, data);
  self->printer = payment_office_seat (self->house.office, "p-02", "print");
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Doors *self, gconstpointer data)
{
  g_hash_table_unref (self->tried);
  payment_house_tear_down (&self->house, data);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static MadoLetterShelf *
look (Doors *self, const char *now)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (GError) error = NULL;
  MadoLetterShelf *shelf;

  payment_seat_meet (self->printer);
  clerk = payment_seat_work (self->printer);
  if (now != NULL)
    clerk->now = mado_instant_from_iso (now);
  shelf = mado_letter_shelf_look (clerk, &error);
  g_assert_no_error (error);

  return shelf;
}

static const MadoOwedLetter *
find (const MadoLetterShelf *shelf, MadoId about, const char *letter)
{
  for (guint i = 0; i < shelf->owed->len; i++) {
    const MadoOwedLetter *owed = g_ptr_array_index (shelf->owed, i);

    if (mado_id_compare (owed->about, about) == 0 && strcmp (owed->letter, letter) == 0)
      return owed;
  }

  return NULL;
}

static void
assert_waits (Doors *self, MadoId about, const char *step, const char *letter)
{
  g_autoptr (MadoLetterShelf) now = look (self, NULL), later = look (self, LONG_AFTER);
  const MadoOwedLetter *owed = find (now, about, letter), *late = find (later, about, letter);

  g_test_message ("%s: %s", step, letter);
  g_assert_nonnull (owed);
  g_assert_cmpint (owed->days_late, ==, 0);
  g_assert_cmpint (mado_date_compare (owed->asked, owed->due), <, 0);
  g_assert_nonnull (late);
  g_assert_cmpint (late->days_late, ==, mado_date_days_between (owed->due, (MadoDate) { 2025, 8, 1 }));
  g_assert_cmpuint (later->n_late, ==, later->owed->len);
  g_assert_cmpint (mado_letter_shelf_find_late (later, letter), >=, late->days_late);
  g_hash_table_add (self->tried, g_strdup_printf ("%s %s", step, letter));
}

/* --- the doors --------------------------------------------------------------------------------------------------- */

static void
move (Doors *self, const char *account, MadoId id, const char *step, const char *more)
{
  g_assert_null (payment_office_do (self->house.office, account, id, "case.move", "{'transition':'%s'%s}", step, more));
}

static MadoId
receive (Doors *self, guint number)
{
  const MadoId id = ward_draw_id (self->house.office->ward);
  g_autofree char *control_no = g_strdup_printf ("'9%09u'", number);
  g_autofree char *more = g_strdup_printf (",'receipt':'paper:%u','edits':" CASE_EDITS, number, control_no);

  move (self, "v-01", id, "receive", more);

  return id;
}

/* What a step at a case asks for. */
static void
open_doors_of_the_desk (Doors *self)
{
  static const struct {
    const char *account, *step, *more, *letter;
  } doors[] = {
    { "v-01", "return_deficient", ",'reason':'書類不足','due':'2025-06-16'", "deficiency" },
    { "v-01", "reissue_form", "", "form" },
    { "v-01", "confirm", "", "confirmation" },
    { "v-01", "withdraw", ",'reason':'取下げ書'", "withdrawal" },
  };
  MadoId guided = ward_draw_id (self->house.office->ward), declined;

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++) {
    const MadoId id = receive (self, i);

    move (self, doors[i].account, id, doors[i].step, doors[i].more);
    assert_waits (self, id, doors[i].step, doors[i].letter);
  }
  declined = receive (self, G_N_ELEMENTS (doors));
  g_assert_null (payment_office_do (self->house.office, "v-01", declined, "case.edit",
                                    "{'edits':[{'item':'wish','was':true,'now':false}]}"));
  move (self, "v-01", declined, "decline", "");
  assert_waits (self, declined, "decline", "withdrawal");
  move (self, "p-01", guided, "guide", "");
  assert_waits (self, guided, "guide", "guidance");
  assert_waits (self, guided, "guide", "form");
}

/* What comes of a decision of the ward, and of a transfer that failed. */
static void
open_doors_of_the_money (Doors *self)
{
  static const char *const decided[] = { "決定", "不支給", "決定" }, *const paid[] = { "振込済", NULL, "不能" };
  PaymentHouse *house = &self->house;

  payment_house_plan_and_approve (house);
  payment_house_take_over (house, "decided", decided);
  assert_waits (self, payment_house_get_case (house, 1), "refuse", "refusal");
  move (self, "p-01", payment_house_get_case (house, 0), "notify", "");
  assert_waits (self, payment_house_get_case (house, 0), "notify", "decision");
  payment_seat_meet (house->lead);
  g_bytes_unref (payment_house_send (house));
  payment_house_take_over (house, "paid", paid);
  payment_house_assert_state (house, payment_house_get_case (house, 0), "paid");
  payment_house_assert_state (house, payment_house_get_case (house, 2), "failed");
  assert_waits (self, payment_house_get_case (house, 2), "fail", "account_again");
}

/* A door that the programme gets and nobody tries here is noticed. */
static void
assert_all_tried (const Doors *self, const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    for (guint j = 0; j < transition->letters->len; j++) {
      const char *letter = g_ptr_array_index (transition->letters, j);
      g_autofree char *door = g_strdup_printf ("%s %s", transition->id, letter);

      if (!g_hash_table_contains (self->tried, door))
        g_error ("nobody has tried \"%s\"", door);
    }
  }
}

static void
every_door_leads_to_the_list (Doors *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);

  open_doors_of_the_desk (self);
  open_doors_of_the_money (self);
  assert_all_tried (self, clerk->programme);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/letter-doors/every-door-leads-to-the-list", Doors, NULL, set_up, every_door_leads_to_the_list,
              tear_down);

  return g_test_run ();
}
