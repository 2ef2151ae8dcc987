/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a print shop gets to print a run of letters: a row for each letter that goes out, of a run that was approved. */

#include <string.h>

#include "letter-doors.h"
#include "letter-run-steps.h"
#include "mado-letter-packet.h"
#include "mado-packet-error.h"

#define N_CASES 3
#define RUN "R8-1"

/* 004: the ward's own people gather and approve, a shop prints. */
typedef struct {
  PaymentOffice *office;
  PaymentSeat *maker;
  PaymentSeat *other;
  MadoId run;
} House;

static void
set_up (House *self, G_GNUC_UNUSED gconstpointer data)
{
  guint n_letters = 0;

  self->office = payment_office_new ("kosodate-oen-r7", "2026-01-20T01:00:00.000000Z");
  payment_office_hire (self->office, "w-01", "ward");
  self->maker = payment_office_seat (self->office, "w-02", "ward");
  self->other = payment_office_seat (self->office, "w-03", "ward");
  for (guint i = 0; i < N_CASES; i++)
    letter_door_guide (self->office, "w-01", i + 1);
  payment_seat_meet (self->maker);
  self->run = letter_run_step_gather (self->maker, "guidance", &(const MadoNewRun) { .number = RUN }, &n_letters);
  g_assert_cmpuint (n_letters, ==, N_CASES);
}

static void
tear_down (House *self, G_GNUC_UNUSED gconstpointer data)
{
  payment_office_free (self->office);
}

static void
act (House *self, PaymentSeat *seat, const MadoLetterAct *wanted)
{
  letter_run_step_act (seat, self->run, wanted);
  payment_seat_meet (self->maker);
}

static void
withdraw_first (House *self)
{
  const MadoLetterAct withdrawing = { .kind = "notice.withdraw", .reason = "取下げ" };

  g_assert_null (letter_run_step_act_on (self->maker, self->run, 0, &withdrawing));
}

static void
approve (House *self)
{
  act (self, self->maker, &letter_run_freezing);
  act (self, self->other, &(const MadoLetterAct) { .kind = "run.approve", .sheet = RUN "/000001" });
}

static MadoChosenCases *
choose (House *self, const char *packet, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const MadoLetterPacketChoice choice = { packet, self->run, NULL, findings };

  return mado_letter_packet_gather (self->maker->desk, &choice, self->office->ward->now, error);
}

/* By the number that people call it by, as they type it. */
static void
a_run_is_found_by_its_number (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoLetterPacketChoice choice = { .packet = "print", .number = RUN, .findings = findings };
  g_autoptr (GError) none = NULL, error = NULL;
  g_autoptr (MadoChosenCases) chosen = NULL, missing = NULL;

  approve (self);
  chosen = mado_letter_packet_gather (self->maker->desk, &choice, self->office->ward->now, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mado_id_compare (chosen->run, self->run), ==, 0);
  choice.number = "R8-2";
  missing = mado_letter_packet_gather (self->maker->desk, &choice, self->office->ward->now, &none);
  g_assert_null (missing);
  g_assert_error (none, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT);
  g_assert_nonnull (strstr (none->message, "R8-2"));
}

static void
assert_refused (House *self, const char *packet, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) chosen = choose (self, packet, &error);

  g_assert_null (chosen);
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT);
  g_assert_nonnull (strstr (error->message, why));
}

static void
what_is_not_approved_goes_to_nobody (House *self, G_GNUC_UNUSED gconstpointer data)
{
  assert_refused (self, "print", "not approved");
  act (self, self->maker, &letter_run_freezing);
  assert_refused (self, "print", "not approved");
}

static void
each_letter_is_a_row (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) chosen = NULL;

  approve (self);
  chosen = choose (self, "print", &error);
  g_assert_no_error (error);
  g_assert_cmpint (chosen->content->rows, ==, N_CASES);
  g_assert_cmpuint (chosen->cases->len, ==, N_CASES);
  g_assert_cmpint (mado_id_compare (chosen->run, self->run), ==, 0);
  g_assert_cmpstr (chosen->packet->id, ==, "print");
}

static void
what_was_taken_out_is_no_row (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) chosen = NULL;

  approve (self);
  act (self, self->maker, &letter_run_printing);
  withdraw_first (self);
  chosen = choose (self, "print", &error);
  g_assert_no_error (error);
  g_assert_cmpint (chosen->content->rows, ==, N_CASES - 1);
}

static void
who_does_not_print_them_gets_none (House *self, G_GNUC_UNUSED gconstpointer data)
{
  approve (self);
  assert_refused (self, "targets", "does not print");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (House *self, gconstpointer data);
  } tests[] = {
    { "/letter-packet/004-S13/what-is-not-approved-goes-to-nobody", what_is_not_approved_goes_to_nobody },
    { "/letter-packet/004-S13/each-letter-is-a-row", each_letter_is_a_row },
    { "/letter-packet/004-S13/what-was-taken-out-is-no-row", what_was_taken_out_is_no_row },
    { "/letter-packet/004-S13/a-run-is-found-by-its-number", a_run_is_found_by_its_number },
    { "/letter-packet/004-O7/who-does-not-print-them-gets-none", who_does_not_print_them_gets_none },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, House, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
