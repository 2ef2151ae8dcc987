/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a batch keeps of its cases, which files went to the bank, and which came back. */

#include "case-sample.h"
#include "projection-sample.h"

#define TRANSFER "{'pay':'%s','day':'2025-06-10','count':%d,'sum':%d,'digest':'%s'}"
#define ANSWER "{'packet':'paid','count':1,'sum':50000,'digest':'%s'}"

/* An approved batch with two decided cases. */
typedef struct {
  Desk *desk;
  MadoId batch;
  MadoId first;
  MadoId second;
} House;

static void
set_up (House *self, gconstpointer data)
{
  self->desk = case_desk_new ();
  self->batch = case_open_batch (self->desk);
  self->first = case_plan (self->desk, "logo:1", "0000000001", self->batch);
  self->second = case_plan (self->desk, "logo:2", "0000000002", self->batch);
  case_send_batch (self->desk, self->first);
}

static void
tear_down (House *self, gconstpointer data)
{
  g_clear_pointer (&self->desk, desk_free);
}

static void
what_was_told_stays_as_it_was (House *self, gconstpointer data)
{
  g_autofree char *row = g_strdup (desk_get_text (self->desk, self->first, "/batch/row"));

  g_assert_cmpstr (desk_get_text (self->desk, self->first, "/batch/items/account/number"), ==, "1234567");
  case_move (
      self->desk, "v-01", self->first, "contact",
      ",'reason':'転居','edits':[{'item':'address','was':'東京都新宿区見本町1-1','now':'東京都新宿区見本町2-2'}]");
  g_assert_cmpstr (desk_get_text (self->desk, self->first, "/items/address"), ==, "東京都新宿区見本町2-2");
  g_assert_cmpstr (desk_get_text (self->desk, self->first, "/batch/items/address"), ==, "東京都新宿区見本町1-1");
  g_assert_cmpstr (desk_get_text (self->desk, self->first, "/batch/row"), ==, row);
  g_assert_false (desk_has (self->desk, self->first, "/batch/items/occupation"));
}

static void
who_has_left_is_counted_apart (House *self, gconstpointer data)
{
  case_move (self->desk, "l-01", self->first, "died_planned", ",'reason':'死亡届'");
  g_assert_cmpint (desk_get_number (self->desk, self->batch, "/count"), ==, 2);
  g_assert_cmpint (desk_get_number (self->desk, self->batch, "/left/count"), ==, 1);
  g_assert_cmpint (desk_get_number (self->desk, self->batch, "/left/sum"), ==, 50000);
  desk_refuse (self->desk, MADO_REFUSAL_COUNT, NULL, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100000,
               "aa");
  desk_do (self->desk, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 1, 50000, "aa");
}

static void
one_file_goes_out (House *self, gconstpointer data)
{
  Desk *desk = self->desk;

  desk_refuse (desk, MADO_REFUSAL_ROLE, "plan", "d-01", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100000,
               "aa");
  desk_refuse (desk, MADO_REFUSAL_TRANSITION, "decide", "l-01", self->batch, "batch.transfer", TRANSFER, "decide", 2,
               100000, "aa");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 0, 0, "aa");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 3, 100000, "aa");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100001, "aa");
  desk_do (desk, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 1, 50000, "aa");
  desk_refuse (desk, MADO_REFUSAL_STATE, "transfer", "l-02", self->batch, "batch.transfer", TRANSFER, "pay", 1, 50000,
               "bb");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", self->batch, "batch.transfer", TRANSFER, "send_gift", 2, 100000,
               "cc");
  desk_do (desk, "l-01", self->batch, "batch.transfer", TRANSFER, "send_gift", 1, 50000, "cc");
}

static void
no_file_goes_out_before_the_approval (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);

  case_plan (desk, "logo:1", "0000000001", batch);
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "l-01", batch, "batch.transfer", TRANSFER, "pay", 1, 50000, "aa");
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "l-01", batch, "batch.answer", ANSWER, "aa");
}

static void
a_file_is_void_when_another_signs_for_it (House *self, gconstpointer data)
{
  Desk *desk = self->desk;
  const char *good = "{'digest':'aa','reason':'銀行が受け付けなかった'}";

  desk_add_person (desk, "ld-1", "lead decider");
  desk_do (desk, "ld-1", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100000, "aa");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "approve", "l-01", self->batch, "batch.void_transfer", "%s", good);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "transfer", "ld-1", self->batch, "batch.void_transfer", "%s", good);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "transfer", "d-01", self->batch, "batch.void_transfer",
               "{'digest':'bb','reason':'x'}");
  desk->signer = "d-02";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "d-01", self->batch, "batch.void_transfer", "%s", good);
  desk->signer = NULL;
  desk_do (desk, "d-01", self->batch, "batch.void_transfer", "%s", good);
  desk_do (desk, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100000, "bb");
}

/* Else it could be ordered once more before the bank has paid it. */
static void
what_is_at_the_bank_stays (House *self, gconstpointer data)
{
  Desk *desk = self->desk;

  desk_do (desk, "l-01", self->batch, "batch.transfer", TRANSFER, "pay", 2, 100000, "aa");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "transfer", "l-01", self->first, "died_planned", ",'reason':'死亡届'");
  case_decide (desk, self->first);
  case_refuse_move (desk, MADO_REFUSAL_STATE, "transfer", "l-01", self->first, "died_planned", ",'reason':'死亡届'");
  case_move (desk, "l-01", self->first, "fail", ",'reason':'解約'");
  case_move (desk, "v-01", self->first, "died", ",'reason':'死亡届'");
  case_move (desk, "l-01", self->first, "close_halted", ",'reason':'申出なし'"); /* what came back may be given up */
  g_assert_false (desk_has (desk, self->batch, "/left"));
  desk_do (desk, "d-01", self->batch, "batch.void_transfer", "{'digest':'aa','reason':'x'}");
  case_move (desk, "l-01", self->second, "died_planned", ",'reason':'死亡届'");
}

static void
a_file_that_came_back_is_taken_once (House *self, gconstpointer data)
{
  Desk *desk = self->desk;

  desk_refuse (desk, MADO_REFUSAL_ROLE, "plan", "d-01", self->batch, "batch.answer", ANSWER, "aa");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "planned", "l-01", self->batch, "batch.answer",
               "{'packet':'planned','count':1,'sum':1,'digest':'aa'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "l-01", self->batch, "batch.answer",
               "{'packet':'paid','count':1,'sum':1,'digest':'aa','settled':[{'row':1,'code':'changed'}]}");
  desk_do (desk, "l-01", self->batch, "batch.answer",
           "{'packet':'paid','count':1,'sum':1,'digest':'aa','settled':[{'row':1,'code':'changed','reason':'区へ'}]}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "answer", "l-02", self->batch, "batch.answer", ANSWER, "aa");
  desk_do (desk, "l-02", self->batch, "batch.answer", ANSWER, "bb");
  g_assert_cmpstr (desk_get_text (desk, self->batch, "/answers/0/settled/0/reason"), ==, "区へ");
}

/* J3: last year's account was right last year. */
static void
an_older_account_needs_a_reason_from_both (void)
{
  static const char bare[] = "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1','number':'1234567',"
                             "'holder':'ミホン ハナコ','relation':'self','origin':'earlier','date':'2024-04-20'}}";
  static const char good[] = "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1','number':'1234567',"
                             "'holder':'ミホン ハナコ','relation':'self','origin':'earlier','date':'2024-04-20'},"
                             "'reason':'本人の申出'}";
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_REASON, "account", "k-01", id, "case.enter_account", "%s", bare);
  desk_do (desk, "k-01", id, "case.enter_account", "%s", good);
  desk_refuse (desk, MADO_REFUSAL_REASON, "account", "k-02", id, "case.enter_account", "%s", bare);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "account", "k-01", id, "case.enter_account", "%s", good);
  desk_do (desk, "k-02", id, "case.enter_account", "%s", good);
  g_assert_cmpstr (desk_get_text (desk, id, "/entries/account/agreed/reason"), ==, "本人の申出");

  MadoId other = case_receive (desk, "logo:2", "0000000002");

  case_enter (desk, "k-01", other, "1234567", "self");
  case_enter (desk, "k-02", other, "1234568", "self");
  case_enter (desk, "k-02", other, "1234569", "self");
  desk_refuse (desk, MADO_REFUSAL_REASON, "account", "l-01", other, "case.adjudicate_account", "%s", bare);
  desk_do (desk, "l-01", other, "case.adjudicate_account", "%s", good);
}

static void
digests_are_for_those_who_answer_for_the_whole (void)
{
  static const char body[] =
      "{'transfers':[{'at':1,'by':'a','what':'transfer','pay':'pay','day':'2025-06-10','count':1,"
      "'sum':50000,'digest':'ff','void':{'at':1,'by':'d','reason':'x'}}],"
      "'answers':[{'at':1,'by':'a','packet':'paid','count':1,'sum':50000,'digest':'ff',"
      "'settled':[{'row':1,'code':'changed','reason':'x'}]}],"
      "'left':{'count':1,'sum':50000,'digest':'ff'}}";

  projection_assert ("ninpu-r7.json", "batch", "lead", body, body);
  projection_assert ("ninpu-r7.json", "batch", "verifier", body,
                     "{'transfers':[{'at':1,'by':'a','what':'transfer','pay':'pay','day':'2025-06-10','count':1,"
                     "'sum':50000,'void':{'at':1,'by':'d'}}],"
                     "'answers':[{'at':1,'by':'a','packet':'paid','count':1,'sum':50000,"
                     "'settled':[{'row':1,'code':'changed'}]}],'left':{'count':1,'sum':50000}}");
}

#define add(name, function) g_test_add ("/transfer/" name, House, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("what-was-told-of-a-case-stays-as-it-was", what_was_told_stays_as_it_was);
  add ("who-has-left-is-counted-apart", who_has_left_is_counted_apart);
  add ("J2-one-file-goes-out", one_file_goes_out);
  g_test_add_func ("/transfer/none-goes-out-before-the-approval", no_file_goes_out_before_the_approval);
  add ("is-void-when-another-signs-for-it", a_file_is_void_when_another_signs_for_it);
  add ("J2-what-is-at-the-bank-stays", what_is_at_the_bank_stays);
  add ("what-came-back-is-taken-once", a_file_that_came_back_is_taken_once);
  g_test_add_func ("/transfer/J3-an-older-account-needs-a-reason", an_older_account_needs_a_reason_from_both);
  g_test_add_func ("/transfer/digests-are-for-those-who-answer", digests_are_for_those_who_answer_for_the_whole);

  return g_test_run ();
}
