/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ledger of hand-overs: who signs, what must match, and that a medium and its password never meet on the way. */

#include "handover-desk.h"

#define FOUND "{'media':1,'records':250,'amount':12500000,'seal':'%s'}"
#define NOTICE_FOUND "{'media':1,'records':0,'seal':'%s'}"
#define BACK "{'media':1,'carrier':'見本 三郎','bag':'%s','seal':'%s'}"

/* --- the way of a medium ----------------------------------------------------------------------------------------- */

static MadoId
receive_medium (Desk *desk, const char *number)
{
  MadoId id = handover_desk_make_medium (desk, number);

  handover_desk_seal (desk, id, "B-1", "S-1");
  handover_desk_carry (desk, id);
  desk_pass_minutes (desk, 30);
  desk_do (desk, "w-01", id, "handover.receive", FOUND, "S-1");

  return id;
}

static void
test_out_and_back (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "made");
  g_assert_cmpstr (desk_get_text (desk, id, "/claims/0"), ==, "[\"shinjuku\",\"medium\",[\"DVD-1\"]]");
  handover_desk_seal (desk, id, "B-1", "S-1");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "sealed");
  handover_desk_carry (desk, id);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "carried");
  g_assert_cmpstr (desk_get_text (desk, id, "/due_back"), ==, "2025-05-30");
  desk_do (desk, "w-01", id, "handover.receive", FOUND, "S-1");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  desk_do (desk, "w-02", id, "handover.store", "{'place':'区 金庫 3'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "stored");
  g_assert_cmpstr (desk_get_text (desk, id, "/place"), ==, "区 金庫 3");
  desk_do (desk, "w-02", id, "handover.return", BACK, "B-2", "S-2");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "returned");
  desk_do (desk, "l-02", id, "handover.close", "{'media':1}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_false (desk_has (desk, id, "/claims"));

  g_assert_cmpint (desk_get_number (desk, id, "/track"), ==, 7);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/0/side"), ==, "giving");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/side"), ==, "receiving");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/by"), ==, "w-01");
  g_assert_cmpint (desk_get_number (desk, id, "/track/3/records"), ==, 250);
  g_assert_true (desk_has (desk, id, "/track/3/person"));
}

static void
test_erased (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = receive_medium (desk, "DVD-1");

  desk_refuse (desk, MADO_REFUSAL_FORM, "witness", "w-01", id, "handover.erase", "{'media':1,'method':'裁断'}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "w-01", id, "handover.erase",
               "{'media':2,'method':'裁断','witness':'見本'}");
  desk_do (desk, "w-01", id, "handover.erase", "{'media':1,'method':'裁断','witness':'見本'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "erased");
  desk_refuse (desk, MADO_REFUSAL_STATE, "erased", "w-01", id, "handover.return", BACK, "B-2", "S-2");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "l-01", id, "handover.close", "{'media':0}");
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
}

static void
test_no_step_is_skipped (void)
{
  static const struct {
    const char *act;
    const char *actor;
    const char *body;
    const char *states; /* where it can be done */
  } steps[] = {
    { "handover.seal", "l-01", "{'bag':'B','seal':'S'}", "made" },
    { "handover.carry", "l-01", HANDOVER_CARRY, "sealed" },
    { "handover.receive", "w-01", "{'media':1,'records':1,'seal':'S'}", "carried" },
    { "handover.store", "w-01", "{'place':'金庫'}", "received stored" },
    { "handover.return", "w-01", "{'media':1,'carrier':'x','bag':'B','seal':'S'}", "received stored" },
    { "handover.erase", "w-01", "{'media':1,'method':'x','witness':'x'}", "received stored" },
    { "handover.close", "l-01", "{'media':1}", "returned erased" },
  };
  static const char *const states[] = { "made",     "sealed", "carried", "received", "stored",
                                        "returned", "erased", "closed",  NULL };
  g_autoptr (Desk) desk = handover_desk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    for (gsize j = 0; states[j] != NULL; j++) {
      g_auto (GStrv) good = g_strsplit (steps[i].states, " ", -1);
      MadoId id = desk_put (desk, "handover", states[j],
                            "{'kind':'medium','number':'D','media':1,'records':1,'seal':'S','receiver':'w-01'}");

      g_test_message ("%s from %s", steps[i].act, states[j]);
      if (g_strv_contains ((const char *const *) good, states[j]))
        desk_do (desk, steps[i].actor, id, steps[i].act, "%s", steps[i].body);
      else
        desk_refuse (desk, MADO_REFUSAL_STATE, states[j], steps[i].actor, id, steps[i].act, "%s", steps[i].body);
    }
}

static void
test_entry_needs_its_facts (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId none = MADO_ID_NONE;

  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "encryption", "l-01", none, "handover.make",
               "{'kind':'medium','content':'x','number':'D','media':1,'records':1}");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "encryption", "l-01", none, "handover.make",
               "{'kind':'program','content':'x','number':'D','media':1,'records':0}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "kind", "l-01", none, "handover.make",
               "{'kind':'usb','content':'x','number':'D','media':1,'records':1}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "media", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'D','media':0,'records':1}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "digest", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'D','media':1,'records':1,'digest':'abc'}");
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "content", "l-01", none, "handover.make",
               "{'kind':'paper','content':'個人番号-983205673214','number':'D','media':1,'records':1}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "records", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'D','media':1}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "media", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'D','media':-1,'records':1}");

  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  desk_refuse (desk, MADO_REFUSAL_FORM, "bag", "l-01", id, "handover.seal", "{'seal':'S-1'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "seal", "l-01", id, "handover.seal", "{'bag':'B-1'}");
  handover_desk_seal (desk, id, "B-1", "S-1");
  desk_refuse (desk, MADO_REFUSAL_FORM, "due_back", "l-01", id, "handover.carry", "{'receiver':'w-01','carrier':'x'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due_back", "l-01", id, "handover.carry",
               "{'receiver':'w-01','carrier':'x','due_back':'2025-04-30'}");
}

/* --- who --------------------------------------------------------------------------------------------------------- */

static void
test_only_the_register_signs (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId none = MADO_ID_NONE;

  desk_add_person (desk, "l-09", "lead");
  desk_add_person (desk, "a-01", "agent");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "a-01", none, "handover.make", HANDOVER_MEDIUM, "D");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "l-09", "l-09", none, "handover.make", HANDOVER_MEDIUM, "D");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "make", "l-01", none, "handover.make", HANDOVER_MEDIUM, "D");
  desk->signer = "l-02";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "make", "l-01", none, "handover.make", HANDOVER_MEDIUM, "D");
  desk->signer = NULL;

  /* the last day is a day in office, the next is not */
  desk_set_day (desk, "2025-06-30");
  handover_desk_make_medium (desk, "DVD-1");
  desk_set_day (desk, "2025-07-01");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "l-01", "l-01", none, "handover.make", HANDOVER_MEDIUM, "D");
  desk_set_day (desk, "2025-04-30");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "l-01", "l-01", none, "handover.make", HANDOVER_MEDIUM, "D");
}

static void
test_register_decides_on_the_day (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId person = handover_desk_add_handler (desk, "l-03", "lead");
  g_autofree char *key = desk_dup_key (desk, "adm");
  MadoId none = MADO_ID_NONE;

  desk_make (desk, "l-03", "handover.make", HANDOVER_MEDIUM, "DVD-1");
  desk_do (desk, "adm", person, "person.change", "{'role':'取扱責任者','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "l-03", "l-03", none, "handover.make", HANDOVER_MEDIUM, "DVD-2");
  desk_do (desk, "adm", person, "person.report", "{'day':'2025-05-01'}");
  desk_make (desk, "l-03", "handover.make", HANDOVER_MEDIUM, "DVD-2");

  /* the old key signs nothing more */
  desk_do (desk, "adm", person, "person.change_key", "{'key':'%s','reason':'紛失'}", key);
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "make", "l-03", none, "handover.make", HANDOVER_MEDIUM, "DVD-3");
  desk_do (desk, "adm", person, "person.end", "{'reason':'退職'}");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "l-03", "l-03", none, "handover.make", HANDOVER_MEDIUM, "DVD-3");
}

static void
test_two_persons_sign (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  handover_desk_seal (desk, id, "B-1", "S-1");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "receiver", "l-02", id, "handover.carry",
               "{'receiver':'l-01','carrier':'x','due_back':'2025-05-30'}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "receiver", "l-02", id, "handover.carry",
               "{'receiver':'l-02','carrier':'x','due_back':'2025-05-30'}");
  desk_refuse (desk, MADO_REFUSAL_HANDLER, "w-09", "l-01", id, "handover.carry",
               "{'receiver':'w-09','carrier':'x','due_back':'2025-05-30'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-01", id, "handover.carry", HANDOVER_CARRY);
  handover_desk_carry (desk, id);

  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "receive", "l-01", id, "handover.receive", FOUND, "S-1");
  desk_refuse (desk, MADO_REFUSAL_RECEIVER, NULL, "w-02", id, "handover.receive", FOUND, "S-1");
  desk_refuse (desk, MADO_REFUSAL_RECEIVER, NULL, "l-02", id, "handover.receive", FOUND, "S-1");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "receive", "w-01", id, "handover.receive", FOUND, "S-1");
  desk->signer = "l-01";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "receive", "w-01", id, "handover.receive", FOUND, "S-1");
  desk->signer = NULL;
  desk_do (desk, "w-01", id, "handover.receive", FOUND, "S-1");

  /* a lead may do both by duty, and never for one medium */
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "return", "l-01", id, "handover.return", BACK, "B-2", "S-2");
  desk_do (desk, "l-02", id, "handover.return", BACK, "B-2", "S-2");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "close", "l-02", id, "handover.close", "{'media':1}");
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
}

/* --- counts ------------------------------------------------------------------------------------------------------ */

static void
test_counts_match (void)
{
  static const char digest[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  static const char other[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b856";
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = desk_make (desk, "l-01", "handover.make",
                         "{'kind':'medium','content':'x','number':'D','media':2,'records':250,'amount':100,"
                         "'encryption':'AES-256','digest':'%s'}",
                         digest);
#define TRY "{'media':%d,'records':%d,'amount':%d,'digest':'%s','seal':'%s'}"

  handover_desk_seal (desk, id, "B-1", "S-1");
  handover_desk_carry (desk, id);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "w-01", id, "handover.receive", TRY, 1, 250, 100, digest, "S-1");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "records", "w-01", id, "handover.receive", TRY, 2, 249, 100, digest, "S-1");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "w-01", id, "handover.receive", TRY, 2, 250, 101, digest, "S-1");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "digest", "w-01", id, "handover.receive", TRY, 2, 250, 100, other, "S-1");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "seal", "w-01", id, "handover.receive", TRY, 2, 250, 100, digest, "S-2");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "w-01", id, "handover.receive",
               "{'media':2,'records':250,'digest':'%s','seal':'S-1'}", digest);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "digest", "w-01", id, "handover.receive",
               "{'media':2,'records':250,'amount':100,'seal':'S-1'}");

  g_autoptr (MadoOutcome) outcome = desk_try (desk, "w-01", id, "handover.receive", TRY, 1, 1, 1, other, "x");

  g_assert_cmpuint (outcome->refusal->subjects->len, ==, 5);
  desk_do (desk, "w-01", id, "handover.receive", TRY, 2, 250, 100, digest, "S-1");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "w-01", id, "handover.return", BACK, "B-2", "S-2");
}

static void
test_number_is_one_medium (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-02", MADO_ID_NONE, "handover.make", HANDOVER_MEDIUM, "DVD-1");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-02", MADO_ID_NONE, "handover.make", HANDOVER_MEDIUM,
               "ｄｖｄ－１");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-02", MADO_ID_NONE, "handover.make", HANDOVER_NOTICE, "DVD- 1",
               desk_id (id).text);
  handover_desk_make_medium (desk, "DVD1");

  MadoId gone = desk_put (desk, "handover", "returned", "{'kind':'medium','number':'X','media':1,'claims':['x']}");

  desk_do (desk, "l-01", gone, "handover.close", "{'media':1}");
  g_assert_false (desk_has (desk, gone, "/claims"));
}

static void
test_daily_count (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  desk_add_person (desk, "a-01", "agent");
  desk_do (desk, "l-01", id, "handover.count", "{'found':true}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-01", id, "handover.count", "{'found':true}");
  handover_desk_seal (desk, id, "B-1", "S-1");
  handover_desk_carry (desk, id);
  desk_refuse (desk, MADO_REFUSAL_STATE, "carried", "l-01", id, "handover.count", "{'found':true}");
  desk_do (desk, "w-01", id, "handover.receive", FOUND, "S-1");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "receive", "a-01", id, "handover.count", "{'found':true}");
  desk_do (desk, "w-02", id, "handover.count", "{'found':false,'text':'金庫 3 になし'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/counted/text"), ==, "金庫 3 になし");
  g_assert_cmpstr (desk_get_text (desk, id, "/counted/by"), ==, "w-02");
}

/* --- two legs ---------------------------------------------------------------------------------------------------- */

static void
test_notice_names_its_medium (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId none = MADO_ID_NONE;
  MadoId person = handover_desk_add_handler (desk, "l-03", "lead");
  MadoId medium = handover_desk_make_medium (desk, "DVD-1");
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);
  MadoId closed = desk_put (desk, "handover", "closed", "{'kind':'medium','number':'X','media':1}");

  g_assert_cmpstr (desk_get_text (desk, medium, "/notices/0"), ==, desk_id (notice).text);
  g_assert_cmpstr (desk_get_text (desk, notice, "/medium"), ==, desk_id (medium).text);
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "medium", "l-01", none, "handover.make",
               "{'kind':'password_notice','content':'x','number':'PW-2','media':1,'records':0}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "handover", "l-01", none, "handover.make", HANDOVER_NOTICE, "PW-2",
               "0195eeb1-5a00-7abc-8def-0123456789ab");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "handover", "l-01", none, "handover.make", HANDOVER_NOTICE, "PW-2",
               desk_id (person).text);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "medium", "l-01", none, "handover.make", HANDOVER_NOTICE, "PW-2",
               desk_id (notice).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "medium", "l-01", none, "handover.make", HANDOVER_NOTICE, "PW-2",
               desk_id (closed).text);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "medium", "l-01", none, "handover.make",
               "{'kind':'paper','content':'x','number':'PW-2','media':1,'records':0,'medium':'%s'}",
               desk_id (medium).text);

  /* a notice names itself */
  MadoId own = desk_draw_id (desk);

  desk_refuse (desk, MADO_REFUSAL_VALUE, "medium", "l-01", own, "handover.make", HANDOVER_NOTICE, "PW-2",
               desk_id (own).text);
}

static void
test_notice_waits_for_its_medium (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1");
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);

  handover_desk_seal (desk, notice, "B-2", "S-2");
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, desk_id (medium).text, "l-01", notice, "handover.carry",
               HANDOVER_CARRY);
  handover_desk_seal (desk, medium, "B-1", "S-1");
  desk_pass_minutes (desk, 5);
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, NULL, "l-01", notice, "handover.carry", HANDOVER_CARRY);
  handover_desk_carry (desk, medium);
  desk_pass_minutes (desk, 5);
  desk_refuse (desk, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, NULL, "l-01", notice, "handover.carry", HANDOVER_CARRY);
  desk_do (desk, "w-01", medium, "handover.receive", FOUND, "S-1");
  handover_desk_carry (desk, notice);
  desk_pass_minutes (desk, 5);
  desk_do (desk, "w-01", notice, "handover.receive", NOTICE_FOUND, "S-2");
  g_assert_cmpstr (desk_get_state (desk, notice), ==, "received");
}

static void
test_never_the_same_bag (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1");
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);

  /* from the notice's end */
  handover_desk_seal (desk, medium, "B-1", "S-1");
  desk_pass_minutes (desk, 5);
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "bag", "l-01", notice, "handover.seal", HANDOVER_BAG, "B-1", "S-2");
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "bag", "l-01", notice, "handover.seal", HANDOVER_BAG, "ｂ-１ ", "S-2");
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "seal", "l-01", notice, "handover.seal", HANDOVER_BAG, "B-2", "S-1");
  handover_desk_seal (desk, notice, "B-2", "S-2");

  /* from the medium's */
  medium = handover_desk_make_medium (desk, "DVD-2");
  notice = handover_desk_make_notice (desk, "PW-2", medium);
  handover_desk_seal (desk, notice, "B-3", "S-3");
  desk_pass_minutes (desk, 5);
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "bag", "l-01", medium, "handover.seal", HANDOVER_BAG, "B-3", "S-4");

  /* and on the way of a correction */
  handover_desk_seal (desk, medium, "B-4", "S-4");
  desk_pass_minutes (desk, 5);

  g_autofree char *step = g_strdup (desk_get_text (desk, notice, "/track/1/operation"));

  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "bag", "l-01", notice, "handover.correct",
               "{'corrects':'%s','reason':'x','bag':'B-4'}", step);
}

static void
test_never_the_same_minute (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = handover_desk_make_medium (desk, "DVD-1");
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);

  handover_desk_seal (desk, notice, "B-2", "S-2");
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "minute", "l-01", medium, "handover.seal", HANDOVER_BAG, "B-1", "S-1");
  handover_desk_seal (desk, medium, "B-1", "S-1");
  handover_desk_carry (desk, medium);
  desk_do (desk, "w-01", medium, "handover.receive", FOUND, "S-1");
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "minute", "l-01", notice, "handover.carry", HANDOVER_CARRY);
  desk->now.microseconds += 59 * G_USEC_PER_SEC; /* the clock shows another minute already */
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "minute", "l-01", notice, "handover.carry", HANDOVER_CARRY);
  desk->now.microseconds += G_USEC_PER_SEC;
  desk_do (desk, "l-01", notice, "handover.carry", HANDOVER_CARRY);
  desk_pass_minutes (desk, 5);
  desk_do (desk, "w-01", notice, "handover.receive", NOTICE_FOUND, "S-2");

  /* the way back is no other way */
  desk_pass_minutes (desk, 60);
  desk_do (desk, "w-01", medium, "handover.return", BACK, "B-5", "S-5");
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "minute", "w-01", notice, "handover.return", BACK, "B-6", "S-6");
  desk_pass_minutes (desk, 60);
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "bag", "w-01", notice, "handover.return", BACK, "B-5", "S-6");
  desk_do (desk, "w-01", notice, "handover.return", BACK, "B-6", "S-6");
}

static void
test_never_the_same_signing (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId medium = receive_medium (desk, "DVD-1");
  MadoId notice = handover_desk_make_notice (desk, "PW-1", medium);

  desk_pass_minutes (desk, 30);
  desk->group = desk_draw_id (desk);
  desk_do (desk, "l-01", notice, "handover.seal", HANDOVER_BAG, "B-2", "S-2");
  desk_pass_minutes (desk, 30);
  desk_refuse (desk, MADO_REFUSAL_SAME_OCCASION, "signature", "w-01", medium, "handover.return", BACK, "B-3", "S-3");
  desk->group = MADO_ID_NONE;
  desk_do (desk, "w-01", medium, "handover.return", BACK, "B-3", "S-3");
}

/* --- corrections ------------------------------------------------------------------------------------------------- */

static void
test_correction_is_a_new_entry (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");
  g_autofree char *step = g_strdup (desk_get_text (desk, id, "/track/0/operation"));
#define CORRECT "{'corrects':'%s','reason':'数え違い',%s}"

  desk_refuse (desk, MADO_REFUSAL_ABSENT, "corrects", "l-01", id, "handover.correct", CORRECT, desk_id (id).text,
               "'records':251");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "l-01", id, "handover.correct", "{'corrects':'%s','records':1}",
               step);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "w-01", id, "handover.correct", CORRECT, step, "'records':251");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "bag", "l-01", id, "handover.correct", CORRECT, step, "'bag':'B-9'");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "media", "l-01", id, "handover.correct", CORRECT, step, "'media':0");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "correct", "l-01", id, "handover.correct", CORRECT, step, "'records':251");
  desk->signer = NULL;
  desk_do (desk, "l-02", id, "handover.correct", CORRECT, step, "'records':251,'number':'DVD-2'");

  g_assert_cmpint (desk_get_number (desk, id, "/track/0/records"), ==, 250);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/1/corrects"), ==, step);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/1/reason"), ==, "数え違い");
  g_assert_cmpint (desk_get_number (desk, id, "/records"), ==, 251);
  g_assert_cmpstr (desk_get_text (desk, id, "/claims/0"), ==, "[\"shinjuku\",\"medium\",[\"DVD-2\"]]");
  handover_desk_make_medium (desk, "DVD-1");

  /* an entry is corrected once; then its correction is */
  g_autofree char *correction = g_strdup (desk_get_text (desk, id, "/track/1/operation"));

  desk_refuse (desk, MADO_REFUSAL_STATE, "corrects", "l-01", id, "handover.correct", CORRECT, step, "'records':252");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-01", id, "handover.correct", CORRECT, correction,
               "'number':'DVD-1'");
  desk_do (desk, "l-01", id, "handover.correct", CORRECT, correction, "'records':252");
  g_assert_cmpint (desk_get_number (desk, id, "/records"), ==, 252);
}

static void
test_agreed_counts_stay (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = receive_medium (desk, "DVD-1");
  g_autofree char *made = g_strdup (desk_get_text (desk, id, "/track/0/operation"));
  g_autofree char *sealed = g_strdup (desk_get_text (desk, id, "/track/1/operation"));
  g_autofree char *received = g_strdup (desk_get_text (desk, id, "/track/3/operation"));

  desk_refuse (desk, MADO_REFUSAL_COUNT, "records", "l-01", id, "handover.correct", CORRECT, made, "'records':251");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "media", "w-01", id, "handover.correct", CORRECT, received, "'media':2");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "seal", "l-01", id, "handover.correct", CORRECT, sealed, "'seal':'S-9'");
  desk_do (desk, "l-01", id, "handover.correct", CORRECT, made, "'content':'支給予定データ 5月'");
  g_assert_cmpstr (desk_get_text (desk, id, "/content"), ==, "支給予定データ 5月");

  /* what has become otherwise since stays so */
  desk_do (desk, "w-01", id, "handover.return", BACK, "B-7", "S-7");
  desk_do (desk, "l-01", id, "handover.correct", CORRECT, sealed, "'bag':'B-8'");
  g_assert_cmpstr (desk_get_text (desk, id, "/bag"), ==, "B-7");
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
  desk_do (desk, "l-01", id, "handover.correct", CORRECT, desk_get_text (desk, id, "/track/4/operation"),
           "'content':'支給予定データ'");
  g_assert_false (desk_has (desk, id, "/claims"));
}

/* --- photos ------------------------------------------------------------------------------------------------------ */

#define PHOTO_HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER_HASH "10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define PHOTO "{'hash':'" PHOTO_HASH "','type':'image/jpeg','name':'fuin.jpg','text':'封印 S-1'}"

/* Signed like a step, by either side, at any time; the other side may still sign what it has to. */
static void
test_photo_is_attached (void)
{
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  handover_desk_seal (desk, id, "B-1", "S-1");
  handover_desk_carry (desk, id);
  desk_pass_minutes (desk, 30);
  desk_do (desk, "w-01", id, "handover.attach", PHOTO);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "carried");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/what"), ==, "attach");
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/hash"), ==, PHOTO_HASH);
  g_assert_cmpstr (desk_get_text (desk, id, "/track/3/side"), ==, "receiving");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/hash"), ==, PHOTO_HASH);
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/text"), ==, "封印 S-1");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/by"), ==, "w-01");
  desk_do (desk, "w-01", id, "handover.receive", FOUND, "S-1");
  desk_do (desk, "w-01", id, "handover.return", BACK, "B-2", "S-2");
  desk_do (desk, "l-01", id, "handover.close", "{'media':1}");
  desk_refuse (desk, MADO_REFUSAL_EXISTS, "hash", "l-01", id, "handover.attach", PHOTO);
  desk_do (desk, "l-01", id, "handover.attach",
           "{'hash':'" OTHER_HASH "','type':'application/pdf','name':'hyo.pdf','text':'確認記録票'}");
  g_assert_cmpint (desk_get_number (desk, id, "/attachments"), ==, 2);
}

static void
test_photo_is_signed_for (void)
{
  static const struct {
    const char *code;
    const char *subject;
    const char *body;
  } odd[] = {
    { MADO_REFUSAL_FORM, "hash", "{'hash':'0011','type':'image/png','name':'1.png','text':'x'}" },
    { MADO_REFUSAL_FORM, "type", "{'hash':'" PHOTO_HASH "','type':'text/html','name':'1.html','text':'x'}" },
    { MADO_REFUSAL_FORM, "text", "{'hash':'" PHOTO_HASH "','type':'image/png','name':'1.png'}" },
    { MADO_REFUSAL_MY_NUMBER, "name",
      "{'hash':'" PHOTO_HASH "','type':'image/png','name':'マイナンバー983205673214.png','text':'x'}" },
  };
  g_autoptr (Desk) desk = handover_desk_new ();
  MadoId id = handover_desk_make_medium (desk, "DVD-1");

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    desk_refuse (desk, odd[i].code, odd[i].subject, "l-01", id, "handover.attach", "%s", odd[i].body);
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "attach", "l-01", id, "handover.attach", PHOTO);
  desk->signer = "w-01";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, "attach", "l-01", id, "handover.attach", PHOTO);
  g_assert_false (desk_has (desk, id, "/attachments"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/handover/P9/out-and-back", test_out_and_back);
  g_test_add_func ("/handover/P11/erased-with-proof", test_erased);
  g_test_add_func ("/handover/P9/no-step-is-skipped", test_no_step_is_skipped);
  g_test_add_func ("/handover/P8-P9/entry-needs-its-facts", test_entry_needs_its_facts);
  g_test_add_func ("/handover/P4/only-the-register-signs", test_only_the_register_signs);
  g_test_add_func ("/handover/P4/register-decides-on-the-day", test_register_decides_on_the_day);
  g_test_add_func ("/handover/P9/two-persons-sign", test_two_persons_sign);
  g_test_add_func ("/handover/P9/counts-match", test_counts_match);
  g_test_add_func ("/handover/J12/number-is-one-medium", test_number_is_one_medium);
  g_test_add_func ("/handover/J13/daily-count-says-what-is-missed", test_daily_count);
  g_test_add_func ("/handover/P7/notice-names-its-medium", test_notice_names_its_medium);
  g_test_add_func ("/handover/P7/notice-waits-for-its-medium", test_notice_waits_for_its_medium);
  g_test_add_func ("/handover/P7/never-the-same-bag", test_never_the_same_bag);
  g_test_add_func ("/handover/P7/never-the-same-minute", test_never_the_same_minute);
  g_test_add_func ("/handover/P7/never-the-same-signing", test_never_the_same_signing);
  g_test_add_func ("/handover/P9/correction-is-a-new-entry", test_correction_is_a_new_entry);
  g_test_add_func ("/handover/P9/agreed-counts-stay", test_agreed_counts_stay);
  g_test_add_func ("/handover/P9/photo-is-attached", test_photo_is_attached);
  g_test_add_func ("/handover/P9/photo-is-signed-for", test_photo_is_signed_for);

  return g_test_run ();
}
