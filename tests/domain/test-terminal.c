/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal makes of an operation over what its person may see: who may do what is judged as at the service; what
 * follows from what is not seen is left to it. */

#include <string.h>

#include "case-sample.h"
#include "programme-sample.h"
#include "terminals.h"

static Seat *
open_terminal (Desk *desk, const char *account, const char *const *roles)
{
  return seat_new (desk->judge, mado_memory_get_records (desk->memory), &(MadoPerson) { account, roles });
}

#define OPEN(desk, account, ...) open_terminal (desk, account, (const char *const[]) { __VA_ARGS__, NULL })

static MadoOperation *
write_there (Desk *desk, Seat *terminal, MadoId id, const char *act, const char *body)
{
  g_autoptr (MadoOperation) operation = desk_write (desk, terminal->person.account, id, act, "%s", "{}");
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (yyjson_doc) doc = yyjson_read (json, strlen (json), 0);
  yyjson_mut_doc *wanted = yyjson_doc_mut_copy (doc, NULL);
  MadoOperation *whole =
      mado_operation_new (mado_operation_get_header (operation), yyjson_mut_doc_get_root (wanted), NULL);

  yyjson_mut_doc_free (wanted);

  return whole;
}

/* What comes of it at the terminal alone: the code of the refusal, or NULL. */
static const char *
try_there (Desk *desk, Seat *terminal, MadoId id, const char *act, const char *body)
{
  g_autoptr (MadoOperation) operation = write_there (desk, terminal, id, act, body);
  const MadoContext context = { .now = desk->now, .actor = terminal->person };
  g_autoptr (MadoOutcome) outcome = seat_do (terminal, operation, &context);

  return outcome->refusal != NULL ? outcome->refusal->code : NULL;
}

/* The same, signed by whoever sits there. */
static const char *
try_signed (Desk *desk, Seat *terminal, MadoId id, const char *act, const char *body)
{
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autoptr (MadoOperation) plain = write_there (desk, terminal, id, act, body);
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);
  const MadoContext context = {
    .now = desk->now,
    .actor = terminal->person,
    .signer_key = mado_signing_key_get_public (key),
  };
  g_autoptr (MadoOutcome) outcome = seat_do (terminal, operation, &context);

  return outcome->refusal != NULL ? outcome->refusal->code : NULL;
}

static yyjson_val *
get (Seat *terminal, MadoId id, const char *pointer)
{
  /* The terminal keeps it, once it was changed there. */
  g_autoptr (MadoEntity) entity = seat_find (terminal, id);

  return yyjson_ptr_get (mado_entity_get_body (entity), pointer);
}

static gboolean
is_cut (Seat *terminal, MadoId id)
{
  g_autoptr (MadoEntity) entity = seat_find (terminal, id);

  return mado_entity_is_cut (entity);
}

static void
assert_as_said (Desk *desk, Seat *terminal, MadoId id, const char *member)
{
  g_autoptr (Seat) before = seat_new (desk->judge, terminal->whole, &terminal->person);
  g_autoptr (MadoEntity) shown = seat_find (terminal, id);
  g_autoptr (MadoEntity) said = seat_find (before, id);
  yyjson_val *ours = yyjson_obj_get (mado_entity_get_body (shown), member);
  yyjson_val *theirs = yyjson_obj_get (mado_entity_get_body (said), member);

  g_assert_true ((ours == NULL) == (theirs == NULL));
  g_assert_true (ours == NULL || yyjson_equals (ours, theirs));
}

/* What the service alone writes of a case stands as it stood. */
static void
assert_left (Desk *desk, Seat *terminal, MadoId id)
{
  static const char *const members[] = { "rights", "queues", "computed", "claims", "looks" };

  g_assert_true (is_cut (terminal, id));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    assert_as_said (desk, terminal, id, members[i]);
}

static void
no_operation_cuts (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  MadoId batch = desk_make (desk, "l-01", "batch.make", "{'packet':'planned','cut':true}");
  MadoId call = desk_make (desk, "a-01", "inquiry.log",
                           "{'category':'status','question':'?','outcome':'unknown_caller','cut':true}");

  desk_do (desk, "v-01", id, "case.edit", "{'cut':true,'edits':[{'item':'phone','was':'0300000000','cut':true}]}");
  desk_do (desk, "v-01", id, "case.move", "{'transition':'confirm','cut':true}");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "cut", "v-01", id, "case.edit", "{'edits':[{'item':'cut','now':true}]}");
  g_assert_false (desk_has (desk, id, "/cut"));
  g_assert_false (desk_has (desk, batch, "/cut"));
  g_assert_false (desk_has (desk, call, "/cut"));
}

static void
the_service_heeds_no_mark (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_put (desk, "case", "received", "{'cut':true,'since':'2025-05-01'}");
  MadoId batch = desk_put (desk, "batch", "open", "{'cut':true,'packet':'planned'}");

  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, NULL, "v-01", id, "finish_check", "");
  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", batch, "batch.freeze", "{'count':0,'sum':0}");
}

/* Who sees all of a case is told at once what is missing; once rights may have moved, only the service knows. */
static void
whoever_sees_all_is_told_at_once (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  g_autoptr (Seat) verifier = OPEN (desk, "v-01", "verifier");

  g_assert_false (is_cut (verifier, id));
  g_assert_cmpstr (try_there (desk, verifier, id, "case.see", "{'check':'identity','seen':true}"), ==, NULL);
  g_assert_false (is_cut (verifier, id));
  g_assert_cmpstr (try_there (desk, verifier, id, "case.move", "{'transition':'finish_check'}"), ==,
                   MADO_REFUSAL_REQUIRED);
  g_assert_cmpstr (try_there (desk, verifier, id, "case.edit", "{'edits':[{'item':'occupation','now':'会社員'}]}"), ==,
                   NULL);
  g_assert_cmpstr (yyjson_get_str (get (verifier, id, "/items/occupation")), ==, "会社員");
  assert_as_said (desk, verifier, id, "rights");
  assert_as_said (desk, verifier, id, "claims");
  g_assert_true (is_cut (verifier, id));
  g_assert_cmpstr (try_there (desk, verifier, id, "case.move", "{'transition':'return_deficient'}"), ==,
                   MADO_REFUSAL_REASON);
  g_assert_cmpstr (try_there (desk, verifier, id, "case.move", "{'transition':'finish_check'}"), ==, NULL);
  assert_as_said (desk, verifier, id, "rights");
}

/* The agent sees the account masked. */
static void
what_is_cut_binds_who_and_when (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_agree_account (desk, id, "1234567");

  g_autoptr (Seat) agent = OPEN (desk, "a-01", "agent");

  g_assert_true (is_cut (agent, id));
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'finish_check'}"), ==, MADO_REFUSAL_ROLE);
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'answer_deficient'}"), ==,
                   MADO_REFUSAL_STATE);
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'none'}"), ==, MADO_REFUSAL_TRANSITION);
  g_assert_cmpstr (try_there (desk, agent, id, "case.edit", "{'edits':[{'item':'phone','now':'0300000001'}]}"), ==,
                   MADO_REFUSAL_ROLE);
  g_assert_cmpstr (try_there (desk, agent, id, "case.give_up_right", "{'right':'first','reason':'重複'}"), ==,
                   MADO_REFUSAL_ROLE);
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'reissue_form'}"), ==, NULL);
  g_assert_cmpint (yyjson_get_sint (get (agent, id, "/items/reissued")), ==, 1); /* which the agent does see */
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'reissue_form'}"), ==, NULL);
  g_assert_cmpint (yyjson_get_sint (get (agent, id, "/items/reissued")), ==, 2);
  assert_left (desk, agent, id);
}

static void
what_is_not_seen_is_not_counted (void)
{
  g_autofree char *text = programme_sample_load_text ("ninpu-r7.json");
  g_autofree char *hidden = programme_sample_replace (text, "\"set_by\": \"count reissue_form\"",
                                                      "\"set_by\": \"count reissue_form\", \"see\": [\"lead\"]");
  g_autoptr (Desk) desk = case_desk_new_for (programme_sample_read (hidden));
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_agree_account (desk, id, "1234567");

  g_autoptr (Seat) agent = OPEN (desk, "a-01", "agent");

  g_assert_true (is_cut (agent, id));
  g_assert_cmpstr (try_there (desk, agent, id, "case.move", "{'transition':'reissue_form'}"), ==, NULL);
  g_assert_null (get (agent, id, "/items/reissued"));
}

/* A case on which an account is being typed is cut for all, for nobody sees what was typed. */
static MadoId
put_waiting (Desk *desk, const char *state)
{
  return desk_put (desk, "case", state,
                   "{'since':'2025-05-01','done':{'finish_check':{'at':1,'by':'vl-1'}},"
                   "'entries':{'account':{'first':{'at':1,'by':'k-01','value':" CASE_ACCOUNT "}}},"
                   "'rights':[{'right':'first','state':'held','amount':50000}]}",
                   "1234567", "self");
}

static void
what_is_cut_binds_the_same_person_and_leaves_rights (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = put_waiting (desk, "checked");
  MadoId batch = case_open_batch (desk);
  g_autofree char *plan = g_strdup_printf ("{'transition':'plan','batch':'%s'}", desk_id (batch).text);
  g_autoptr (Seat) both = OPEN (desk, "vl-1", "verifier", "lead");
  g_autoptr (Seat) lead = OPEN (desk, "l-02", "lead");

  g_assert_cmpstr (try_there (desk, both, id, "case.move", plan), ==, MADO_REFUSAL_SAME_PERSON);
  g_assert_cmpstr (try_there (desk, lead, id, "case.give_up_right", "{'right':'first','reason':'重複'}"), ==, NULL);
  g_assert_cmpstr (try_there (desk, lead, id, "case.move", plan), ==, NULL);
  assert_left (desk, lead, id);
  g_assert_cmpstr (yyjson_get_str (get (lead, id, "/batch/id")), ==, desk_id (batch).text);

  /* … nor what the batch comes to, but who has put it in */
  g_assert_true (is_cut (lead, batch));
  g_assert_null (get (lead, batch, "/count"));
  g_assert_null (get (lead, batch, "/digest"));
  g_assert_cmpstr (yyjson_get_str (get (lead, batch, "/planners/0")), ==, "l-02");
  g_assert_cmpstr (try_there (desk, lead, batch, "batch.freeze", "{'count':1,'sum':50000}"), ==, NULL);
}

/* A batch of which all is seen is counted at the terminal, too. */
static void
a_batch_is_counted_where_it_is_seen (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);

  (void) case_plan (desk, "logo:1", "0000000001", batch); /* ignored: which case it is */

  g_autoptr (Seat) lead = OPEN (desk, "l-01", "lead");

  g_assert_cmpstr (try_there (desk, lead, batch, "batch.freeze", "{'count':2,'sum':50000}"), ==, MADO_REFUSAL_COUNT);
  g_assert_cmpstr (try_there (desk, lead, batch, "batch.freeze", "{'count':1,'sum':50000}"), ==, NULL);
}

/* Whether the second entry is like the first the service knows: after it all may follow that could. */
static void
whether_two_entries_agree_is_left (void)
{
  static const char *const enter = "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1',"
                                   "'number':'1234567','holder':'ミホン ハナコ','relation':'self',"
                                   "'origin':'application','date':'2025-04-20'}}";
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = put_waiting (desk, "received");
  MadoId apart = desk_put (desk, "case", "received",
                           "{'since':'2025-05-01','entries':{'account':{'first':{'by':'k-01','value':{'bank':'1'}},"
                           "'second':{'by':'k-02','value':{'bank':'2'}}}}}");
  g_autoptr (Seat) first = OPEN (desk, "k-01", "account_1");
  g_autoptr (Seat) second = OPEN (desk, "k-02", "account_2");
  g_autoptr (Seat) third = OPEN (desk, "k-03", "account_1");
  g_autoptr (Seat) lead = OPEN (desk, "l-01", "lead");

  g_assert_cmpstr (try_there (desk, third, apart, "case.enter_account", enter), ==, MADO_REFUSAL_ACCOUNT);
  g_assert_cmpstr (try_there (desk, first, id, "case.enter_account", enter), ==, MADO_REFUSAL_SAME_PERSON);
  g_assert_cmpstr (try_there (desk, second, id, "case.retract_account", "{'item':'account'}"), ==, MADO_REFUSAL_ROLE);
  g_assert_cmpstr (try_there (desk, lead, id, "case.adjudicate_account", enter), ==, MADO_REFUSAL_ACCOUNT);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (try_there (desk, second, id, "case.enter_account", enter), ==, NULL);
  g_assert_cmpstr (try_there (desk, second, id, "case.retract_account", "{'item':'account'}"), ==, NULL);
  g_assert_cmpstr (try_there (desk, lead, id, "case.enter_account", enter), ==, MADO_REFUSAL_ROLE);
}

/* A payment that is on its way stops the typing where it is known to be, and nowhere else. */
static void
what_is_on_its_way_is_known_where_it_is_seen (void)
{
  static const char ordered[] = "'since':'2025-05-01','rights':[{'right':'first','state':'ordered','amount':50000}]";
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId whole = desk_put (desk, "case", "received", "{%s}", ordered);
  MadoId cut = desk_put (desk, "case", "received",
                         "{%s,'entries':{'account':{'first':{'by':'k-01','value':{'bank':'1'}}}}}", ordered);
  g_autoptr (Seat) verifier = OPEN (desk, "v-01", "verifier");

  g_assert_cmpstr (try_there (desk, verifier, whole, "case.see", "{'check':'identity','seen':true}"), ==,
                   MADO_REFUSAL_FIXED);
  g_assert_cmpstr (try_there (desk, verifier, cut, "case.see", "{'check':'identity','seen':true}"), ==, NULL);
}

/* The second person agrees to what only the service has whole: desk_do() holds his terminal against it. */
static void
a_second_person_agrees_to_words_that_are_cut (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));
  g_autoptr (Seat) decider = OPEN (desk, "d-01", "decider");
  g_autofree char *agree = NULL;

  desk_do (desk, "l-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  desk_do (desk, "vl-1", id, "case.move",
           "{'transition':'correct','reason':'訂正','edits':[{'item':'pregnancy_month','was':3,'now':4}]}");
  agree = g_strdup_printf ("{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_true (is_cut (decider, id));
  g_assert_cmpstr (try_there (desk, decider, id, "case.agree", agree), ==, NULL);
  g_assert_cmpint (yyjson_get_int (get (decider, id, "/items/pregnancy_month")), ==, 3);
  assert_left (desk, decider, id);
  g_assert_cmpstr (try_there (desk, decider, id, "case.agree", agree), ==, MADO_REFUSAL_ABSENT);
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpint (desk_get_number (desk, id, "/items/pregnancy_month"), ==, 4);
}

/* What is not at hand there may well be at the service. */
static void
nothing_is_absent_that_may_be_elsewhere (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  g_autoptr (Seat) admin = OPEN (desk, "s-01", "admin");
  g_autofree char *report = g_strdup_printf ("{'kind':'loss','what':'…','noticed':0,'case':'%s'}", desk_id (id).text);
  MadoId incident = desk_draw_id (desk);
  g_autoptr (MadoEntity) shown = seat_find (admin, id);

  g_assert_null (shown);
  g_assert_cmpstr (try_there (desk, admin, incident, "incident.report", report), ==, NULL);
  g_assert_cmpstr (try_there (desk, admin, id, "case.note", "{'item':'ward_comment','text':'…'}"), ==,
                   MADO_REFUSAL_ABSENT);
  g_assert_cmpstr (try_there (desk, admin, incident, "inquiry.answer", "{'text':'…'}"), ==, MADO_REFUSAL_ABSENT);
}

/* A case that is to be paid, cut as above. */
static MadoId
put_decided (Desk *desk, MadoId batch)
{
  return desk_put (desk, "case", "decided",
                   "{'since':'2025-05-01','batch':{'id':'%s'},"
                   "'entries':{'account':{'first':{'by':'k-01','value':{'bank':'1'}}}}}",
                   desk_id (batch).text);
}

static void
a_batch_may_be_elsewhere (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = desk_draw_id (desk);
  MadoId checked = put_waiting (desk, "checked");
  MadoId decided = put_decided (desk, batch);
  g_autofree char *plan = g_strdup_printf ("{'transition':'plan','batch':'%s'}", desk_id (batch).text);
  g_autoptr (Seat) lead = OPEN (desk, "l-02", "lead");

  g_assert_cmpstr (try_there (desk, lead, checked, "case.move", plan), ==, NULL);
  g_assert_cmpstr (yyjson_get_str (get (lead, checked, "/batch/id")), ==, desk_id (batch).text);
  g_assert_cmpstr (try_there (desk, lead, decided, "case.move", "{'transition':'pay'}"), ==, NULL);
}

/* … but one that is here is known to be frozen, or not approved. */
static void
a_batch_that_is_here_is_judged (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = desk_put (desk, "batch", "frozen", "{'packet':'planned'}");
  MadoId checked = put_waiting (desk, "checked");
  MadoId decided = put_decided (desk, batch);
  g_autofree char *plan = g_strdup_printf ("{'transition':'plan','batch':'%s'}", desk_id (batch).text);
  g_autoptr (Seat) lead = OPEN (desk, "l-02", "lead");

  g_assert_cmpstr (try_there (desk, lead, checked, "case.move", plan), ==, MADO_REFUSAL_STATE);
  g_assert_cmpstr (try_there (desk, lead, decided, "case.move", "{'transition':'pay'}"), ==, MADO_REFUSAL_STATE);
}

static void
a_medium_may_be_elsewhere (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_draw_id (desk);
  g_autofree char *make = g_strdup_printf ("{'kind':'password_notice','content':'…','number':'N-1','media':1,"
                                           "'records':0,'medium':'%s'}",
                                           desk_id (desk_draw_id (desk)).text);
  g_autoptr (Seat) lead = OPEN (desk, "l-01", "lead");

  g_assert_cmpstr (try_signed (desk, lead, id, "handover.make", make), ==, NULL);
  g_assert_null (get (lead, id, "/claims"));
  g_assert_cmpstr (try_signed (desk, lead, id, "handover.seal", "{'bag':'B-1','seal':'S-1'}"), ==, NULL);
  g_assert_cmpstr (try_signed (desk, lead, id, "handover.carry",
                               "{'receiver':'w-01','carrier':'見本 次郎','due_back':'2030-05-30'}"),
                   ==, NULL);
}

/* Who is in charge the register says, which no terminal can look up; that somebody has to sign is known everywhere. */
static void
a_hand_over_is_signed_there_too (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  g_autoptr (Seat) lead = OPEN (desk, "l-01", "lead");
  g_autoptr (Seat) agent = OPEN (desk, "a-01", "agent");
  static const char *const make = "{'kind':'paper','content':'…','number':'P-1','media':1,'records':1}";

  g_assert_cmpstr (try_there (desk, lead, desk_draw_id (desk), "handover.make", make), ==, MADO_REFUSAL_SIGNATURE);
  g_assert_cmpstr (try_there (desk, agent, desk_draw_id (desk), "handover.make", make), ==, MADO_REFUSAL_ROLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal/no-operation-cuts", no_operation_cuts);
  g_test_add_func ("/terminal/the-service-heeds-no-mark", the_service_heeds_no_mark);
  g_test_add_func ("/terminal/whoever-sees-all-is-told-at-once", whoever_sees_all_is_told_at_once);
  g_test_add_func ("/terminal/what-is-cut-binds-who-and-when", what_is_cut_binds_who_and_when);
  g_test_add_func ("/terminal/what-is-not-seen-is-not-counted", what_is_not_seen_is_not_counted);
  g_test_add_func ("/terminal/what-is-cut-binds-the-same-person-and-leaves-rights",
                   what_is_cut_binds_the_same_person_and_leaves_rights);
  g_test_add_func ("/terminal/a-batch-is-counted-where-it-is-seen", a_batch_is_counted_where_it_is_seen);
  g_test_add_func ("/terminal/whether-two-entries-agree-is-left", whether_two_entries_agree_is_left);
  g_test_add_func ("/terminal/what-is-on-its-way-is-known-where-it-is-seen",
                   what_is_on_its_way_is_known_where_it_is_seen);
  g_test_add_func ("/terminal/a-second-person-agrees-to-words-that-are-cut",
                   a_second_person_agrees_to_words_that_are_cut);
  g_test_add_func ("/terminal/nothing-is-absent-that-may-be-elsewhere", nothing_is_absent_that_may_be_elsewhere);
  g_test_add_func ("/terminal/a-batch-may-be-elsewhere", a_batch_may_be_elsewhere);
  g_test_add_func ("/terminal/a-batch-that-is-here-is-judged", a_batch_that_is_here_is_judged);
  g_test_add_func ("/terminal/a-medium-may-be-elsewhere", a_medium_may_be_elsewhere);
  g_test_add_func ("/terminal/a-hand-over-is-signed-there-too", a_hand_over_is_signed_there_too);

  return g_test_run ();
}
