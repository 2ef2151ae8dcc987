/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check of an application: what blocks it, what is seen on the paper, and whom nothing may tell about. */

#include "case-sample.h"

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
  g_test_add_func ("/payment/protected-person-is-not-given-away", test_protected);

  return g_test_run ();
}
