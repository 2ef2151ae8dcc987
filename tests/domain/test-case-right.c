/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for a right to a payment whatever the programme says: here cases are in states that no programme of ours
 * lets them come to. */

#include "desk.h"

#define ROW_1 "0195eeb1-5a00-7abc-8def-0123456789a1"
#define ROW_2 "0195eeb1-5a00-7abc-8def-0123456789a2"
#define CHILD                                                                                                          \
  "{'items':{'child_birth':'2015-05-05','child_name':{'kanji':'見本 児'},'child_resident_no':'%s'},'row':'%s'}"
#define CHILD_CLAIM(number) "[\\'shinjuku/kosodate-oen\\',\\'child\\',[\\'" number "\\']]"
#define CLAIM "'[\\'shinjuku/ninpu\\',\\'delivery\\',[\\'0000012345\\']]'"
#define ACCOUNT                                                                                                        \
  "{'bank':'0001','branch':'001','date':'2025-04-10','holder':'ミホン ハナコ','kind':'1','number':'1234567',"          \
  "'origin':'application','relation':'self'}"

static Desk *
open_desk (const char *programme)
{
  Desk *desk = desk_new (programme);

  desk_set_day (desk, "2025-12-02");
  desk_add_person (desk, "v-01", "verifier");
  desk_add_person (desk, "a-01", "account_1");
  desk_add_person (desk, "w-01", "ward");

  return desk;
}

/* A case of 000 that may still be edited, with its second payment in the state @state. */
static MadoId
put_case (Desk *desk, const char *state)
{
  return desk_put (desk, "case", "received",
                   "{'claims':[" CLAIM "],'items':{'content':'2-cash','control_no':'0000012345',"
                   "'delivery_date':'2025-11-02','fetuses':2,'handbook_date':'2025-04-10','received_on':'2025-12-01'},"
                   "'rights':[{'amount':100000,'claim':" CLAIM ",'right':'second','state':'%s'}],'since':'2025-12-01'}",
                   state);
}

static void
test_payment_stays_as_it_was_ordered (void)
{
  static const char *const states[] = { "ordered", "paid", "failed" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (Desk) desk = open_desk ("ninpu-r7.json");
    MadoId id = put_case (desk, states[i]);

    desk_do (desk, "v-01", id, "case.edit", "{'edits':[{'item':'occupation','now':'農業'}]}");
    g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, states[i]);
    desk_refuse (desk, MADO_REFUSAL_RIGHT_FIXED, "second", "v-01", id, "case.edit",
                 "{'edits':[{'item':'fetuses','now':3,'was':2}]}");
    desk_refuse (desk, MADO_REFUSAL_RIGHT_FIXED, "second", "v-01", id, "case.edit",
                 "{'edits':[{'item':'control_no','now':'0000054321','was':'0000012345'}]}");
    desk_refuse (desk, MADO_REFUSAL_RIGHT_FIXED, "second", "v-01", id, "case.edit",
                 "{'edits':[{'item':'content','now':'1-cash','was':'2-cash'}]}");
  }
}

static void
test_account_stays_under_a_payment (void)
{
  static const char *const states[] = { "ordered", "paid" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (Desk) desk = open_desk ("ninpu-r7.json");
    MadoId id = put_case (desk, states[i]);

    desk_refuse (desk, MADO_REFUSAL_RIGHT_FIXED, "account", "a-01", id, "case.enter_account",
                 "{'item':'account','value':" ACCOUNT "}");
  }
}

static void
test_what_was_paid_is_not_given_up (void)
{
  g_autoptr (Desk) desk = open_desk ("ninpu-r7.json");
  MadoId paid = put_case (desk, "paid");

  desk_refuse (desk, MADO_REFUSAL_RIGHT_STEP, NULL, "v-01", paid, "case.move",
               "{'transition':'withdraw','reason':'本人の申出'}");
}

#define PAYEE                                                                                                          \
  "'account':" ACCOUNT ",'address':'東京都新宿区見本町1-1','birth_date':'1985-05-05','name':{'kanji':'見本 太郎'},"    \
  "'resident_no':'1001','target_group':'1'"
#define PAID_CHILD "{'amount':20000,'claim':'%s','right':'child','row':'" ROW_1 "','state':'paid'}"
#define NEXT_CHILD "{'amount':20000,'claim':'%s','right':'child','row':'" ROW_2 "','state':'claimed'}"

/* A second child comes when the first has been paid: the money of the first does not go out once more. */
static void
test_what_was_paid_is_not_ordered_again (void)
{
  g_autoptr (Desk) desk = open_desk ("kosodate-oen-r7.json");
  MadoId id = desk_put (desk, "case", "guided",
                        "{'items':{" PAYEE "},'lists':{'children':[" CHILD "," CHILD "]},"
                        "'rights':[" PAID_CHILD "," NEXT_CHILD "],'since':'2026-01-20'}",
                        "11", ROW_1, "12", ROW_2, CHILD_CLAIM ("11"), CHILD_CLAIM ("12"));

  desk_set_day (desk, "2026-02-20");
  desk_add_person (desk, "d-01", "decider");

  MadoId batch = desk_make (desk, "w-01", "batch.make", "{'packet':'payment'}");

  desk_do (desk, "d-01", id, "case.move", "{'transition':'pay_unasked','batch':'%s'}", desk_id (batch).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/1/state"), ==, "ordered");
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 20000);
}

/* Each operation on the twin meets the first anew. */
static void
test_twin_is_listed_once (void)
{
  g_autoptr (Desk) desk = open_desk ("ninpu-r7.json");
  MadoId first = put_case (desk, "claimed");
  MadoId twin = desk_put (desk, "case", "received",
                          "{'items':{'content':'2-cash','control_no':'0000012345','delivery_date':'2025-11-02',"
                          "'fetuses':2,'handbook_date':'2025-04-10'},'rights':[{'right':'second','state':'open'}]}");

  desk_do (desk, "v-01", twin, "case.edit", "{'edits':[{'item':'occupation','now':'農業'}]}");
  desk_do (desk, "v-01", twin, "case.edit", "{'edits':[{'item':'occupation','now':'漁業','was':'農業'}]}");
  g_assert_cmpstr (desk_get_text (desk, twin, "/rights/0/state"), ==, "attached");
  g_assert_cmpstr (desk_get_text (desk, twin, "/attached_to"), ==, desk_id (first).text);
  g_assert_cmpint (desk_get_number (desk, first, "/attached"), ==, 1);
  g_assert_cmpstr (desk_get_text (desk, first, "/attached/0"), ==, desk_id (twin).text);
}

static void
test_rights_of_one_case_share_no_claim (void)
{
  g_autoptr (Desk) desk = open_desk ("kosodate-oen-r7.json");
  MadoId id = desk_put (desk, "case", "extracted",
                        "{'done':{'extract':{'at':0,'by':'w-01'}},'items':{'target_group':'1'},"
                        "'lists':{'children':[" CHILD "," CHILD "]}}",
                        "11", ROW_1, "11", ROW_2);

  desk_do (desk, "w-01", id, "case.edit", "{'edits':[{'item':'cert_no','now':'1'}]}");
  g_assert_cmpint (desk_get_number (desk, id, "/rights"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 1);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/1/state"), ==, "held");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-right/payment-stays-as-it-was-ordered", test_payment_stays_as_it_was_ordered);
  g_test_add_func ("/case-right/account-stays-under-a-payment", test_account_stays_under_a_payment);
  g_test_add_func ("/case-right/what-was-paid-is-not-given-up", test_what_was_paid_is_not_given_up);
  g_test_add_func ("/case-right/J2-what-was-paid-is-not-ordered-again", test_what_was_paid_is_not_ordered_again);
  g_test_add_func ("/case-right/twin-is-listed-once", test_twin_is_listed_once);
  g_test_add_func ("/case-right/rights-of-one-case-share-no-claim", test_rights_of_one_case_share_no_claim);

  return g_test_run ();
}
