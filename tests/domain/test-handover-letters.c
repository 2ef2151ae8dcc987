/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Letters that a print shop makes of a medium: nine steps, none of which can be skipped; and what is held is not
 * erased. */

#include "handover-desk.h"

#define ORDER "{'kind':'letters','content':'案内文','number':'%s','media':250,'records':250,'printed_from':'%s'%s}"
#define FOUND "{'media':1,'records':250,'amount':12500000,'seal':'S-1'}"
#define BACK "{'media':1,'carrier':'見本 三郎','bag':'B-2','seal':'S-2'}"
#define DONE "{'media':250%s}"
#define DELIVERY "{'media':%d,'carrier':'見本 三郎','bag':'B-5','seal':'S-5'%s}"
#define INSPECTION "{'media':250,'sample':%d,'defects':%d,'accepted':%s%s}"
#define POSTING "{'media':%d,'office':'新宿郵便局','day':'%s'%s}"
#define PAPER ",'paper':'N-7'"

static MadoId
order (Desk *desk, MadoId medium)
{
  return desk_make (desk, "l-01", "handover.make", ORDER, "L-1", desk_id (medium).text, "");
}

static void
hand_out (Desk *desk, MadoId medium)
{
  handover_desk_seal (desk, medium, "B-1", "S-1");
  handover_desk_carry (desk, medium);
  desk_pass_minutes (desk, 30);
  desk_do (desk, "w-01", medium, "handover.receive", FOUND);
}

static void
bring_back (Desk *desk, MadoId medium)
{
  desk_do (desk, "w-01", medium, "handover.return", BACK);
  desk_do (desk, "l-01", medium, "handover.close", "{'media':1}");
}

/* Letters in their envelopes, with the medium back. */
static MadoId
reach_delivery (Desk *desk)
{
  MadoId medium = handover_desk_make_medium (desk, "DVD-1"), id = order (desk, medium);

  hand_out (desk, medium);
  desk_do (desk, "w-01", id, "handover.print", DONE, "");
  desk_do (desk, "w-02", id, "handover.enclose", DONE, "");
  bring_back (desk, medium);
  desk_do (desk, "w-01", id, "handover.deliver", DELIVERY, 250, "");

  return id;
}

static void
test_nine_steps (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1"), id = order (desk, medium);

  g_assert_cmpstr (desk_get_state (desk, id), ==, "ordered");
  g_assert_cmpstr (desk_get_text (desk, medium, "/letters"), ==, desk_id (id).text);
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, "print", "w-01", id, "handover.print", DONE, "");
  hand_out (desk, medium);
  desk_do (desk, "w-01", id, "handover.print", DONE, "");
  desk_do (desk, "w-01", id, "handover.enclose", DONE, "");

  /* the shop has the data still, and then says that it has not, and nobody has seen that */
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_OUT, "deliver", "w-01", id, "handover.deliver", DELIVERY, 250, "");
  desk_do (desk, "w-01", medium, "handover.return", BACK);
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_OUT, "deliver", "w-01", id, "handover.deliver", DELIVERY, 250, "");
  desk_do (desk, "l-01", medium, "handover.close", "{'media':1}");
  desk_do (desk, "w-01", id, "handover.deliver", DELIVERY, 250, "");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "delivered");
  desk_do (desk, "l-02", id, "handover.inspect", INSPECTION, 20, 0, "true", "");
  desk_do (desk, "l-01", id, "handover.hand_back", DELIVERY, 250, "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "w-01", id, "handover.post", POSTING, 250, "2025-04-30", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "w-01", id, "handover.post", POSTING, 250, "2099-01-01", "");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "w-01", id, "handover.post", POSTING, 249, "2025-05-01", "");
  desk_do (desk, "w-01", id, "handover.post", POSTING, 250, "2025-05-01", "");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_false (desk_has (desk, id, "/claims"));
  g_assert_cmpint (desk_get_number (desk, id, "/track"), ==, 7);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/6/office"), ==, "新宿郵便局");
}

static void
test_no_step_is_skipped (void)
{
  static const struct {
    const char *act, *actor, *body, *state;
  } steps[] = {
    { "handover.print", "w-01", "{'media':1}", "ordered" },
    { "handover.enclose", "w-01", "{'media':1}", "printed" },
    { "handover.deliver", "w-01", "{'media':1,'carrier':'x','bag':'B','seal':'S'}", "enclosed" },
    { "handover.inspect", "l-01", "{'media':1,'sample':1,'defects':0,'accepted':true}", "delivered" },
    { "handover.hand_back", "l-01", "{'media':1,'carrier':'x','bag':'B','seal':'S'}", "inspected" },
    { "handover.post", "w-01", "{'media':1,'office':'x','day':'2025-05-01'}", "handed_back" },
  };
  static const char *const states[] = { "made",      "sealed",      "carried",  "received", "stored",
                                        "returned",  "erased",      "closed",   "ordered",  "printed",
                                        "delivered", "handed_back", "enclosed", "inspected" };
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = desk_put (desk, "handover", "closed", "{'kind':'medium','media':1,'records':1}");

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (states); j++) {
      MadoId id =
          desk_put (desk, "handover", states[j],
                    "{'kind':'letters','number':'L','media':1,'records':1,'printed_from':'%s'}", desk_id (medium).text);

      g_test_message ("%s from %s", steps[i].act, states[j]);
      if (g_str_equal (steps[i].state, states[j]))
        desk_do (desk, steps[i].actor, id, steps[i].act, "%s", steps[i].body);
      else
        desk_refuse (desk, MADO_REFUSAL_STATE, states[j], steps[i].actor, id, steps[i].act, "%s", steps[i].body);
    }
}

static void
test_order_is_of_a_medium (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1"), none = MADO_ID_NONE;
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);
  MadoId run = desk_put (desk, "run", "frozen", "{'count':249}"),
         whole = desk_put (desk, "run", "frozen", "{'count':250}");
  g_autofree char *of_run = g_strdup_printf (",'run':'%s'", desk_id (run).text);
  g_autofree char *of_whole = g_strdup_printf (",'run':'%s'", desk_id (whole).text);

  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "printed_from", "l-01", none, "handover.make",
               "{'kind':'letters','content':'x','number':'L','media':250,'records':250}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "printed_from", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'L','media':1,'records':1,'printed_from':'%s'}",
               desk_id (medium).text);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "printed_from", "l-01", none, "handover.make", ORDER, "L",
               desk_id (notice).text, "");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "records", "l-01", none, "handover.make",
               "{'kind':'letters','content':'x','number':'L','media':3,'records':3,'printed_from':'%s'}",
               desk_id (medium).text);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "l-01", none, "handover.make",
               "{'kind':'letters','content':'x','number':'L','media':3,'records':250,'printed_from':'%s'}",
               desk_id (medium).text);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "run", "l-01", none, "handover.make", ORDER, "L", desk_id (medium).text,
               of_run);
  desk_make (desk, "l-01", "handover.make", ORDER, "L-1", desk_id (medium).text, of_whole);

  /* what is on a medium is printed once */
  desk_refuse (desk, MADO_REFUSAL_STATE, "printed_from", "l-01", none, "handover.make", ORDER, "L-2",
               desk_id (medium).text, "");
}

/* A shop without the program: whoever ordered names its paper, and nobody stands for both sides. */
static void
test_shop_without_the_program (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1"), id = order (desk, medium);

  hand_out (desk, medium);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-01", id, "handover.print", DONE, PAPER);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "print", "l-01", id, "handover.print", DONE, "");
  desk_do (desk, "l-01", id, "handover.print", DONE, PAPER);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/1/side"), ==, "giving");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/1/paper"), ==, "N-7");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "enclose", "w-01", id, "handover.enclose", DONE, "");
}

static void
test_inspection (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = reach_delivery (desk);

  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-02", id, "handover.inspect", INSPECTION, 20, 0, "true", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "sample", "l-01", id, "handover.inspect", INSPECTION, 0, 0, "true", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "sample", "l-01", id, "handover.inspect", INSPECTION, 251, 0, "true", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "defects", "l-01", id, "handover.inspect", INSPECTION, 20, 21, "true", "");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "reason", "l-01", id, "handover.inspect", INSPECTION, 20, 1, "true", "");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "reason", "l-01", id, "handover.inspect", INSPECTION, 20, 0, "false", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "withdrawn", "l-01", id, "handover.inspect", INSPECTION, 20, 0, "false",
               ",'withdrawn':1,'reason':'x'");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "withdrawn", "l-01", id, "handover.inspect", INSPECTION, 20, 0, "true",
               ",'withdrawn':250,'reason':'x'");

  /* what is not accepted comes again, and is looked at again */
  desk_do (desk, "l-01", id, "handover.inspect", INSPECTION, 20, 3, "false", ",'reason':'宛名のずれ'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "enclosed");
  desk_do (desk, "w-01", id, "handover.deliver", DELIVERY, 250, "");
  desk_do (desk, "l-01", id, "handover.inspect", INSPECTION, 20, 1, "true",
           ",'withdrawn':2,'reason':'辞退 2 通を引抜き'");
  g_assert_cmpint (desk_get_number (desk, id, "/media"), ==, 248);
  g_assert_cmpint (desk_get_number (desk, id, "/records"), ==, 250);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "l-01", id, "handover.hand_back", DELIVERY, 250, "");
  desk_do (desk, "l-01", id, "handover.hand_back", DELIVERY, 248, "");
  desk_do (desk, "w-01", id, "handover.post", POSTING, 248, "2025-05-01", "");
}

/* --- held -------------------------------------------------------------------------------------------------------- */

#define ERASURE "{'media':1,'method':'裁断','witness':'見本'}"

static void
test_what_is_held_is_not_erased (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  hand_out (desk, id);
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "l-02", id, "handover.hold", "{}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "hold", "l-02", id, "handover.release", "{'reason':'x'}");
  desk_do (desk, "l-02", id, "handover.hold", "{'reason':'監査'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/hold/by"), ==, "l-02");
  g_assert_cmpstr (desk_get_text (desk, id, "/hold/reason"), ==, "監査");
  desk_refuse (desk, MADO_REFUSAL_HELD, "l-02", "w-01", id, "handover.hold", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_HELD, "l-02", "w-01", id, "handover.erase", ERASURE);
  desk_do (desk, "l-01", id, "handover.release", "{'reason':'監査が終わった'}");
  g_assert_false (desk_has (desk, id, "/hold"));
  desk_do (desk, "w-01", id, "handover.hold", "{'reason':'区の調査'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/6/side"), ==, "receiving");
  desk_do (desk, "w-01", id, "handover.release", "{'reason':'x'}");
  desk_do (desk, "w-01", id, "handover.erase", ERASURE);
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "l-01", id, "handover.hold", "{'reason':'x'}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/004-S13-S20/nine-steps", test_nine_steps);
  g_test_add_func ("/letters/004-S13-S20/no-step-is-skipped", test_no_step_is_skipped);
  g_test_add_func ("/letters/004-S13/order-is-of-a-medium", test_order_is_of_a_medium);
  g_test_add_func ("/letters/004-S14/shop-without-the-program", test_shop_without_the_program);
  g_test_add_func ("/letters/004-S18/inspection", test_inspection);
  g_test_add_func ("/handover/O3/what-is-held-is-not-erased", test_what_is_held_is_not_erased);

  return g_test_run ();
}
