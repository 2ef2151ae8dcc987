/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 000 by its office and the house of its money; 003, where the ward examines and decides; 004, where the ward's own
 * people do all of it. */

#include "letter-doors.h"

#include <string.h>

#include "allowance-sample.h"
#include "case-sample.h"
#include "payment-steps.h"

static void
move (LetterDoors *self, const char *account, MadoId id, const char *step, const char *more)
{
  g_assert_cmpstr (payment_office_do (self->office, account, id, "case.move", "{'transition':'%s'%s}", step, more), ==,
                   NULL);
}

/* By whoever sits there, who signs it. */
static void
decide (LetterDoors *self, MadoId id, const char *step, const char *more)
{
  g_autofree char *text = g_strdup_printf ("{'transition':'%s'%s}", step, more);
  g_autoptr (MadoEntity) about = ward_find (self->office->ward, id);
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  yyjson_doc *read = yyjson_read (g_strdelimit (text, "'", '"'), strlen (text), 0);
  yyjson_mut_doc *body = yyjson_doc_mut_copy (read, NULL);
  const MadoDeskWish wish = { "case.move", id, mado_entity_get_version (about), yyjson_mut_doc_get_root (body), TRUE };

  payment_seat_meet (self->decider);
  clerk = payment_seat_work (self->decider);
  outcome = mado_desk_clerk_save_one (clerk, &wish, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->refusal != NULL ? outcome->refusal->code : NULL, ==, NULL);
  payment_seat_meet (self->decider);
  yyjson_mut_doc_free (body);
  yyjson_doc_free (read);
}

static void
tell (LetterDoors *self, MadoId about, const char *step, const char *letter)
{
  self->opened (self->user_data, about, step, letter);
}

/* What one person asks for, somebody of the ward agrees with. */
static void
agree (LetterDoors *self, MadoId id)
{
  g_autofree char *asked = payment_office_get (self->office, id, "/asked/operation");

  g_assert_nonnull (asked);
  g_strdelimit (asked, "\"", '\'');
  g_assert_cmpstr (payment_office_do (self->office, "d-09", id, "case.agree", "{'operation':%s}", asked), ==, NULL);
}

/* The bank gives the money back after it was paid. */
static void
give_back (LetterDoors *self, MadoId paid)
{
  move (self, "l-09", paid, "fail_paid", ",'reason':'解約'");
  agree (self, paid);
  tell (self, paid, "fail_paid", "account_again");
}

/* --- 000 ---------------------------------------------------------------------------------------------------------- */

static MadoId
receive_ninpu (LetterDoors *self, guint number)
{
  const MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *control_no = g_strdup_printf ("'9%09u'", number);
  g_autofree char *more = g_strdup_printf (",'receipt':'paper:%u','edits':" CASE_EDITS, number, control_no);

  move (self, "v-01", id, "receive", more);

  return id;
}

/* Of whom the office knows only where to write to. */
static void
open_guidance_of_ninpu (LetterDoors *self)
{
  const MadoId id = ward_draw_id (self->office->ward);

  move (self, "p-01", id, "guide", "");
  g_assert_cmpstr (payment_office_do (self->office, "v-01", id, "case.edit",
                                      "{'edits':[{'item':'postal_code','now':'1600022'},"
                                      "{'item':'address','now':'東京都新宿区見本町1-1'},"
                                      "{'item':'name','now':{'kanji':'見本 桜'}},"
                                      "{'item':'control_no','now':'0000000777'}]}"),
                   ==, NULL);
  tell (self, id, "guide", "guidance");
  tell (self, id, "guide", "form");
}

static void
open_desk_of_ninpu (LetterDoors *self)
{
  static const struct {
    const char *step, *more, *letter;
  } doors[] = {
    { "return_deficient", ",'reason':'書類不足','due':'2025-06-16'", "deficiency" },
    { "reissue_form", "", "form" },
    { "confirm", "", "confirmation" },
    { "withdraw", ",'reason':'取下げ書'", "withdrawal" },
  };
  MadoId declined;

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++) {
    const MadoId id = receive_ninpu (self, i);

    move (self, "v-01", id, doors[i].step, doors[i].more);
    tell (self, id, doors[i].step, doors[i].letter);
  }
  declined = receive_ninpu (self, G_N_ELEMENTS (doors));
  g_assert_null (payment_office_do (self->office, "v-01", declined, "case.edit",
                                    "{'edits':[{'item':'wish','was':true,'now':false}]}"));
  move (self, "v-01", declined, "decline", "");
  tell (self, declined, "decline", "withdrawal");
  open_guidance_of_ninpu (self);
}

/* What comes of a decision of the ward, and of a transfer that failed. */
static void
open_money_of_ninpu (LetterDoors *self)
{
  static const char *const decided[] = { "決定", "不支給", "決定" }, *const paid[] = { "振込済", NULL, "不能" };
  PaymentHouse *house = &self->house;

  payment_house_plan_and_approve (house);
  payment_house_take_over (house, "decided", decided);
  tell (self, payment_house_get_case (house, 1), "refuse", "refusal");
  move (self, "p-01", payment_house_get_case (house, 0), "notify", "");
  tell (self, payment_house_get_case (house, 0), "notify", "decision");
  payment_seat_meet (house->lead);
  g_bytes_unref (payment_house_send (house));
  payment_house_take_over (house, "paid", paid);
  payment_house_assert_state (house, payment_house_get_case (house, 0), "paid");
  payment_house_assert_state (house, payment_house_get_case (house, 2), "failed");
  tell (self, payment_house_get_case (house, 2), "fail", "account_again");
  give_back (self, payment_house_get_case (house, 0));
}

static void
set_up_ninpu (LetterDoors *self)
{
  payment_house_set_up (&self->house, NULL);
  self->office = self->house.office;
  self->maker = payment_office_seat (self->office, "p-02", "print");
  self->approver = self->house.lead;
  self->clerk = "p-01";
}

static void
open_ninpu (LetterDoors *self)
{
  open_desk_of_ninpu (self);
  open_money_of_ninpu (self);
}

/* --- 003 ---------------------------------------------------------------------------------------------------------- */

static MadoId
receive_sitter (LetterDoors *self, guint number)
{
  const MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *more = g_strdup_printf (
      ",'receipt':'paper:%u','edits':["
      "{'item':'name','now':{'kanji':'見本 太郎%u'}},{'item':'address','now':'東京都新宿区見本町1-%u'},"
      "{'item':'birth_date','now':'198%u-05-05'},{'item':'phone','now':'030000000%u'},"
      "{'item':'child_birth','now':'2020-06-0%u'},{'item':'used_on','now':'2025-04-20'},"
      "{'item':'minutes_day','now':120},{'item':'minutes_night','now':0},{'item':'paid_day','now':6000},"
      "{'item':'paid_night','now':0},{'item':'hours_used','now':0},{'item':'multiple_birth','now':false},"
      "{'item':'receipt_no','now':'%u'}]",
      number, number, number, number, number, number, number);

  move (self, "c-01", id, "receive", more);

  return id;
}

static MadoId
examine_sitter (LetterDoors *self, guint number, MadoId batch)
{
  static const char *const checks[] = { "receipt", "identity", "no_mynumber" };
  const MadoId id = receive_sitter (self, number);
  g_autofree char *account = g_strdup_printf ("%07u", 1000000 + number), *more = NULL;
  char text[MADO_ID_TEXT_SIZE];

  g_assert_null (payment_office_type_account (self->office, "k-01", id, account));
  g_assert_null (payment_office_type_account (self->office, "k-02", id, account));
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_assert_null (payment_office_do (self->office, "c-01", id, "case.see", "{'check':'%s','seen':true}", checks[i]));
  move (self, "c-01", id, "prescreen", "");
  mado_id_to_text (batch, text);
  more = g_strdup_printf (",'batch':'%s'", text);
  move (self, "l-09", id, "submit", more);
  move (self, "e-01", id, "examine", "");

  return id;
}

static void
set_up_sitter (LetterDoors *self)
{
  self->office = payment_office_new (self->programme, "2025-06-02T01:00:00.000000Z");
  payment_office_hire (self->office, "c-01", "screener");
  payment_office_hire (self->office, "e-01", "examiner");
  self->maker = payment_office_seat (self->office, "p-02", "print");
  self->approver = payment_office_seat (self->office, "l-01", "lead");
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->clerk = "p-01";
}

static void
open_sitter (LetterDoors *self)
{
  const MadoId batch = ward_draw_id (self->office->ward), deficient = receive_sitter (self, 1);
  MadoId refused, decided, paid;

  move (self, "c-01", deficient, "return_deficient", ",'reason':'書類不足','due':'2025-06-16'");
  tell (self, deficient, "return_deficient", "deficiency");
  g_assert_null (payment_office_do (self->office, "l-09", batch, "batch.make", "{'packet':'prescreened'}"));
  refused = examine_sitter (self, 2, batch);
  decided = examine_sitter (self, 3, batch);
  paid = examine_sitter (self, 4, batch);
  g_assert_true (payment_step_freeze (self->approver, batch));
  payment_step_approve (self->decider, batch);
  decide (self, refused, "refuse", ",'reason':'対象となる利用ではないため'");
  tell (self, refused, "refuse", "refusal");
  decide (self, decided, "decide", ",'sets':{'decided_on':'2025-06-02'}");
  move (self, "p-01", decided, "notify", "");
  tell (self, decided, "notify", "decision");
  move (self, "l-09", decided, "fail", ",'reason':'解約'");
  tell (self, decided, "fail", "account_again");
  decide (self, paid, "decide", ",'sets':{'decided_on':'2025-06-02'}");
  move (self, "l-09", paid, "pay", "");
  give_back (self, paid);
}

/* --- 004 ---------------------------------------------------------------------------------------------------------- */

/* @group: for which the benefit is; of the third people have to apply. */
static MadoId
enter_allowance (PaymentOffice *office, const char *account, const char *step, const char *group, guint number)
{
  MadoId id = ward_draw_id (office->ward);
  char row[MADO_ID_TEXT_SIZE];

  mado_id_to_text (ward_draw_id (office->ward), row);
  g_assert_null (payment_office_do (office, account, id, "case.move", ALLOWANCE_CASE,
                                    ALLOWANCE_CASE_VALUES (step, group, number, row)));

  return id;
}

/**
 * letter_door_guide:
 * @office: the office of 004
 * @account: of the ward, who was hired
 * @number: of the case
 *
 * Returns: a case whose guidance is to be sent
 */
MadoId
letter_door_guide (PaymentOffice *office, const char *account, guint number)
{
  const MadoId id = enter_allowance (office, account, "extract", "1", number);

  g_assert_null (payment_office_do (office, account, id, "case.move", "{'transition':'guide'}"));

  return id;
}

static void
set_up_allowance (LetterDoors *self)
{
  self->office = payment_office_new (self->programme, "2026-01-20T01:00:00.000000Z");
  payment_office_hire (self->office, "w-01", "ward");
  self->maker = payment_office_seat (self->office, "w-02", "ward");
  self->approver = payment_office_seat (self->office, "w-03", "ward");
  self->clerk = "w-01";
}

static void
open_allowance (LetterDoors *self)
{
  const MadoId guided = letter_door_guide (self->office, "w-01", 1);
  const MadoId invited = enter_allowance (self->office, "w-01", "extract", "4", 2);
  const MadoId rejected = enter_allowance (self->office, "w-01", "apply", "4", 3);

  tell (self, guided, "guide", "guidance");
  tell (self, guided, "guide", "refusal_form");
  move (self, "w-01", invited, "invite", "");
  tell (self, invited, "invite", "guidance");
  tell (self, invited, "invite", "application_form");
  move (self, "w-01", rejected, "reject", ",'reason':'基準日に区に住んでいないため'");
  agree (self, rejected);
  tell (self, rejected, "reject", "not_eligible");
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static const struct {
  const char *programme;
  void (*set_up) (LetterDoors *self);
  void (*open) (LetterDoors *self);
} programmes[] = {
  { "ninpu-r7", set_up_ninpu, open_ninpu },
  { "babysitter-r7", set_up_sitter, open_sitter },
  { "kosodate-oen-r7", set_up_allowance, open_allowance },
};

/**
 * letter_doors_set_up:
 * @self: doors
 * @programme: the id of one that is delivered
 */
void
letter_doors_set_up (LetterDoors *self, const char *programme)
{
  self->programme = programme;
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    if (strcmp (programmes[i].programme, programme) == 0)
      programmes[i].set_up (self);
  if (self->office == NULL)
    g_error ("nobody knows the doors of \"%s\"", programme);
}

/**
 * letter_doors_tear_down:
 * @self: doors
 */
void
letter_doors_tear_down (LetterDoors *self)
{
  if (self->house.office != NULL)
    payment_house_tear_down (&self->house, NULL);
  else
    payment_office_free (self->office);
}

/**
 * letter_doors_open:
 * @self: doors
 * @opened: is told of each letter that was asked for, at that moment
 * @user_data: for @opened
 *
 * Does every step that asks for a letter.
 */
void
letter_doors_open (LetterDoors *self, LetterDoorOpened opened, gpointer user_data)
{
  self->opened = opened;
  self->user_data = user_data;
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    if (strcmp (programmes[i].programme, self->programme) == 0)
      programmes[i].open (self);
}
