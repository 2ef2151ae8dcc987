/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ward's decision, the payment, and the transfer that fails. */

#include "case-sample.h"

/* --- decision ---------------------------------------------------------------------------------------------------- */

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
  g_autofree char *to_batch = case_into (batch);

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

static void
test_fail (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);
  g_autofree char *to_batch = case_into (batch);

  case_decide (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_REASON, "fail", "l-01", id, "fail", ",'reason':'x'");
  case_fail (desk, id);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "failed");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/reason"), ==, "解約");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "account_again");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_twice", "l-01", id, "retransfer", to_batch);
  case_enter (desk, "k-01", id, "7654321", "self");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_twice", "l-01", id, "retransfer", to_batch);
  case_enter (desk, "k-02", id, "7654321", "self");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "passbook", "l-01", id, "retransfer", to_batch);
  case_see (desk, "v-01", id, "passbook");
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY_OPEN, NULL, "l-01", id, "retransfer", to_batch);
  case_settle_deficiency (desk, "a-01", id, "settle", 0);
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
  MadoId id = case_fail_new (desk, "logo:1", "0000000001", batch);
  g_autofree char *to_batch = case_into (batch);

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

/* A transfer that comes back after it was taken for paid: the same right, and still nobody else's. Nobody says so
 * alone: it would be paid twice. */
static void
test_fail_after_paid (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_move (desk, "l-01", id, "pay", "");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "paid", "l-01", id, "fail", ",'reason':'解約'");
  case_move (desk, "l-01", id, "fail_paid", ",'reason':'解約'");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "fail_paid", "l-02", id, "case.agree", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/reason"), ==, "解約");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "account_again");

  MadoId other = case_receive (desk, "paper:1", "0000000001");

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "failed");
  g_assert_cmpstr (desk_get_text (desk, other, "/rights/0/state"), ==, "attached");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

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

  return g_test_run ();
}
