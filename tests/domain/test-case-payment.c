/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the end of the check to the money: the batch, the ward's decision, the transfer, and what may go wrong. */

#include "case-sample.h"

#define CONTENT_EDIT ",'reason':'双子','edits':[{'item':'pregnancy_month','was':3,'now':4}]"

static char *
into (MadoId batch)
{
  return g_strdup_printf (",'batch':'%s'", desk_id (batch).text);
}

/* --- the check --------------------------------------------------------------------------------------------------- */

static void
test_check_blocks (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "account", "v-01", id, "finish_check", "");
  case_agree_account (desk, id, "1234567");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "interview", "v-01", id, "finish_check", "");
  case_see (desk, "v-01", id, "interview");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "identity", "v-01", id, "finish_check", "");
  case_see (desk, "v-01", id, "identity");
  case_see (desk, "v-01", id, "passbook");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "no_mynumber", "v-01", id, "finish_check", "");
  case_see (desk, "v-01", id, "no_mynumber");
  case_edit (desk, "v-01", id, "heartbeat", "true", "false");
  case_see (desk, "v-01", id, "interview");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "heartbeat", "v-01", id, "finish_check", "");
  case_edit (desk, "v-01", id, "heartbeat", "false", "true");
  case_see (desk, "v-01", id, "interview");
  case_move (desk, "v-01", id, "finish_check", "");
}

static void
test_paid_elsewhere (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_edit (desk, "v-01", id, "paid_elsewhere", "false", "true");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "not_paid", "v-01", id, "finish_check", "");
}

static void
test_seen_is_forgotten (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_edit (desk, "v-01", id, "birth_date", "'1995-05-05'", "'1995-05-06'");
  g_assert_false (desk_has (desk, id, "/seen/identity"));
  g_assert_false (desk_has (desk, id, "/seen/no_mynumber"));
  g_assert_true (desk_has (desk, id, "/seen/interview"));
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "identity", "v-01", id, "finish_check", "");
}

/* What was seen is unseen by opening the check again, not behind the back of who plans the payment. */
static void
test_seen_while_checked (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_check (desk, "logo:1", "0000000001");
  const char *unsee = "{'check':'identity','seen':false}";

  desk_refuse (desk, MADO_REFUSAL_FIXED, "identity", "v-01", id, "case.see", "%s", unsee);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "reopen_check", "v-01", id, "reopen_check", ",'reason':'x'");
  case_move (desk, "l-01", id, "reopen_check", ",'reason':'写真の顔が違う'");
  desk_do (desk, "v-01", id, "case.see", "%s", unsee);
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "identity", "v-01", id, "finish_check", "");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "identity", "a-01", id, "case.see", "%s", unsee);
  desk_refuse (desk, MADO_REFUSAL_ITEM, "nothing", "v-01", id, "case.see", "{'check':'nothing','seen':true}");
}

/* --- the batch --------------------------------------------------------------------------------------------------- */

static void
test_plan (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId own = case_receive (desk, "logo:2", "0000000002");
  MadoId gifts = desk_make (desk, "l-01", "batch.make", "{'packet':'gifts'}");
  MadoId id = case_check (desk, "logo:1", "0000000001");
  g_autofree char *to_batch = into (batch);
  g_autofree char *to_gifts = into (gifts);
  g_autofree char *to_case = into (own);

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
static Desk *
open_smallest (const char *programme)
{
  g_autofree char *path = g_build_filename ("..", "..", "tests", "data", "programmes", programme, NULL);
  Desk *desk = desk_new (path);

  desk_add_person (desk, "c-01", "clerk");

  return desk;
}

static MadoId
receive_smallest (Desk *desk, const char *wish)
{
  return desk_make (desk, "c-01", "case.move",
                    "{'transition':'receive','receipt':'paper:1','edits':[{'item':'number','now':'0000000001'},"
                    "{'item':'name','now':{'kanji':'見本 花子'}},{'item':'wish','now':%s}]}",
                    wish);
}

/* What cannot be judged yet has not passed, also where nothing that is required is missing. */
static void
test_unknown_blocks (void)
{
  g_autoptr (Desk) desk = open_smallest ("smallest.json");

  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "wishes", "c-01", receive_smallest (desk, "null"), "plan", "");
}

/* Before the first day of a rate there is nothing to pay. */
static void
test_no_amount (void)
{
  g_autoptr (Desk) desk = open_smallest ("smallest.json");

  desk_set_day (desk, "2025-03-31");
  case_refuse_move (desk, MADO_REFUSAL_RIGHT_AMOUNT, "one", "c-01", receive_smallest (desk, "'y'"), "plan", "");
}

/* Whose it is has to be known, also where a programme lets the number be missing. */
static void
test_no_key (void)
{
  g_autoptr (Desk) desk = open_smallest ("keyless.json");
  MadoId id =
      desk_make (desk, "c-01", "case.move",
                 "{'transition':'receive','receipt':'paper:1','edits':[{'item':'name','now':{'kanji':'見本 花子'}},"
                 "{'item':'wish','now':'y'}]}");

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "open");
  case_refuse_move (desk, MADO_REFUSAL_RIGHT_OPEN, NULL, "c-01", id, "plan", "");
}

/* Wherever a case may have come to: paid is paid. */
static void
test_paid_is_not_ordered (void)
{
  g_autoptr (Desk) desk = open_smallest ("smallest.json");
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
  g_autofree char *to_batch = into (batch);

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

/* --- decision and payment ---------------------------------------------------------------------------------------- */

static void
test_decide (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));
  const char *const wrong[] = { "", "l-01", "w-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    desk->signer = wrong[i];
    case_refuse_move (desk, MADO_REFUSAL_SIGNATURE, "decider", "l-01", id, "decide", "");
    case_refuse_move (desk, MADO_REFUSAL_SIGNATURE, "decider", "l-01", id, "refuse", ",'reason':'対象外'");
  }
  desk->signer = "d-01";
  desk->is_forged = TRUE;
  case_refuse_move (desk, MADO_REFUSAL_SIGNATURE, "decider", "l-01", id, "decide", "");
  desk->is_forged = FALSE;
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "decide", "v-01", id, "decide", "");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "batch", "l-01", id, "decide", "");
  case_move (desk, "l-01", id, "decide", ",'sets':{}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "decided");
}

/* The service says whose the signature ought to be; that it is by that very key is for us to see. */
static void
test_key_of_another (void)
{
  static const char *const lead[] = { "lead", NULL }, *const decider[] = { "decider", NULL };
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));
  guint8 seed[MADO_SIGNING_SEED_SIZE] = { 1 };
  g_autoptr (MadoSigningKey) key = mado_signing_key_from_seed (mado_secret_new_wiping (seed, sizeof seed), NULL);
  case_send_batch (desk, id);

  g_autoptr (MadoOperation) plain = desk_write (desk, "l-01", id, "case.move", "{'transition':'decide'}");
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);
  g_autofree char *hex = desk_dup_key (desk, "d-01");
  MadoPublicKey other;
  MadoContext context = { desk->now, { "l-01", lead }, &other, { "d-01", decider } };

  g_assert_true (mado_public_key_from_hex (hex, &other, NULL));

  g_autoptr (MadoOutcome) outcome =
      mado_apply (desk->judge, mado_memory_get_records (desk->memory), operation, &context, NULL);

  g_assert_nonnull (outcome->refusal);
  g_assert_cmpstr (outcome->refusal->code, ==, MADO_REFUSAL_SIGNATURE);
  context.signer_key = mado_signing_key_get_public (key);

  g_autoptr (MadoOutcome) good =
      mado_apply (desk->judge, mado_memory_get_records (desk->memory), operation, &context, NULL);

  g_assert_cmpint (good->kind, ==, MADO_OUTCOME_APPLIED);
}

static void
test_pay (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  case_refuse_move (desk, MADO_REFUSAL_STATE, "planned", "l-01", id, "pay", "");
  case_decide (desk, id);
  case_move (desk, "p-01", id, "notify", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "decision");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "send_gift", "l-01", id, "send_gift", "");
  case_refuse_move (desk, MADO_REFUSAL_ITEM_SET, "phone", "l-01", id, "pay", ",'sets':{'phone':'0300000001'}");
  case_refuse_move (desk, MADO_REFUSAL_VALUE, "transfer_date", "l-01", id, "pay", ",'sets':{'transfer_date':'5/10'}");
  case_refuse_move (desk, MADO_REFUSAL_ITEM, "income", "l-01", id, "pay", ",'sets':{'income':1}");
  case_move (desk, "l-01", id, "pay", ",'sets':{'transfer_date':'2025-05-10'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "paid");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/transfer_date"), ==, "2025-05-10");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/paid/by"), ==, "l-01");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "paid", "l-01", id, "pay", "");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "paid", "l-01", id, "withdraw", ",'reason':'x'");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "paid", "l-01", id, "died_planned", ",'reason':'x'");
}

/* Paid is paid: a second application under the number never becomes payable. */
static void
test_paid_is_held (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_move (desk, "l-01", id, "pay", "");

  MadoId again = case_check (desk, "paper:1", "0000000001");
  g_autofree char *to_batch = into (batch);

  g_assert_cmpstr (desk_get_text (desk, again, "/attached_to"), ==, desk_id (id).text);
  case_refuse_move (desk, MADO_REFUSAL_RIGHT_ATTACHED, NULL, "l-01", again, "plan", to_batch);
}

/* Even where a programme let a case with a payment be given up, the right stays. */
static void
test_paid_is_not_released (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId sample = case_receive (desk, "logo:1", "0000000001");
  g_autofree char *claim = g_strescape (desk_get_text (desk, sample, "/rights/0/claim"), NULL);
  MadoId id = desk_put (desk, "case", "received",
                        "{'items':{'content':'1-cash','handbook_date':'2025-04-10','control_no':'0000000001'},"
                        "'rights':[{'right':'first','row':'','state':'paid','amount':50000,'claim':'%s'}]}",
                        claim);

  case_refuse_move (desk, MADO_REFUSAL_RIGHT_STEP, NULL, "v-01", id, "withdraw", ",'reason':'x'");
}

static void
test_gift (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_edit (desk, "v-01", id, "content", "'1-cash'", "'1-gift'");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/transfer_method"), ==, "gift");
  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "gift_postal", "v-01", id, "finish_check", "");
  desk_do (desk, "v-01", id, "case.edit",
           "{'edits':[{'item':'gift_postal','now':'1600022'},{'item':'gift_address','now':'東京都新宿区見本町1-1'}]}");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", case_open_batch (desk));
  case_decide (desk, id);
  case_move (desk, "p-01", id, "notify", "");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "pay", "l-01", id, "pay", "");
  case_move (desk, "p-01", id, "mail_returned", ",'reason':'転居'");
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY_OPEN, NULL, "l-01", id, "send_gift", "");
  case_settle_deficiency (desk, "v-01", id, "settle", 0);
  case_move (desk, "l-01", id, "send_gift", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
}

static void
test_refuse (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  desk->signer = "d-01";
  case_refuse_move (desk, MADO_REFUSAL_REASON, "refuse", "l-01", id, "refuse", "");
  case_move (desk, "l-01", id, "refuse", ",'reason':'他自治体で受給'");
  desk->signer = NULL;
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "refusal");
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  g_assert_cmpstr (desk_get_text (desk, batch, "/held/0"), ==, desk_id (id).text);

  MadoId next = case_plan (desk, "paper:1", "0000000001", case_open_batch (desk));

  g_assert_cmpstr (desk_get_text (desk, next, "/rights/0/state"), ==, "ordered");
}

/* --- a failed transfer ------------------------------------------------------------------------------------------- */

static MadoId
open_failed (Desk *desk, MadoId batch)
{
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_REASON, "fail", "l-01", id, "fail", ",'reason':'x'");
  case_fail (desk, id);

  return id;
}

static void
test_fail (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = open_failed (desk, batch);
  g_autofree char *to_batch = into (batch);

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "failed");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/reason"), ==, "解約");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "account_again");
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY_OPEN, NULL, "l-01", id, "retransfer", to_batch);
  case_settle_deficiency (desk, "a-01", id, "settle", 0);
  case_refuse_move (desk, MADO_REFUSAL_ACCOUNT_SAME, NULL, "l-01", id, "retransfer", to_batch);
  case_enter (desk, "k-01", id, "7654321", "self");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_twice", "l-01", id, "retransfer", to_batch);
  case_enter (desk, "k-02", id, "7654321", "self");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "passbook", "l-01", id, "retransfer", to_batch);
  case_see (desk, "v-01", id, "passbook");
  case_order (desk, "l-01", id, "retransfer", case_open_batch (desk));
  g_assert_cmpint (desk_get_number (desk, id, "/rights"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 2);
  case_decide (desk, id);
  case_move (desk, "l-01", id, "pay", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
}

static void
test_retransfer_by_another (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = open_failed (desk, batch);
  g_autofree char *to_batch = into (batch);

  case_settle_deficiency (desk, "a-01", id, "settle", 0);
  desk_add_person (desk, "kl-1", "account_1 lead");
  case_enter (desk, "kl-1", id, "7654321", "self");
  case_enter (desk, "k-02", id, "7654312", "self");
  desk_do (desk, "l-02", id, "case.adjudicate_account", "{'item':'account','value':" CASE_ACCOUNT "}", "7654321",
           "self");
  case_see (desk, "v-01", id, "passbook");
  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "account entry", "kl-1", id, "retransfer", to_batch);
  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "account entry", "l-02", id, "retransfer", to_batch);
  case_order (desk, "l-01", id, "retransfer", case_open_batch (desk));
}

/* A transfer that comes back after it was taken for paid: the same right, and still nobody else's. */
static void
test_fail_after_paid (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_move (desk, "l-01", id, "pay", "");
  case_fail (desk, id);

  MadoId other = case_receive (desk, "paper:1", "0000000001");

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "failed");
  g_assert_cmpstr (desk_get_text (desk, other, "/rights/0/state"), ==, "attached");
}

/* --- corrections ------------------------------------------------------------------------------------------------- */

static void
test_correct (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);
  g_autofree char *answer = NULL;

  case_refuse_move (desk, MADO_REFUSAL_REASON, "correct", "v-01", id, "correct", "");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "correct", "l-01", id, "correct", CONTENT_EDIT);
  case_refuse_move (desk, MADO_REFUSAL_FIXED, "phone", "v-01", id, "correct",
                    ",'reason':'x','edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]");
  case_refuse_move (desk, MADO_REFUSAL_FIXED, "amount", "v-01", id, "correct",
                    ",'reason':'x','edits':[{'item':'amount','was':50000,'now':100000}]");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "planned");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "ordered");
  g_assert_cmpint (desk_get_number (desk, id, "/items/pregnancy_month"), ==, 3);
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  case_refuse_move (desk, MADO_REFUSAL_SECOND_PERSON, "correct", "v-02", id, "correct", CONTENT_EDIT);

  answer = g_strdup_printf ("{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "v-02", id, "case.agree", "%s", answer);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "v-01", id, "case.agree", "%s", answer);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "{'operation':'%s'}", desk_id (id).text);
  desk_do (desk, "d-01", id, "case.agree", "%s", answer);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpint (desk_get_number (desk, id, "/items/pregnancy_month"), ==, 4);
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/pregnancy_month"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/correct/by"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/correct/second"), ==, "d-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 0);
  g_assert_false (desk_has (desk, id, "/asked"));
  g_assert_false (desk_has (desk, id, "/seen/interview"));
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "%s", answer);
}

static void
test_own_agreement (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  desk_add_person (desk, "vd-1", "verifier decider");
  case_move (desk, "vd-1", id, "correct", CONTENT_EDIT);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "correct", "vd-1", id, "case.agree", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
}

/* Who may not edit cannot ask for an edit either; the second person's right to agree is no right to edit. */
static void
test_ask_for_what_one_may_not (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  desk_add_person (desk, "x-01", "verifier");
  case_move (desk, "x-01", id, "correct", CONTENT_EDIT);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "a-01", id, "case.decline", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
  desk_do (desk, "d-01", id, "case.decline", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/asked"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "planned");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  desk_do (desk, "v-01", id, "case.decline", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/asked"));
}

/* The post brings a letter back while the decider thinks it over: what was asked stays asked. */
static void
test_asked_stays (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  case_decide (desk, id);
  case_move (desk, "p-01", id, "notify", "");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  case_move (desk, "p-01", id, "mail_returned", ",'reason':'転居'");
  g_assert_true (desk_has (desk, id, "/asked"));
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_false (desk_has (desk, id, "/asked"));
}

/* But not beyond the payment. */
static void
test_asked_too_late (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));
  g_autofree char *answer = NULL;

  case_decide (desk, id);
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  answer = g_strdup_printf ("{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  case_move (desk, "l-01", id, "pay", "");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "%s", answer);
}

/* --- death ------------------------------------------------------------------------------------------------------- */

static void
test_death (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_check (desk, "logo:1", "0000000001");

  case_refuse_move (desk, MADO_REFUSAL_REASON, "died", "v-01", id, "died", "");
  case_move (desk, "v-01", id, "died", ",'reason':'戸籍で確認'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "halted");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  case_move (desk, "v-01", id, "resume", ",'reason':'相続人の請求書'");
  desk_do (desk, "l-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  case_enter (desk, "k-01", id, "7654321", "heir");
  case_enter (desk, "k-02", id, "7654321", "heir");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "mandate", "v-01", id, "finish_check", "");
  case_see (desk, "v-01", id, "mandate");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", case_open_batch (desk));
}

static void
test_death_after_planning (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "died_planned", "v-01", id, "died_planned", ",'reason':'x'");
  case_move (desk, "l-01", id, "died_planned", ",'reason':'家族から電話'");
  g_assert_cmpstr (desk_get_text (desk, batch, "/held/0"), ==, desk_id (id).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "halted", "l-01", id, "pay", "");
  case_move (desk, "l-01", id, "close_halted", ",'reason':'請求なし'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "withdrawn");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

/* Whichever way it comes back, a failed transfer is not tried again with the account that failed: it is forgotten. */
static void
test_death_after_failure (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = open_failed (desk, case_open_batch (desk));

  case_move (desk, "v-01", id, "died", ",'reason':'x'");
  case_move (desk, "v-01", id, "resume", ",'reason':'x'");
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/items/account"));
  g_assert_false (desk_has (desk, id, "/entries"));
  case_settle_deficiency (desk, "v-01", id, "settle", 0);
  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "account", "v-01", id, "finish_check", "");
  case_agree_account (desk, id, "7654321");
  case_see (desk, "v-01", id, "passbook");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", case_open_batch (desk));
}

/* --- 支援措置 ---------------------------------------------------------------------------------------------------- */

static void
test_protected (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  static const char *const whereabouts[] = { "postal_code",   "address",     "phone",       "clinic",
                                             "handbook_city", "former_city", "gift_postal", "gift_address" };

  desk_refuse (desk, MADO_REFUSAL_ROLE, "protection", "v-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "l-01", id, "case.protect", "{'on':true}");
  desk_do (desk, "l-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  for (gsize i = 0; i < G_N_ELEMENTS (whereabouts); i++)
    desk_refuse (desk, MADO_REFUSAL_PROTECTED, whereabouts[i], "v-01", id, "case.edit",
                 "{'edits':[{'item':'%s','now':null}]}", whereabouts[i]);
  case_edit (desk, "v-01", id, "occupation", "null", "'会社員'");
  case_edit (desk, "vl-1", id, "phone", "'0300000000'", "'0300000001'");
  case_refuse_move (desk, MADO_REFUSAL_PROTECTED, "return_deficient", "v-01", id, "return_deficient",
                    ",'reason':'未記入'");
  case_refuse_move (desk, MADO_REFUSAL_PROTECTED, "confirm", "p-01", id, "confirm", "");
  case_complete (desk, id);
  case_see (desk, "v-01", id, "identity");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", batch);
  case_decide (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_PROTECTED, "notify", "p-01", id, "notify", "");
  desk_do (desk, "l-01", id, "case.protect", "{'on':false,'reason':'終了'}");
  case_move (desk, "p-01", id, "notify", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/000-U1-what-is-missing-blocks-the-check", test_check_blocks);
  g_test_add_func ("/payment/000-D14-paid-elsewhere-blocks-the-check", test_paid_elsewhere);
  g_test_add_func ("/payment/000-F5-seen-is-forgotten-when-the-words-change", test_seen_is_forgotten);
  g_test_add_func ("/payment/J5-what-was-seen-does-not-change-behind-the-check", test_seen_while_checked);
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
  g_test_add_func ("/payment/000-U6-the-contractor-does-not-decide", test_decide);
  g_test_add_func ("/payment/000-U6-the-key-of-another-does-not-decide", test_key_of_another);
  g_test_add_func ("/payment/000-D27-payment-brings-its-day-and-nothing-else", test_pay);
  g_test_add_func ("/payment/J2-paid-is-held-for-good", test_paid_is_held);
  g_test_add_func ("/payment/J2-paid-is-never-released", test_paid_is_not_released);
  g_test_add_func ("/payment/000-F16-gift-instead-of-cash", test_gift);
  g_test_add_func ("/payment/000-S5-refusal-frees-the-right-for-the-next", test_refuse);
  g_test_add_func ("/payment/J4-failed-transfer-goes-the-guarded-way", test_fail);
  g_test_add_func ("/payment/J4-retransfer-by-another-than-who-typed", test_retransfer_by_another);
  g_test_add_func ("/payment/J4-failed-after-paid-keeps-the-right", test_fail_after_paid);
  g_test_add_func ("/payment/correction-needs-a-second-person", test_correct);
  g_test_add_func ("/payment/correction-is-not-agreed-to-by-who-asked", test_own_agreement);
  g_test_add_func ("/payment/correction-is-declined-or-taken-back", test_ask_for_what_one_may_not);
  g_test_add_func ("/payment/correction-stays-asked-while-the-case-stays", test_asked_stays);
  g_test_add_func ("/payment/correction-does-not-outlive-the-payment", test_asked_too_late);
  g_test_add_func ("/payment/death-before-planning-and-the-heir", test_death);
  g_test_add_func ("/payment/death-after-planning-holds-the-money", test_death_after_planning);
  g_test_add_func ("/payment/J4-death-is-no-way-around-a-new-account", test_death_after_failure);
  g_test_add_func ("/payment/protected-person-is-not-given-away", test_protected);

  return g_test_run ();
}
