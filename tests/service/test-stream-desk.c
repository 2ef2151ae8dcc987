/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What streams of one ward share, what is erased, whose signature counts; and a disk that fails at any moment. */

#include <string.h>

#include "case-sample.h"
#include "mado-blob-shelf.h"
#include "terminal-sample.h"

#define NAME "shinjuku/ninpu-r7"
#define PHONE "{'edits':[{'item':'phone','was':'0300000000','now':'%s'}]}"
#define CALL                                                                                                           \
  "{'case':'%s','caller_name':'見本 花子','category':'status','question':'いつですか','answer':'来月です',"            \
  "'outcome':'answered'}"
#define PERSON                                                                                                         \
  "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'2025-04-01','to':'2026-03-31',"  \
  "'key':'%s'}"

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  Terminal *lead;
  MadoId id;
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->lead = terminal_new (self->ward, self->stream, "l-01", "lead");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_free (self->lead);
  terminal_free (self->verifier);
  ward_free (self->ward);
}

static void
assert_log (Office *self, gint64 after, const char *lines)
{
  g_autofree char *log = ward_describe_log (self->ward, NAME, after);

  g_assert_cmpstr (log, ==, lines);
}

static void
assert_value (Office *self, MadoId id, const char *pointer, const char *expected)
{
  g_autofree char *value = ward_dup_value (self->ward, id, pointer);

  g_assert_cmpstr (value, ==, expected);
}

static MadoId
find_holder (Office *self, const char *claim)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  MadoId holder = MADO_ID_NONE;

  g_assert_true (self->ward->backend->type->find_holder (self->ward->backend, claim, &holder, NULL));

  return holder;
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

#define CLAIM "[\"shinjuku/ninpu\",\"pregnancy\",[\"0000000001\"]]"

/* Paid last year is not paid again this year: the case waits until a person has looked. */
static void
test_right_held_in_another_year (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoStream *other = ward_open_stream (self->ward, "ninpu-r6");
  g_autoptr (Terminal) verifier = terminal_new (self->ward, other, "v-09", "verifier");
  MadoId id = terminal_receive_case (verifier, "form:1", "0000000001");

  terminal_push_all (verifier);
  assert_value (self, id, "/rights/0/state", "\"held\"");
  assert_value (self, id, "/attached_to", NULL);
  assert_value (self, self->id, "/attached", NULL);
  g_assert_cmpint (mado_id_compare (find_holder (self, CLAIM), self->id), ==, 0);

  /* released there, it is free here */
  terminal_do (self->lead, self->id, "case.move", "{'transition':'withdraw','reason':'取下げ'}");
  terminal_push_all (self->lead);
  g_assert_false (mado_id_is_valid (find_holder (self, CLAIM)));
  terminal_do (verifier, id, "case.edit", "{'edits':[{'item':'occupation','now':'会社員'}]}");
  terminal_push_all (verifier);
  assert_value (self, id, "/rights/0/state", "\"claimed\"");
  g_assert_cmpint (mado_id_compare (find_holder (self, CLAIM), id), ==, 0);
}

static void
test_twin_of_the_same_stream (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoId id = terminal_receive_case (self->verifier, "form:2", "0000000001");
  g_autoptr (MadoStoredEntry) entry = NULL;

  terminal_push_all (self->verifier);
  assert_value (self, id, "/rights/0/state", "\"attached\"");
  entry = ward_find_entry (self->ward, NAME, 3);
  g_assert_cmpuint (entry->touched->len, ==, 2);
}

/* --- erasure ----------------------------------------------------------------------------------------------------- */

static MadoId
log_call (Office *self, Terminal *agent)
{
  MadoId id = ward_draw_id (self->ward);

  terminal_do (agent, id, "inquiry.log", CALL, desk_id (self->id).text);
  terminal_push_all (agent);

  return id;
}

static void
assert_payload_gone (Office *self, gint64 seq)
{
  static const guint8 zeros[MADO_CHAIN_SALT_SIZE] = { 0 };
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, NAME, seq);

  g_assert_null (entry->payload);
  g_assert_cmpmem (entry->salt, sizeof entry->salt, zeros, sizeof zeros);
}

static void
test_erased (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) agent = terminal_new (self->ward, self->stream, "a-01", "agent");
  g_autoptr (Terminal) nobody = terminal_new (self->ward, self->stream, "x-01", "cleaner");
  MadoId inquiry = log_call (self, agent);
  g_autoptr (MadoEntity) gone = NULL;

  terminal_load (agent);
  terminal_load (nobody);
  terminal_load (self->verifier);
  ward_erase (self->ward, self->stream, self->id);
  gone = ward_find (self->ward, self->id);
  g_assert_null (gone);
  g_assert_false (mado_id_is_valid (find_holder (self, CLAIM)));
  assert_payload_gone (self, 2);
  assert_log (self, 3, "service.erase applied; ");

  /* whoever has it erases it; what was about it is about somebody who counts as protected */
  terminal_follow (agent);
  g_assert_cmpint (terminal_get_row (agent, self->id)->gone, ==, MADO_GONE_ERASED);
  g_assert_null (yyjson_obj_get (mado_entity_get_body (terminal_get_row (agent, inquiry)->entity), "caller_name"));
  terminal_follow (nobody);
  g_assert_cmpint (terminal_get_row (nobody, self->id)->gone, ==, MADO_GONE_ERASED);
  terminal_load (agent);
  g_assert_cmpint (terminal_get_row (agent, self->id)->gone, ==, MADO_GONE_ERASED);

  /* the chain goes through what is erased */
  self->verifier->cursor = (MadoLogPlace) { 0 };
  terminal_follow (self->verifier);

  /* twice is once */
  ward_erase (self->ward, self->stream, self->id);
  assert_log (self, 3, "service.erase applied; ");
}

static void
test_erased_never_comes_back (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  ward_erase (self->ward, self->stream, self->id);
  terminal_do (self->verifier, self->id, "case.move",
               "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}", "'0000000001'");
  terminal_do (self->verifier, self->id, "case.dance", "{'name':'見本 花子'}");
  terminal_push_all (self->verifier);
  assert_log (self, 3, "case.edit refused E_ERASED; case.move refused E_ERASED;  refused E_ERASED; ");
  for (gint64 seq = 4; seq <= 6; seq++)
    assert_payload_gone (self, seq);
  self->verifier->device = ward_draw_id (self->ward);

  g_autoptr (MadoPushReply) again = terminal_push (self->verifier, 1, 4);

  g_assert_cmpuint (again->known->len, ==, 4);
  assert_log (self, 6, "");
}

/* Something that only a refused operation ever named. */
static void
test_erased_before_it_was_there (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoId id = ward_draw_id (self->ward);

  terminal_do (self->verifier, id, "case.edit", PHONE, "0311111111");
  terminal_push_all (self->verifier);
  ward_erase (self->ward, self->stream, id);
  assert_payload_gone (self, 3);
  terminal_do (self->verifier, id, "case.move", "{'transition':'receive','receipt':'form:3'}");
  terminal_push_all (self->verifier);
  assert_log (self, 2, "case.edit refused E_ABSENT; service.erase applied; case.move refused E_ERASED; ");
}

static void
test_erased_in_its_own_stream_alone (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoStream *other = ward_open_stream (self->ward, "ninpu-r6");
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_stream_erase (other, self->ward->backend, &self->id, 1, "its time is over", &error));
  g_assert_nonnull (error);
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

static MadoSigningKey *
make_key (const char *account)
{
  MadoHash seed = mado_hash_of (account, strlen (account));

  return mado_signing_key_from_seed (mado_secret_new_wiping (seed.bytes, MADO_SIGNING_SEED_SIZE), NULL);
}

static void
enter_in_register (Office *self, Terminal *keeper, const char *account)
{
  g_autoptr (MadoSigningKey) key = make_key (account);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));

  terminal_do (keeper, ward_draw_id (self->ward), "person.register", PERSON, account, hex);
  terminal_push_all (keeper);
}

static void
do_signed (Terminal *terminal, const MadoOperation *plain, const char *signer)
{
  g_autoptr (MadoSigningKey) key = make_key (signer);
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);

  terminal_keep (terminal, operation);
  terminal_push_all (terminal);
}

static void
decide (Office *self, const char *signer)
{
  g_autoptr (MadoOperation) operation = terminal_write (self->lead, self->id, "case.move", "{'transition':'decide'}");

  do_signed (self->lead, operation, signer);
}

/* On a case that is planned, in a batch that was approved. */
static void
plan (Office *self)
{
  static const char *const checks[] = { "interview", "identity", "passbook", "no_mynumber" };
  static const char *const typists[] = { "account_1", "account_2" };
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "s-02", "admin");
  g_autoptr (Terminal) decider = terminal_new (self->ward, self->stream, "d-01", "decider");
  g_autoptr (MadoOperation) approval = NULL;
  MadoId batch = ward_draw_id (self->ward);

  for (gsize i = 0; i < G_N_ELEMENTS (typists); i++) {
    g_autoptr (Terminal) typist = terminal_new (self->ward, self->stream, typists[i], typists[i]);

    terminal_do (typist, self->id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", "1234567",
                 "self");
    terminal_push_all (typist);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    terminal_do (self->verifier, self->id, "case.see", "{'check':'%s','seen':true}", checks[i]);
  terminal_do (self->verifier, self->id, "case.move", "{'transition':'finish_check'}");
  terminal_push_all (self->verifier);
  terminal_do (self->lead, batch, "batch.make", "{'packet':'planned'}");
  terminal_do (self->lead, self->id, "case.move", "{'transition':'plan','batch':'%s'}", desk_id (batch).text);
  terminal_do (self->lead, batch, "batch.freeze", "{'count':1,'sum':50000}");
  terminal_push_all (self->lead);
  enter_in_register (self, keeper, "d-01");
  approval = terminal_write (decider, batch, "batch.approve", "{}");
  do_signed (decider, approval, "d-01");
}

/* Whose signature it is the register says, and with which roles, whoever keeps the accounts. */
static void
test_signature (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "s-01", "admin");
  g_autoptr (Terminal) decider = terminal_new (self->ward, self->stream, "d-02", "decider");
  gint64 before;

  plan (self);
  before = ward_get_stand (self->ward, NAME).head.seq;
  decide (self, "d-02");
  enter_in_register (self, keeper, "d-02");
  enter_in_register (self, keeper, "v-02");
  decide (self, "v-02");
  terminal_set_roles (decider, "agent");
  decide (self, "d-02");
  terminal_set_roles (decider, "decider");
  decide (self, "d-02");
  assert_log (self, before,
              "case.move refused E_SIGNATURE; person.register applied; person.register applied; "
              "case.move refused E_SIGNATURE; case.move refused E_SIGNATURE; case.move applied; ");
}

/* A verifier signs what nobody has to sign. */
static void
test_signatures_count_while_there_is_leave (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "s-01", "admin");
  const gint64 now = self->ward->now.microseconds;
  const gint64 leaves[] = { 0, now, now + 1 };
  gint64 before;

  enter_in_register (self, keeper, "v-01");
  before = ward_get_stand (self->ward, NAME).head.seq;
  for (gsize i = 0; i < G_N_ELEMENTS (leaves); i++) {
    g_autoptr (MadoOperation) plain =
        terminal_write (self->verifier, self->id, "case.note", "{'item':'ward_comment','text':'x'}");

    self->verifier->caller.may_sign_until = (MadoInstant) { leaves[i] };
    do_signed (self->verifier, plain, "v-01");
  }
  assert_log (self, before, "case.note refused E_LEAVE; case.note refused E_LEAVE; case.note applied; ");
}

/* A group is one person's: what another signed in it, or nobody whom the register knows, takes all of it down. */
static void
test_a_group_is_signed_by_one_person (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const others[] = { "l-01", "nobody" };
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "s-01", "admin");
  gint64 before;

  enter_in_register (self, keeper, "v-01");
  enter_in_register (self, keeper, "l-01");
  before = ward_get_stand (self->ward, NAME).head.seq;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    const char *const signers[] = { "v-01", others[i] };

    self->verifier->group = ward_draw_id (self->ward);
    for (gsize j = 0; j < G_N_ELEMENTS (signers); j++) {
      g_autoptr (MadoSigningKey) key = make_key (signers[j]);
      g_autoptr (MadoOperation) plain =
          terminal_write (self->verifier, self->id, "case.note", "{'item':'ward_comment','text':'x'}");
      g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);

      terminal_keep (self->verifier, operation)->goes_on = j == 0;
    }
  }
  terminal_push_all (self->verifier);
  assert_log (self, before,
              "case.note refused E_GROUP; case.note refused E_SIGNATURE; "
              "case.note refused E_GROUP; case.note refused E_SIGNATURE; ");
}

/* --- what two people erase --------------------------------------------------------------------------------------- */

#define YEAR G_GINT64_CONSTANT (31557600000000)
#define PROPOSE "{'number':'E-1','until':'2032-03-31','cases':['%s']}"

static MadoBlobName
attach (Office *self, const char *bytes)
{
  const MadoBlobName blob = { NAME, "v-01", mado_hash_of (bytes, strlen (bytes)) };
  const MadoAttachment attachment = { self->id, (char *) "clinic" };
  g_autofree char *hex = mado_hash_to_hex (&blob.hash);
  g_autoptr (GBytes) part = g_bytes_new (bytes, strlen (bytes));
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  gboolean is_whole = FALSE;

  g_assert_true (mado_blob_shelf_put (self->ward->backend, &blob, 0, part, NULL));
  g_assert_true (
      mado_blob_shelf_finish (self->ward->backend, &blob, (gint64) strlen (bytes), &attachment, &is_whole, NULL));
  g_assert_true (is_whole);
  g_assert_true (mado_turn_commit (turn, NULL));
  terminal_do (self->verifier, self->id, "case.attach",
               "{'item':'clinic','hash':'%s','type':'image/png','name':'x.png'}", hex);
  terminal_push_all (self->verifier);

  return blob;
}

static gboolean
has_paper (Office *self, const MadoBlobName *blob)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GBytes) part = NULL;
  gboolean is_whole = FALSE;
  gint64 size = 0;

  g_assert_true (mado_blob_shelf_is_whole (self->ward->backend, &blob->hash, &is_whole, NULL));
  g_assert_true (mado_blob_shelf_find_size (self->ward->backend, NAME, &blob->hash, &size, NULL));
  g_assert_true (self->ward->backend->type->find_blob (self->ward->backend, &blob->hash, 0, &part, NULL));
  g_assert_cmpint (is_whole, ==, part != NULL);
  g_assert_cmpint (is_whole, ==, size > 0);

  return is_whole;
}

/* The case, its papers and what it claimed are gone in the moment in which the second person signs; who did it stays.
 */
static void
test_two_people_erase (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "s-01", "admin");
  g_autoptr (Terminal) ward = terminal_new (self->ward, self->stream, "w-01", "ward");
  MadoId erasure = ward_draw_id (self->ward);
  MadoBlobName paper = attach (self, "a paper");
  g_autoptr (MadoEntity) gone = NULL;
  g_autoptr (MadoOperation) approval = NULL;
  gint64 before;

  terminal_do (self->lead, self->id, "case.move", "{'transition':'withdraw','reason':'取下げ'}");
  terminal_do (self->lead, erasure, "erasure.propose", PROPOSE, desk_id (self->id).text);
  terminal_push_all (self->lead);
  g_assert_true (has_paper (self, &paper));
  enter_in_register (self, keeper, "w-01");
  terminal_load (ward);
  self->ward->now.microseconds += 7 * YEAR;
  before = ward_get_stand (self->ward, NAME).head.seq;
  terminal_do (self->lead, erasure, "erasure.propose", PROPOSE, desk_id (self->id).text);
  terminal_push_all (self->lead);
  ward->caller.may_sign_until.microseconds = self->ward->now.microseconds + YEAR;
  approval = terminal_write (ward, erasure, "erasure.approve", "{'count':1}");
  do_signed (ward, approval, "w-01");
  assert_log (self, before, "erasure.propose applied; erasure.approve applied; service.erase applied; ");
  gone = ward_find (self->ward, self->id);
  g_assert_null (gone);
  assert_payload_gone (self, 2);
  g_assert_false (has_paper (self, &paper));
  assert_value (self, erasure, "/erased/by", "\"w-01\"");
  assert_value (self, erasure, "/proposed/by", "\"l-01\"");
  terminal_follow (ward);
  g_assert_cmpint (terminal_get_row (ward, self->id)->gone, ==, MADO_GONE_ERASED);
}

/* --- a disk that fails ------------------------------------------------------------------------------------------- */

/* A group that ends, a refusal, a case that is protected with what is about it, and something that cannot be read. */
static void
write_much (Office *self)
{
  self->lead->group = ward_draw_id (self->ward);
  terminal_do (self->lead, self->id, "case.protect", "{'on':true,'reason':'申出'}")->goes_on = TRUE;
  terminal_do (self->lead, self->id, "case.note", "{'item':'ward_comment','text':'x'}");
  self->lead->group = MADO_ID_NONE;
  terminal_keep_text (self->lead, "no operation");
  terminal_do (self->lead, self->id, "case.edit", PHONE, "0311111111");
  terminal_do (self->lead, ward_draw_id (self->ward), "case.note", "{'item':'ward_comment','text':'x'}")->goes_on =
      TRUE;
}

/* Whatever call of the backend fails, nothing is answered and nothing is done; and then it all can be done. */
static void
test_failing_pushes (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) agent = terminal_new (self->ward, self->stream, "a-01", "agent");
  g_autoptr (MadoPushRequest) request = NULL;
  gboolean has_failed = TRUE;
  guint n = 0;

  log_call (self, agent);
  write_much (self);
  request = terminal_ask_push (self->lead, 1, 5);
  while (has_failed) {
    MadoMemoryState *before = mado_memory_ward_dup_state (self->ward->memory);
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoPushReply) reply = NULL;

    mado_memory_backend_fail_at (self->ward->backend, ++n);
    reply = terminal_try_push (self->lead, request, &error);
    has_failed = mado_memory_backend_has_failed (self->ward->backend);
    g_assert_cmpint (reply == NULL, ==, has_failed);
    g_assert_cmpint (error != NULL, ==, has_failed);
    if (has_failed) {
      MadoMemoryState *after = mado_memory_ward_dup_state (self->ward->memory);

      g_assert_true (before == after);
      mado_memory_state_free (after);
    }
    mado_memory_state_free (before);
  }
  mado_memory_backend_fail_at (self->ward->backend, 0);
  g_assert_cmpuint (n, >, 30);
  assert_log (self, 3, "case.protect applied; case.note applied;  quarantined E_FORM; case.edit refused E_ROLE; ");
}

static gboolean
pull_all (Office *self, Terminal *terminal)
{
  g_autoptr (MadoTurn) turn = NULL;
  const MadoHelloRequest hello = { .device = terminal->device, .witness = { 1 } };
  const MadoPullRequest request = { .device = terminal->device, .epoch = terminal->epoch, .sight = terminal->sight };
  const MadoRowsRequest rows = { .place = (char *) "" };
  g_autoptr (GError) error = NULL;
  MadoHelloReply hello_reply;
  g_autoptr (MadoPullReply) reply = NULL;
  g_autoptr (MadoRowsReply) rows_reply = NULL;

  turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, &error);
  if (turn != NULL &&
      mado_stream_hello (terminal->stream, self->ward->backend, &terminal->caller, &hello, &hello_reply, &error))
    reply = mado_stream_pull (terminal->stream, self->ward->backend, &terminal->caller, &request, &error);
  if (reply != NULL)
    rows_reply = mado_stream_list_rows (terminal->stream, self->ward->backend, &terminal->caller, &rows, &error);
  g_assert_cmpint (rows_reply == NULL, ==, error != NULL);

  return rows_reply != NULL;
}

static void
test_failing_pulls (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) agent = terminal_new (self->ward, self->stream, "a-01", "agent");
  gboolean has_failed = TRUE;
  guint n = 0;

  log_call (self, agent);
  terminal_load (agent);
  while (has_failed) {
    gboolean is_done;

    mado_memory_backend_fail_at (self->ward->backend, ++n);
    is_done = pull_all (self, agent);
    has_failed = mado_memory_backend_has_failed (self->ward->backend);
    g_assert_cmpint (is_done, !=, has_failed);
  }
  mado_memory_backend_fail_at (self->ward->backend, 0);
  g_assert_cmpuint (n, >, 10);
}

static void
test_failing_erasures (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  gboolean is_done = FALSE;

  for (guint n = 1; !is_done; n++) {
    g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
    g_autoptr (GError) error = NULL;

    mado_memory_backend_fail_at (self->ward->backend, n);
    is_done = mado_stream_erase (self->stream, self->ward->backend, &self->id, 1, "its time is over", &error);
    g_assert_cmpint (is_done, ==, error == NULL);
    g_assert_cmpint (is_done, !=, mado_memory_backend_has_failed (self->ward->backend));
  }
  mado_memory_backend_fail_at (self->ward->backend, 0);
  assert_log (self, 2, "");
}

#define add(name, function) g_test_add ("/stream-desk/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("right-held-in-another-year", test_right_held_in_another_year);
  add ("twin-of-the-same-stream", test_twin_of_the_same_stream);
  add ("erased", test_erased);
  add ("erased-never-comes-back", test_erased_never_comes_back);
  add ("erased-before-it-was-there", test_erased_before_it_was_there);
  add ("erased-in-its-own-stream-alone", test_erased_in_its_own_stream_alone);
  add ("signature", test_signature);
  add ("signatures-count-while-there-is-leave", test_signatures_count_while_there_is_leave);
  add ("a-group-is-signed-by-one-person", test_a_group_is_signed_by_one_person);
  add ("two-people-erase", test_two_people_erase);
  if (ward_is_in_memory ()) { /* a disk that fails under a file is a test of its backend */
    add ("failing-pushes", test_failing_pushes);
    add ("failing-pulls", test_failing_pulls);
    add ("failing-erasures", test_failing_erasures);
  }

  return g_test_run ();
}
