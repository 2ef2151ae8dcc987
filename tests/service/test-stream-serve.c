/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes out: the log and the rows as one person gets them, and when all has to come anew. */

#include <string.h>

#include "mado-sight.h"
#include "terminal-sample.h"

#define NAME "shinjuku/ninpu-r7"
#define PHONE "{'edits':[{'item':'phone','was':'%s','now':'%s'}]}"
#define WITHDRAW "{'transition':'withdraw','reason':'取下げ'}"
#define CALL                                                                                                           \
  "{'case':'%s','caller_name':'見本 "                                                                                  \
  "花子','category':'status','question':'いつですか','answer':'来月です','outcome':'answered'}"

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  Terminal *agent;
  Terminal *lead;
  MadoId id;
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->agent = terminal_new (self->ward, self->stream, "a-01", "agent");
  self->lead = terminal_new (self->ward, self->stream, "l-01", "lead");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_free (self->lead);
  terminal_free (self->agent);
  terminal_free (self->verifier);
  ward_free (self->ward);
}

static MadoId
log_call (Office *self, MadoId about)
{
  MadoId id = ward_draw_id (self->ward);
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (about, text);
  terminal_do (self->agent, id, "inquiry.log", CALL, text);
  terminal_push_all (self->agent);

  return id;
}

static yyjson_val *
get (Terminal *terminal, MadoId id, const char *pointer)
{
  const MadoServiceRow *row = terminal_get_row (terminal, id);

  g_assert_nonnull (row);
  g_assert_nonnull (row->entity);

  return yyjson_ptr_get (mado_entity_get_body (row->entity), pointer);
}

/* --- hello ------------------------------------------------------------------------------------------------------- */

static void
test_hello (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoHelloReply reply = terminal_hello (self->verifier);
  const MadoStreamStand stand = ward_get_stand (self->ward, NAME);

  g_assert_cmpint (reply.epoch, ==, stand.epoch);
  g_assert_cmpint (reply.revision, ==, 1);
  g_assert_cmpint (reply.received, ==, 1);
  g_assert_cmpint (reply.head.seq, ==, 2);
  g_assert_cmpint (reply.now.microseconds, ==, self->ward->now.microseconds);
  g_assert_true (reply.is_primary && reply.is_witness_true);
  g_assert_cmpint (terminal_hello (self->agent).received, ==, 0);
}

static void
test_witness (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_load (self->agent);
  g_assert_true (terminal_hello (self->agent).is_witness_true);
  self->agent->cursor.chain.bytes[7] ^= 1;
  g_assert_false (terminal_hello (self->agent).is_witness_true);
  self->agent->cursor.seq = 0;
  g_assert_false (terminal_hello (self->agent).is_witness_true);
  self->agent->cursor = (MadoLogPlace) { .seq = 3 };
  g_assert_false (terminal_hello (self->agent).is_witness_true);
}

/* --- pull -------------------------------------------------------------------------------------------------------- */

static void
test_nothing_new (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_load (self->agent);

  g_autoptr (MadoPullReply) reply = terminal_pull (self->agent);

  g_assert_cmpint (reply->verdict, ==, MADO_PULL_TAKEN);
  g_assert_cmpuint (reply->entries->len + reply->rows->len, ==, 0);
  g_assert_cmpint (reply->head.seq, ==, 2);
}

/* Each entity once, as it is now, with the number of the entry that touched it last. */
static void
test_rows_are_of_now (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_load (self->agent);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *was = g_strdup_printf ("030000000%u", i), *now = g_strdup_printf ("030000000%u", i + 1);

    terminal_do (self->verifier, self->id, "case.edit", PHONE, was, now);
    terminal_push_all (self->verifier);
  }

  g_autoptr (MadoPullReply) reply = terminal_pull (self->agent);

  g_assert_cmpuint (reply->entries->len, ==, 3);
  g_assert_cmpuint (reply->rows->len, ==, 1);
  g_assert_cmpint (g_array_index (reply->rows, MadoServiceRow, 0).seq, ==, 5);
  g_assert_cmpstr (yyjson_get_str (get (self->agent, self->id, "/items/phone")), ==, "0300000003");
}

static void
test_cut_for_the_caller (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) typist = terminal_new (self->ward, self->stream, "k-01", "account_1");
  g_autoptr (Terminal) nobody = terminal_new (self->ward, self->stream, "x-01", "cleaner");

  terminal_load (typist);
  g_assert_nonnull (get (typist, self->id, "/items/control_no"));
  g_assert_null (get (typist, self->id, "/items/phone"));
  g_assert_null (get (typist, self->id, "/claims"));
  terminal_load (nobody);
  g_assert_cmpuint (g_hash_table_size (nobody->rows), ==, 0);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0300000000", "0311111111");
  terminal_push_all (self->verifier);

  g_autoptr (MadoPullReply) reply = terminal_pull (nobody);

  g_assert_cmpuint (reply->entries->len, ==, 1);
  g_assert_null (g_array_index (reply->entries, MadoServedEntry, 0).header);
  g_assert_cmpuint (reply->rows->len, ==, 0);
}

/* Whoever wrote it can see that the log has what he wrote; nobody else gets what would let him guess it. */
static void
test_salt_for_its_author (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  const MadoPushedOperation *own;
  const MadoServedEntry *entry;
  MadoHash hash;

  terminal_load (self->verifier);
  terminal_load (self->lead);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0300000000", "0311111111");
  terminal_push_all (self->verifier);
  self->lead->device = self->verifier->device;

  g_autoptr (MadoPullReply) reply = terminal_pull (self->verifier);
  g_autoptr (MadoPullReply) other = terminal_pull (self->lead);

  own = &g_array_index (self->verifier->journal, MadoPushedOperation, 1);
  entry = &g_array_index (reply->entries, MadoServedEntry, 0);
  g_assert_true (entry->has_salt);
  hash =
      mado_chain_hash_payload (hasher, entry->salt, g_bytes_get_data (own->text, NULL), g_bytes_get_size (own->text));
  g_assert_true (mado_hash_equals (&hash, &entry->payload_hash));
  entry = &g_array_index (other->entries, MadoServedEntry, 0);
  g_assert_nonnull (entry->header);
  g_assert_false (entry->has_salt);
}

/* An author is told what came of what he did, even where he may not see what he did it with. */
static void
test_own_header (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) nobody = terminal_new (self->ward, self->stream, "x-01", "cleaner");

  terminal_load (nobody);
  terminal_do (nobody, self->id, "case.edit", PHONE, "0300000000", "0311111111");
  terminal_do (nobody, ward_draw_id (self->ward), "case.edit", PHONE, "0300000000", "0311111111");
  terminal_push_all (nobody);

  g_autoptr (MadoPullReply) reply = terminal_pull (nobody);

  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (g_array_index (reply->entries, MadoServedEntry, i).header);
  g_assert_cmpuint (reply->rows->len, ==, 0);
}

static void
assert_verdict (Terminal *terminal, MadoPullVerdict verdict)
{
  g_autoptr (MadoPullReply) reply = terminal_pull (terminal);

  g_assert_cmpint (reply->verdict, ==, verdict);
  if (verdict != MADO_PULL_TAKEN)
    g_assert_cmpuint (reply->entries->len + reply->rows->len, ==, 0);
}

/* An older backup, with and without what follows from it: the log does not hold what the terminal verified. */
static void
test_rewound (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoMemoryState *backup = mado_memory_ward_dup_state (self->ward->memory);

  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0300000000", "0311111111");
  terminal_push_all (self->verifier);
  terminal_load (self->agent);
  mado_memory_ward_set_state (self->ward->memory, backup);
  mado_memory_state_free (backup);
  assert_verdict (self->agent, MADO_PULL_REWOUND);
  terminal_do (self->lead, self->id, "case.note", "{'item':'ward_comment','text':'x'}");
  terminal_push_all (self->lead);
  assert_verdict (self->agent, MADO_PULL_REWOUND);
  terminal_load (self->agent);
  assert_verdict (self->agent, MADO_PULL_TAKEN);

  /* and what was acknowledged comes back from the terminal that did it */
  terminal_push_all (self->verifier);
  terminal_follow (self->agent);
  g_assert_cmpstr (yyjson_get_str (get (self->agent, self->id, "/items/phone")), ==, "0311111111");
}

static void
test_another_epoch (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_load (self->agent);
  ward_change_epoch (self->ward, self->stream);
  assert_verdict (self->agent, MADO_PULL_REWOUND);
}

static void
test_other_roles (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_load (self->agent);
  terminal_set_roles (self->agent, "agent verifier");
  assert_verdict (self->agent, MADO_PULL_RESIGHTED);
  terminal_load (self->agent);
  terminal_set_roles (self->agent, "verifier agent agent");
  assert_verdict (self->agent, MADO_PULL_TAKEN);
}

static void
test_sight (void)
{
  static const char *const one[] = { "ab", "c", NULL };
  static const char *const other[] = { "a", "bc", NULL };
  const MadoPerson people[] = { { "v-01", one }, { "v-01", other }, { "v-02", one } };
  const MadoHash sight = mado_sight_of (&people[0], 3);

  for (guint i = 1; i < G_N_ELEMENTS (people); i++) {
    const MadoHash another = mado_sight_of (&people[i], 3);

    g_assert_false (mado_hash_equals (&sight, &another));
  }

  const MadoHash later = mado_sight_of (&people[0], 4);

  g_assert_false (mado_hash_equals (&sight, &later));
}

/* What does not fit goes with the next piece; and one entry always goes. */
static void
test_pieces (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (4000, 'x');
  guint n_pieces = 0;

  terminal_load (self->lead);
  for (guint i = 0; i < 600; i++) {
    g_autofree char *receipt = g_strdup_printf ("form:%u", i + 10);
    MadoId id = terminal_receive_case (self->verifier, receipt, "0000000002");

    terminal_do (self->verifier, id, "case.note", "{'item':'ward_comment','text':'%s'}", long_text);
    terminal_do (self->verifier, id, "case.note", "{'item':'ward_comment','text':'%s'}", long_text);
    if (i % 100 == 99)
      terminal_push_all (self->verifier);
  }
  for (gboolean goes_on = TRUE; goes_on; n_pieces++) {
    g_autoptr (MadoPullReply) reply = terminal_pull (self->lead);
    g_autoptr (GBytes) text = mado_pull_reply_write (reply, NULL);

    g_assert_cmpuint (g_bytes_get_size (text), <, MADO_PULL_MAX_LENGTH + 16 * 1024);
    g_assert_cmpuint (reply->entries->len, >, 0);
    goes_on = self->lead->cursor.seq < reply->head.seq;
  }
  g_assert_cmpuint (n_pieces, >, 4);
  g_assert_cmpuint (g_hash_table_size (self->lead->rows), ==, 601);

  /* the first has six hundred twins, each of which touched it */
  terminal_load (self->agent);
  g_assert_cmpuint (g_hash_table_size (self->agent->rows), ==, 601);
}

/* --- who is protected -------------------------------------------------------------------------------------------- */

/* Who is protected from now on is so in what is about the case, too: whoever had more of it hears of it. */
static void
test_protected (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoId inquiry = log_call (self, self->id);
  g_autoptr (Terminal) agent = terminal_new (self->ward, self->stream, "a-02", "agent");

  terminal_load (agent);
  g_assert_nonnull (get (agent, inquiry, "/caller_name"));
  terminal_do (self->lead, self->id, "case.protect", "{'on':true,'reason':'申出'}");
  terminal_push_all (self->lead);
  terminal_follow (agent);
  g_assert_null (get (agent, inquiry, "/caller_name"));
  g_assert_null (get (agent, self->id, "/items/address"));
  g_assert_cmpint (terminal_get_row (agent, inquiry)->seq, ==, 4);
  terminal_do (self->lead, self->id, "case.protect", "{'on':false,'reason':'終了'}");
  terminal_push_all (self->lead);
  terminal_follow (agent);
  g_assert_nonnull (get (agent, inquiry, "/caller_name"));
}

/* Out of sight altogether: a notice. */
static void
test_out_of_sight (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) printer = terminal_new (self->ward, self->stream, "p-01", "print");
  MadoId notice = ward_draw_id (self->ward);
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (self->id, text);
  terminal_do (self->lead, notice, "notice.make",
               "{'kind':'letter','letter':'decision','case':'%s','to':'見本 花子','subject':'通知','number':'1',"
               "'due':'2025-05-08'}",
               text);
  terminal_push_all (self->lead);
  terminal_load (printer);
  g_assert_nonnull (terminal_get_row (printer, notice));
  terminal_do (self->lead, self->id, "case.protect", "{'on':true,'reason':'申出'}");
  terminal_push_all (self->lead);

  g_autoptr (MadoPullReply) reply = terminal_pull (printer);

  g_assert_cmpint (terminal_get_row (printer, notice)->gone, ==, MADO_GONE_FROM_SIGHT);
  g_assert_cmpint (terminal_get_row (printer, notice)->seq, ==, 4);
  terminal_load (printer);
  g_assert_null (terminal_get_row (printer, notice));
}

/* --- programmes -------------------------------------------------------------------------------------------------- */

/* From now on the lead alone lets a case go. */
static GBytes *
load_changed (void)
{
  return ward_load_programme ("ninpu-r7", "\"to\": \"withdrawn\", \"by\": [\"verifier\", \"lead\"]",
                              "\"to\": \"withdrawn\", \"by\": [\"lead\"]");
}

static void
test_published_in_the_middle (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) programme = load_changed ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  terminal_load (self->verifier);
  terminal_do (self->verifier, self->id, "case.edit", PHONE, "0300000000", "0311111111");
  terminal_push_all (self->verifier);
  terminal_follow (self->verifier);
  ward_publish (self->ward, self->stream, programme, &error);
  g_assert_no_error (error);
  assert_verdict (self->verifier, MADO_PULL_RESIGHTED);
  terminal_do (self->verifier, self->id, "case.move", WITHDRAW);
  terminal_push_all (self->verifier);
  log = ward_describe_log (self->ward, NAME, 2);
  g_assert_cmpstr (log, ==, "case.edit applied; programme.publish applied; case.move refused E_ROLE; ");
  g_assert_cmpint (ward_get_stand (self->ward, NAME).revision, ==, 4);
}

static void
test_undone_publication (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) programme = load_changed ();
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  g_autofree char *log = NULL;

  g_assert_true (mado_stream_publish (self->stream, self->ward->backend, programme, "s-01", NULL));
  mado_turn_undo (turn);
  terminal_do (self->verifier, self->id, "case.move", WITHDRAW);
  terminal_push_all (self->verifier);
  log = ward_describe_log (self->ward, NAME, 2);
  g_assert_cmpstr (log, ==, "case.move applied; ");
}

static void
test_bad_programme (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) broken = ward_load_programme ("ninpu-r7", "\"see\": \"desk\"", "\"see\": \"desks\"");
  g_autoptr (GBytes) foreign = ward_load_programme ("babysitter-r7", NULL, NULL);
  g_autoptr (GBytes) text = g_bytes_new_static ("no programme", 12);
  GBytes *const files[] = { broken, foreign, text };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (ward_publish (self->ward, self->stream, files[i], &error));
    g_assert_nonnull (error);
    g_assert_cmpint (ward_get_stand (self->ward, NAME).head.seq, ==, 2);
  }
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void
test_open_first (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoId done = self->id, open, inquiry;
  static const MadoRowsRequest request = { .place = (char *) "" };

  inquiry = log_call (self, done);
  terminal_do (self->lead, done, "case.move", WITHDRAW);
  terminal_push_all (self->lead);
  open = terminal_receive_case (self->verifier, "form:2", "0000000002");
  terminal_push_all (self->verifier);

  g_autoptr (MadoEntity) entity = ward_find (self->ward, done);

  g_assert_cmpstr (mado_entity_get_state (entity), ==, "withdrawn");

  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoRowsReply) reply =
      mado_stream_list_rows (self->stream, self->ward->backend, &self->lead->caller, &request, NULL);
  const MadoId order[] = { open, inquiry, done };

  g_assert_cmpuint (reply->rows->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (mado_id_compare (g_array_index (reply->rows, MadoServiceRow, i).id, order[i]), ==, 0);
}

static void
test_rows_of_another_epoch (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  const MadoRowsRequest request = { .epoch = self->lead->epoch + 1, .place = (char *) "" };
  g_autoptr (MadoRowsReply) reply =
      mado_stream_list_rows (self->stream, self->ward->backend, &self->lead->caller, &request, NULL);

  g_assert_cmpint (reply->epoch, ==, self->lead->epoch);
  g_assert_cmpuint (reply->rows->len, ==, 0);
}

#define add(name, function) g_test_add ("/stream-serve/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("hello", test_hello);
  add ("witness", test_witness);
  add ("nothing-new", test_nothing_new);
  add ("rows-are-of-now", test_rows_are_of_now);
  add ("cut-for-the-caller", test_cut_for_the_caller);
  add ("salt-for-its-author", test_salt_for_its_author);
  add ("own-header", test_own_header);
  if (ward_is_in_memory ()) /* a file is restored by the service's own commands */
    add ("rewound", test_rewound);
  add ("another-epoch", test_another_epoch);
  add ("other-roles", test_other_roles);
  g_test_add_func ("/stream-serve/sight", test_sight);
  add ("pieces", test_pieces);
  add ("protected", test_protected);
  add ("out-of-sight", test_out_of_sight);
  add ("published-in-the-middle", test_published_in_the_middle);
  add ("undone-publication", test_undone_publication);
  add ("bad-programme", test_bad_programme);
  add ("open-first", test_open_first);
  add ("rows-of-another-epoch", test_rows_of_another_epoch);

  return g_test_run ();
}
