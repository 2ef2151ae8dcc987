/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every row of the table of docs/protocol.md about pushes, and whoever tries to get around it. */

#include <string.h>

#include "terminal-sample.h"

#define NAME "shinjuku/ninpu-r7"
#define PHONE "{'edits':[{'item':'phone','was':'0300000000','now':'%s'}]}"

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  MadoId id; /* of a case that was received */
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
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
assert_phone (Office *self, const char *phone)
{
  g_autofree char *value = ward_dup_value (self->ward, self->id, "/items/phone");

  g_assert_cmpstr (value, ==, phone);
}

static void
assert_known (const MadoPushReply *reply, guint index, gint64 dseq, MadoOutcomeKind outcome, const char *code)
{
  const MadoKnownOperation *known = &g_array_index (reply->known, MadoKnownOperation, index);

  g_assert_cmpuint (reply->known->len, >, index);
  g_assert_cmpint (known->dseq, ==, dseq);
  g_assert_cmpint (known->outcome, ==, outcome);
  g_assert_cmpstr (known->code, ==, code);
}

/* --- the journal ------------------------------------------------------------------------------------------------- */

static void
test_in_the_log (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoEntity) entity = ward_find (self->ward, self->id);
  g_autofree char *claims = ward_dup_value (self->ward, self->id, "/claims");
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  MadoId holder = MADO_ID_NONE;

  g_assert_cmpstr (mado_entity_get_state (entity), ==, "received");
  g_assert_nonnull (strstr (claims, "0000000001"));
  g_assert_true (self->ward->backend->type->find_holder (
      self->ward->backend, "[\"shinjuku/ninpu\",\"pregnancy\",[\"0000000001\"]]", &holder, NULL));
  g_assert_cmpint (mado_id_compare (holder, self->id), ==, 0);
  g_clear_pointer (&turn, mado_turn_undo);
  assert_log (self, 0, "programme.publish applied; case.move applied; ");
}

static void
test_lost_reply (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPushReply) again = terminal_push (self->verifier, 1, 1);

  g_assert_cmpint (again->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (again->received, ==, 1);
  assert_known (again, 0, 1, MADO_OUTCOME_APPLIED, NULL);
  g_assert_cmpint (g_array_index (again->known, MadoKnownOperation, 0).seq, ==, 2);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushReply) both = terminal_push (self->verifier, 1, 2);

  g_assert_cmpint (both->received, ==, 2);
  g_assert_cmpuint (both->known->len, ==, 1);
  assert_log (self, 2, "case.edit applied; ");
  assert_phone (self, "\"0311111111\"");
}

static void
test_gap (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 3, 4);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_GAP);
  g_assert_cmpint (reply->received, ==, 1);
  assert_log (self, 2, "");

  g_autoptr (MadoPushRequest) request = terminal_ask_push (self->verifier, 2, 4);

  g_array_remove_index (request->operations, 1);

  g_autoptr (MadoPushReply) holed = terminal_try_push (self->verifier, request, NULL);

  g_assert_cmpint (holed->verdict, ==, MADO_PUSH_GAP);
  g_assert_cmpint (holed->received, ==, 2);
}

static void
test_another_chain_before (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushRequest) request = terminal_ask_push (self->verifier, 2, 2);

  request->before.bytes[0] ^= 1;

  g_autoptr (MadoPushReply) reply = terminal_try_push (self->verifier, request, NULL);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
  g_assert_cmpint (reply->received, ==, 1);
  assert_log (self, 2, "");
}

/* A disk that came back from an old image goes on with numbers that were used: the same dseq, another operation. */
static void
test_reused_number (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_array_set_size (self->verifier->journal, 0);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0322222222");

  g_autoptr (MadoPushReply) one = terminal_push (self->verifier, 1, 1);
  g_autoptr (MadoPushReply) both = terminal_push (self->verifier, 1, 2);
  g_autoptr (MadoPushReply) behind = terminal_push (self->verifier, 2, 2);

  g_assert_cmpint (one->verdict, ==, MADO_PUSH_FORKED);
  g_assert_cmpint (both->verdict, ==, MADO_PUSH_FORKED);
  g_assert_cmpint (behind->verdict, ==, MADO_PUSH_FORKED);
  assert_log (self, 2, "");
}

/* The last that is here is the same, and what came before it is not: only the chain shows it. */
static void
test_another_past (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0322222222");
  terminal_push_all (self->verifier);

  g_autoptr (MadoPushRequest) request = terminal_ask_push (self->verifier, 2, 3);

  request->before.bytes[0] ^= 1;

  g_autoptr (MadoPushReply) reply = terminal_try_push (self->verifier, request, NULL);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
}

static void
test_whole_journal_after_fork (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_keep_text (self->verifier, "no operation");
  terminal_push_all (self->verifier);
  terminal_do (self->verifier, self->id, "case.edit", "{'edits':[{'item':'occupation','now':'会社員'}]}");
  self->verifier->device = ward_draw_id (self->ward);

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 1, 4);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, 4);
  g_assert_cmpuint (reply->known->len, ==, 3);
  assert_known (reply, 0, 1, MADO_OUTCOME_APPLIED, NULL);
  assert_known (reply, 2, 3, MADO_OUTCOME_QUARANTINED, "E_FORM");
  assert_log (self, 2, "case.edit applied;  quarantined E_FORM; case.edit applied; ");
}

static void
test_another_epoch (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const gint64 epoch = self->verifier->epoch;

  ward_change_epoch (self->ward, self->stream);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 2, 2);

  g_assert_cmpint (reply->epoch, !=, epoch);
  g_assert_cmpint (reply->received, ==, 1);
  assert_log (self, 2, "");
  self->verifier->epoch = reply->epoch;
  terminal_push_all (self->verifier);
  assert_log (self, 2, "case.edit applied; ");
}

static void
test_anothers_device (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) thief = terminal_new (self->ward, self->stream, "v-02", "verifier");
  static const MadoHash nothing = { 0 };

  thief->device = self->verifier->device;
  terminal_do (thief, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushReply) reply = terminal_push (thief, 1, 1);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
  g_assert_cmpint (reply->received, ==, 0);
  g_assert_true (mado_hash_equals (&reply->chain, &nothing));
  g_assert_cmpint (terminal_hello (thief).received, ==, 0);
  assert_log (self, 2, "");

  g_autoptr (MadoPushReply) untouched = terminal_push (self->verifier, 1, 1);

  g_assert_cmpint (untouched->received, ==, 1);
}

static void
test_same_account_on_another_terminal (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *terminal = (char *) g_steal_pointer (&self->verifier->caller.terminal);

  self->verifier->caller.terminal = g_strdup ("t-other");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 1, 1);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
}

/* --- what is not done -------------------------------------------------------------------------------------------- */

static void
test_nothing_blocks (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoOperation) other = terminal_write (self->verifier, ward_draw_id (self->ward), "case.edit", "{}");

  terminal_keep_text (self->verifier, "");
  terminal_keep_text (self->verifier, "{\"body\":{}}");
  terminal_keep_text (self->verifier, "\xe8\xa6\x8b\xe6\x9c\xac");
  terminal_do (self->verifier, self->id, "case.dance", "{}");
  terminal_do (self->verifier, self->id, "case.protect", "{'on':true,'reason':'申出'}");
  terminal_keep (self->verifier, other);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_push_all (self->verifier);
  assert_log (self, 2,
              " quarantined E_FORM;  quarantined E_FORM;  quarantined E_FORM;  quarantined E_KIND; "
              "case.protect refused E_ROLE; case.edit refused E_ABSENT; case.edit applied; ");
  assert_phone (self, "\"0311111111\"");
}

/* What nobody can read stays as it came. */
static void
test_quarantined_is_kept (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_keep_text (self->verifier, "no operation");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 2, 2);
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, NAME, 3);

  assert_known (reply, 0, 2, MADO_OUTCOME_QUARANTINED, "E_FORM");
  g_assert_cmpmem (g_bytes_get_data (entry->payload, NULL), g_bytes_get_size (entry->payload), "no operation", 12);
}

static void
test_forged (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) thief = terminal_new (self->ward, self->stream, "v-02", "verifier");
  g_autoptr (MadoOperation) first = terminal_write (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  g_autoptr (MadoOperation) second = NULL;

  terminal_keep (thief, first);
  g_free ((char *) thief->caller.terminal);
  thief->caller.terminal = g_strdup ("t-elsewhere");
  second = terminal_write (thief, self->id, "case.edit", PHONE, "0311111111");
  g_free ((char *) thief->caller.terminal);
  thief->caller.terminal = g_strdup ("t-v-02");
  terminal_keep (thief, second);
  terminal_push_all (thief);
  assert_log (self, 2, "case.edit refused E_ACTOR; case.edit refused E_TERMINAL; ");
  assert_phone (self, "\"0300000000\"");
}

static void
test_withdrawn (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111")->is_withdrawn = TRUE;
  terminal_do (self->verifier, self->id, "operation.withdraw", "{'operation':'x'}");
  terminal_push_all (self->verifier);
  assert_log (self, 2, "case.edit refused E_WITHDRAWN; operation.withdraw refused E_WITHDRAWN; ");
  assert_phone (self, "\"0300000000\"");
}

static void
test_erased_where_written (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoPushedOperation *erased = terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  MadoHash hash = erased->hash;

  g_clear_pointer (&erased->text, g_bytes_unref);

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 2, 2);
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, NAME, 3);

  assert_known (reply, 0, 2, MADO_OUTCOME_REFUSED, "E_ERASED");
  assert_log (self, 2, " refused E_ERASED; ");
  g_assert_null (entry->payload);
  g_assert_true (mado_hash_equals (&entry->payload_hash, &hash));

  g_autoptr (MadoPushReply) again = terminal_push (self->verifier, 2, 2);

  g_assert_cmpint (again->verdict, ==, MADO_PUSH_TAKEN);
  assert_log (self, 3, "");
}

/* Erased after it was sent: it is known, and the journal goes on. */
static void
test_erased_after_it_was_sent (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_clear_pointer (&g_array_index (self->verifier->journal, MadoPushedOperation, 0).text, g_bytes_unref);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 1, 2);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  assert_log (self, 2, "case.edit applied; ");
}

static void
test_entity_of_another_stream (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoStream *other = ward_open_stream (self->ward, "ninpu-r6");
  g_autoptr (Terminal) verifier = terminal_new (self->ward, other, "v-09", "verifier");
  g_autofree char *log = NULL;

  terminal_do (verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_do (verifier, self->id, "case.move", "{'transition':'receive','receipt':'form:2'}");
  terminal_push_all (verifier);
  log = ward_describe_log (self->ward, "shinjuku/ninpu-r6", 1);
  g_assert_cmpstr (log, ==, "case.edit refused E_STREAM; case.move refused E_STREAM; ");
  assert_phone (self, "\"0300000000\"");
}

static void
test_id_of_another_operation (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoStream *other = ward_open_stream (self->ward, "ninpu-r6");
  g_autoptr (Terminal) verifier = terminal_new (self->ward, other, "v-01", "verifier");
  GBytes *used = g_array_index (self->verifier->journal, MadoPushedOperation, 0).text;
  g_autofree char *text = g_strndup (g_bytes_get_data (used, NULL), g_bytes_get_size (used));
  g_autoptr (GString) changed = g_string_new (text);
  g_autofree char *log = NULL;

  terminal_keep_text (verifier, text);

  g_autoptr (MadoPushReply) elsewhere = terminal_push (verifier, 1, 1);
  g_autoptr (MadoPushReply) again = terminal_push (verifier, 1, 1);

  assert_known (elsewhere, 0, 1, MADO_OUTCOME_REFUSED, "E_EXISTS");
  assert_known (again, 0, 1, MADO_OUTCOME_REFUSED, "E_EXISTS");
  log = ward_describe_log (self->ward, "shinjuku/ninpu-r6", 1);
  g_assert_cmpstr (log, ==, "case.move refused E_EXISTS; ");

  g_string_replace (changed, "0300000000", "0399999999", 0);
  terminal_keep_text (self->verifier, changed->str);

  g_autoptr (MadoPushReply) here = terminal_push (self->verifier, 2, 2);

  assert_known (here, 0, 2, MADO_OUTCOME_REFUSED, "E_EXISTS");
  assert_log (self, 2, "case.move refused E_EXISTS; ");
}

/* The id that an unreadable text would get is taken beforehand. */
static void
test_id_taken_on_purpose (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_keep_text (self->verifier, "no operation");
  terminal_push_all (self->verifier);

  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, NAME, 3);
  g_autoptr (MadoOperation) honest = terminal_write (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (mado_operation_get_text (honest), NULL),
                                               (gssize) g_bytes_get_size (mado_operation_get_text (honest)));
  char own[MADO_ID_TEXT_SIZE], taken[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_operation_get_header (honest)->id, own);
  mado_id_to_text (entry->operation, taken);
  g_string_replace (text, own, taken, 0);
  terminal_keep_text (self->verifier, text->str);
  terminal_push_all (self->verifier);
  assert_log (self, 3, "case.edit refused E_EXISTS; ");
}

static void
test_my_number_is_not_kept (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.note", "{'item':'ward_comment','text':'個人番号 983205673214'}");
  terminal_push_all (self->verifier);

  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, NAME, 3);

  assert_log (self, 2, "case.note refused E_MY_NUMBER; ");
  g_assert_null (entry->payload);
}

/* Two people saw the same: the second is told that a person has to settle it, and the rest of it is done. */
static void
test_conflict (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) other = terminal_new (self->ward, self->stream, "v-02", "verifier");

  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0311111111");
  terminal_do (other, self->id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0322222222'},"
               "{'item':'occupation','now':'会社員'}]}");
  terminal_push_all (self->verifier);
  terminal_push_all (other);
  assert_log (self, 2, "case.edit applied; case.edit conflict; ");
  assert_phone (self, "\"0311111111\"");

  g_autofree char *occupation = ward_dup_value (self->ward, self->id, "/items/occupation");

  g_assert_cmpstr (occupation, ==, "\"会社員\"");
}

static void
test_no_programme (void)
{
  g_autoptr (Ward) ward = ward_new ();
  MadoStream *stream = ward_open_stream (ward, "ninpu-r7");
  g_autoptr (Terminal) verifier = terminal_new (ward, stream, "v-01", "verifier");
  MadoTurn *turn = mado_turn_begin (ward->backend, MADO_BACKEND_WRITE, NULL);
  MadoStreamStand stand;
  g_autoptr (MadoPushRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ward->backend->type->find_stream (ward->backend, NAME, &stand, NULL));
  stand.revision = 0;
  g_assert_true (ward->backend->type->set_stand (ward->backend, &stand, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  terminal_receive_case (verifier, "form:1", "0000000001");
  request = terminal_ask_push (verifier, 1, 1);
  g_assert_null (terminal_try_push (verifier, request, &error));
  g_assert_nonnull (error);
  terminal_load (verifier);
  terminal_follow (verifier);
}

#define add(name, function) g_test_add ("/stream-push/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("in-the-log", test_in_the_log);
  add ("lost-reply", test_lost_reply);
  add ("gap", test_gap);
  add ("another-chain-before", test_another_chain_before);
  add ("reused-number", test_reused_number);
  add ("another-past", test_another_past);
  add ("whole-journal-after-fork", test_whole_journal_after_fork);
  add ("another-epoch", test_another_epoch);
  add ("anothers-device", test_anothers_device);
  add ("same-account-on-another-terminal", test_same_account_on_another_terminal);
  add ("nothing-blocks", test_nothing_blocks);
  add ("quarantined-is-kept", test_quarantined_is_kept);
  add ("forged", test_forged);
  add ("withdrawn", test_withdrawn);
  add ("erased-where-written", test_erased_where_written);
  add ("erased-after-it-was-sent", test_erased_after_it_was_sent);
  add ("entity-of-another-stream", test_entity_of_another_stream);
  add ("id-of-another-operation", test_id_of_another_operation);
  add ("id-taken-on-purpose", test_id_taken_on_purpose);
  add ("my-number-is-not-kept", test_my_number_is_not_kept);
  add ("conflict", test_conflict);
  g_test_add_func ("/stream-push/no-programme", test_no_programme);

  return g_test_run ();
}
