/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the end of the check into a batch, and the batch to its approval. */

#include "case-sample.h"
#include "handover-desk.h"
#include "mado-test-table.h"
#include "programme-sample.h"

#define NUMBER "'0000000001'"

static void
test_plan (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId own = case_receive (desk, "logo:2", "0000000002");
  MadoId gifts = desk_make (desk, "l-01", "batch.make", "{'packet':'gifts'}");
  MadoId id = case_check (desk, "logo:1", "0000000001");
  g_autofree char *to_batch = case_into (batch);
  g_autofree char *to_gifts = case_into (gifts);
  g_autofree char *to_case = case_into (own);

  case_refuse_move (desk, MADO_REFUSAL_ROLE, "plan", "v-02", id, "plan", to_batch);
  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "batch", "l-01", id, "plan", "");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "batch", "l-01", id, "plan", to_gifts);
  case_refuse_move (desk, MADO_REFUSAL_ABSENT, "batch", "l-01", id, "plan", to_case);
  case_complete (desk, own);
  case_move (desk, "vl-1", own, "finish_check", "");
  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "finish_check", "vl-1", own, "plan", to_batch);
  case_order (desk, "vl-1", id, "plan", batch);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/ordered/by"), ==, "vl-1");
  g_assert_cmpstr (desk_get_text (desk, id, "/batch/id"), ==, desk_id (batch).text);
  case_refuse_move (desk, MADO_REFUSAL_STATE, "planned", "l-01", id, "plan", to_batch);
}

/* Whoever agreed to a step has had a hand in it. */
static void
test_second_person_does_not_check (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_put (desk, "case", "checked", "{'done':{'finish_check':{'at':1,'by':'v-01','second':'l-01'}}}");

  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "finish_check", "l-01", id, "plan", "");
}

/* The smallest programme, in which an item may be missing that a check asks for. */
static char *
load_smallest (void)
{
  return mado_test_load_file ("programmes/smallest.json", NULL);
}

static Desk *
open_text (const char *programme)
{
  Desk *desk = desk_new_for (programme_sample_read (programme));

  desk_add_person (desk, "c-01", "clerk");

  return desk;
}

static Desk *
open_smallest (void)
{
  g_autofree char *text = load_smallest ();

  return open_text (text);
}

static MadoId
receive_smallest (Desk *desk, const char *number, const char *wish)
{
  return desk_make (desk, "c-01", "case.move",
                    "{'transition':'receive','receipt':'paper:%s','edits':[{'item':'number','now':%s},"
                    "{'item':'name','now':{'kanji':'見本 花子'}},{'item':'wish','now':%s}]}",
                    desk_id (desk_draw_id (desk)).text, number, wish);
}

/* What cannot be judged yet has not passed, also where nothing that is required is missing. */
static void
test_unknown_blocks (void)
{
  g_autoptr (Desk) desk = open_smallest ();

  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "wishes", "c-01", receive_smallest (desk, NUMBER, "null"), "plan", "");
}

/* Before the first day of a rate there is nothing to pay. */
static void
test_no_amount (void)
{
  g_autoptr (Desk) desk = open_smallest ();

  desk_set_day (desk, "2025-03-31");
  case_refuse_move (desk, MADO_REFUSAL_RIGHT_AMOUNT, "one", "c-01", receive_smallest (desk, NUMBER, "'y'"), "plan", "");
}

/* Whose it is has to be known, also where a programme lets the number be missing, or takes a part of it that is empty:
 * whoever has none would be the same person as whoever else has none. */
static void
test_no_key (void)
{
  static const struct {
    const char *old, *new, *number;
  } rows[] = {
    { "\"10 digits\", \"required\": \"always\"", "\"10 digits\"", "null" },
    { "\"key\": [\"number\"]", "\"key\": [\"substr(number, 11)\"]", NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *smallest = load_smallest ();
    g_autofree char *text = programme_sample_replace (smallest, rows[i].old, rows[i].new);
    g_autoptr (Desk) desk = open_text (text);

    g_test_message ("%s", rows[i].new);
    for (guint n = 0; n < 2; n++) {
      MadoId id = receive_smallest (desk, rows[i].number, "'y'");

      g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "open");
      case_refuse_move (desk, MADO_REFUSAL_RIGHT_OPEN, NULL, "c-01", id, "plan", "");
    }
  }
}

/* Wherever a case may have come to: paid is paid. */
static void
test_paid_is_not_ordered (void)
{
  g_autoptr (Desk) desk = open_smallest ();
  MadoId id = desk_put (desk, "case", "received",
                        "{'items':{'number':'0000000001','name':{'kanji':'見本 花子'},'wish':'y'},"
                        "'rights':[{'right':'one','row':'','state':'paid','amount':10000,'claim':'x'}]}");

  case_refuse_move (desk, MADO_REFUSAL_RIGHT_STEP, NULL, "c-01", id, "plan", "");
}

static void
test_batch_counts (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId first = case_plan (desk, "logo:1", "0000000001", batch);
  g_autofree char *digest = g_strdup (desk_get_text (desk, batch, "/digest"));

  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 50000);

  MadoId second = case_plan (desk, "logo:2", "0000000002", batch);

  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 100000);
  g_assert_cmpstr (desk_get_text (desk, batch, "/digest"), !=, digest);
  case_move (desk, "l-01", second, "died_planned", ",'reason':'死亡届'");
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 50000);
  g_assert_cmpstr (desk_get_text (desk, batch, "/digest"), ==, digest);
  g_assert_false (desk_has (desk, batch, "/held"));
  g_assert_true (desk_has (desk, first, "/batch"));
  g_assert_false (desk_has (desk, second, "/batch"));
  g_assert_false (desk_has (desk, second, "/held"));
}

static void
test_freeze (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  const char *good = "{'count':1,'sum':50000}";

  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", batch, "batch.freeze", "{'count':0,'sum':0}");

  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);
  MadoId late = case_check (desk, "logo:2", "0000000002");
  g_autofree char *to_batch = case_into (batch);

  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", batch, "batch.freeze", "{'count':2,'sum':50000}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", batch, "batch.freeze", "{'count':1,'sum':50001}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "plan", "d-01", batch, "batch.freeze", "%s", good);
  desk_do (desk, "l-01", batch, "batch.freeze", "%s", good);
  desk_refuse (desk, MADO_REFUSAL_STATE, "frozen", "l-01", batch, "batch.freeze", "%s", good);
  case_refuse_move (desk, MADO_REFUSAL_STATE, "batch", "l-01", late, "plan", to_batch);
  desk_do (desk, "l-02", batch, "batch.reopen", "{'reason':'1件追加'}");
  case_order (desk, "l-01", late, "plan", batch);
  desk_do (desk, "l-02", batch, "batch.freeze", "{'count':2,'sum':100000}");
  case_move (desk, "l-01", id, "died_planned", ",'reason':'死亡届'");
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 2);
  g_assert_cmpstr (desk_get_text (desk, batch, "/held/0"), ==, desk_id (id).text);
  g_assert_false (desk_has (desk, id, "/batch"));
  g_assert_cmpstr (desk_get_text (desk, id, "/held/id"), ==, desk_id (batch).text);
  g_assert_cmpint (desk_get_number (desk, id, "/held/amount"), ==, 50000);
  g_assert_cmpstr (desk_get_text (desk, id, "/held/items/control_no"), ==, "0000000001");
  desk_refuse (desk, MADO_REFUSAL_STATE, "held", "l-01", batch, "batch.reopen", "{'reason':'x'}");
}

static void
test_approve (void)
{
  g_autoptr (Desk) desk = case_desk_new ();

  desk_add_person (desk, "ld-1", "lead decider");

  MadoId batch = desk_make (desk, "ld-1", "batch.make", "{'packet':'planned'}");

  case_plan (desk, "logo:1", "0000000001", batch);
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "d-01", batch, "batch.approve", "{}");
  desk_do (desk, "l-02", batch, "batch.freeze", "{'count':1,'sum':50000}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "approve", "l-02", batch, "batch.approve", "{}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "batch", "ld-1", batch, "batch.approve", "{}");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "d-01", batch, "batch.approve", "{}");
  desk->signer = "d-02";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "d-01", batch, "batch.approve", "{}");
  desk->signer = NULL;
  desk->is_forged = TRUE;
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "d-01", batch, "batch.approve", "{}");
  desk->is_forged = FALSE;
  desk_do (desk, "d-01", batch, "batch.approve", "{}");
  g_assert_cmpstr (desk_get_text (desk, batch, "/approved/by"), ==, "d-01");
  desk_refuse (desk, MADO_REFUSAL_STATE, "approved", "l-01", batch, "batch.reopen", "{'reason':'x'}");
}

/* Neither made it nor put a payment into it, but said that it is whole. */
static void
test_who_froze_does_not_approve (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);

  desk_add_person (desk, "ld-1", "lead decider");
  case_plan (desk, "logo:1", "0000000001", batch);
  desk_do (desk, "ld-1", batch, "batch.freeze", "{'count':1,'sum':50000}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "batch", "ld-1", batch, "batch.approve", "{}");
  desk_do (desk, "d-01", batch, "batch.approve", "{}");
}

static void
test_planners_do_not_approve (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_check (desk, "logo:1", "0000000001");

  desk_add_person (desk, "ld-1", "lead decider");
  case_order (desk, "ld-1", id, "plan", batch);
  desk_do (desk, "l-01", batch, "batch.freeze", "{'count':1,'sum':50000}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "batch", "ld-1", batch, "batch.approve", "{}");
  desk_do (desk, "d-01", batch, "batch.approve", "{}");
}

#define LEAVE                                                                                                          \
  "{'kind':'medium','content':'支給予定データ','number':'P-2026-0001','media':1,'records':1,'amount':50000,"           \
  "'packet':'planned','encryption':'AES-256'%s}"

static Desk *
open_with_two_signatures (void)
{
  g_autofree char *whole = programme_sample_load_text ("ninpu-r7.json");
  g_autofree char *text = programme_sample_replace (whole, "{\"label\": \"支給予定データ\",",
                                                    "{\"label\": \"支給予定データ\", \"signatures\": 2,");

  Desk *desk = case_desk_new_for (programme_sample_read (text));

  desk_add_person (desk, "adm", "admin");

  return desk;
}

static void
refuse_to_leave (Desk *desk, const char *code, const char *named)
{
  desk_refuse (desk, code, "batch", "l-01", MADO_ID_NONE, "handover.make", LEAVE, named);
}

/* A programme may want several: each is another person, none of them has worked on it, and before the last of them it
 * does not leave. */
static void
test_several_sign (void)
{
  g_autoptr (Desk) desk = open_with_two_signatures ();
  MadoId batch = case_open_batch (desk);
  g_autofree char *named = g_strdup_printf (",'batch':'%s'", desk_id (batch).text);

  handover_desk_add_handler (desk, "l-01", "lead");
  case_plan (desk, "logo:1", "0000000001", batch);
  desk_do (desk, "l-01", batch, "batch.freeze", "{'count':1,'sum':50000}");
  refuse_to_leave (desk, MADO_REFUSAL_STATE, named);
  refuse_to_leave (desk, MADO_REFUSAL_REQUIRED, "");
  desk_do (desk, "d-01", batch, "batch.approve", "{}");
  g_assert_cmpstr (desk_get_text (desk, batch, "/signatures/0/by"), ==, "d-01");
  g_assert_false (desk_has (desk, batch, "/approved"));
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "signatures", "d-01", batch, "batch.approve", "{}");
  refuse_to_leave (desk, MADO_REFUSAL_STATE, named);
  desk_do (desk, "l-01", batch, "batch.reopen", "{'reason':'x'}"); /* what was signed is not what will be */
  desk_do (desk, "l-01", batch, "batch.freeze", "{'count':1,'sum':50000}");
  desk_do (desk, "d-01", batch, "batch.approve", "{}");
  desk_do (desk, "d-02", batch, "batch.approve", "{}");
  g_assert_cmpstr (desk_get_text (desk, batch, "/approved/by"), ==, "d-02");
  desk_make (desk, "l-01", "handover.make", LEAVE, named);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/000-F8-planned-payment-joins-an-open-batch", test_plan);
  g_test_add_func ("/payment/000-U6-second-person-does-not-check", test_second_person_does_not_check);
  g_test_add_func ("/payment/000-U1-what-cannot-be-judged-blocks", test_unknown_blocks);
  g_test_add_func ("/payment/nothing-is-not-ordered", test_no_amount);
  g_test_add_func ("/payment/nobody-s-right-is-not-ordered", test_no_key);
  g_test_add_func ("/payment/J2-paid-is-not-ordered-again", test_paid_is_not_ordered);
  g_test_add_func ("/payment/000-F8-batch-counts-and-forgets", test_batch_counts);
  g_test_add_func ("/payment/J2-frozen-batch-keeps-its-figures", test_freeze);
  g_test_add_func ("/payment/000-U6-batch-is-approved-by-another-with-signature", test_approve);
  g_test_add_func ("/payment/000-U6-who-planned-does-not-approve", test_planners_do_not_approve);
  g_test_add_func ("/payment/000-U6-who-froze-does-not-approve", test_who_froze_does_not_approve);
  g_test_add_func ("/payment/several-people-sign-before-it-leaves", test_several_sign);

  return g_test_run ();
}
