/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a revoked terminal handed in comes into the log by the real program: in its author's name, judged as ever, once,
 * and only where somebody else who administers the ward wants it. */

#include <glib/gstdio.h>
#include <string.h>

#include "case-sample.h"
#include "door-world.h"
#include "handover-desk.h"
#include "mado-envelope.h"
#include "mado-order.h"
#include "mado-unsent.h"

#define LONG "2099-03-31"

/* --- the terminal ------------------------------------------------------------------------------------------------- */

static char *
ask_seal_to (DoorVisitor *visitor)
{
  g_autoptr (TlsReply) reply = world_ask (visitor->client, "", "GET", "/v1/order", NULL);
  g_autoptr (GBytes) body = g_bytes_ref (reply->body);
  g_auto (MadoOrder) order = { 0 };

  g_assert_true (mado_order_read (body, &order, NULL));

  return g_strdup (order.seal_to);
}

/* As a terminal seals it before its end. Returns: (transfer full): the hash of its envelope */
static char *
hand_in_unsent (DoorVisitor *visitor, const MadoUnsent *unsent)
{
  g_autofree char *seal_to = ask_seal_to (visitor);
  g_autoptr (GBytes) text = mado_unsent_write (unsent, NULL);
  g_autoptr (GBytes) envelope = mado_envelope_close (seal_to, MADO_UNSENT_PURPOSE, text, NULL);
  const MadoHash hash = mado_hash_of (g_bytes_get_data (envelope, NULL), g_bytes_get_size (envelope));
  g_autoptr (TlsReply) reply = world_ask (visitor->client, "", "POST", "/v1/unsent", envelope);

  g_assert_cmpuint (reply->status, ==, 200);

  return mado_hash_to_hex (&hash);
}

/* What the journal has from @first on. */
static char *
hand_in (DoorVisitor *visitor, gint64 first, gint64 last)
{
  g_autoptr (MadoPushRequest) push = terminal_ask_push (visitor->terminal, first, last);
  const MadoUnsent unsent = { .ward = (char *) "shinjuku", .programme = (char *) "ninpu-r7", .push = push };

  return hand_in_unsent (visitor, &unsent);
}

/* As `service unsent` names it: whoever handed in is known by his certificate. */
static char *
find_key (DoorWorld *self, const char *hex)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "service", "unsent", NULL);
  const char *at = strstr (said, hex);
  const char *start = at;

  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (at);
  while (start[-1] != '"')
    start--;

  return g_strndup (start, (gsize) (strchr (at, '"') - start));
}

static char *
hand_in_all (DoorWorld *self, DoorVisitor *visitor, gint64 first)
{
  g_autofree char *named = hand_in (visitor, first, (gint64) visitor->terminal->journal->len);

  return find_key (self, named);
}

static void
revoke_it (DoorWorld *self, const char *terminal)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "terminal", "revoke", terminal, NULL);

  g_assert_cmpint (status, ==, 0);
}

/* --- the administrator -------------------------------------------------------------------------------------------- */

static char *
take (DoorWorld *self, const char *key, const char *account, int *out_status)
{
  return world_ctl (&self->world, out_status, "service", "unsent-take", key, "--actor", account, NULL);
}

static void
assert_refused (DoorWorld *self, const char *key, const char *account, const char *why)
{
  int status = -1;
  g_autofree char *said = take (self, key, account, &status);

  g_assert_cmpint (status, !=, 0);
  if (strstr (said, why) == NULL)
    g_error ("%s", said);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at++)
    n++;

  return n;
}

/* As `service unsent` says it. */
static void
assert_taken (DoorWorld *self, guint n_taken, guint n_left)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "service", "unsent", NULL);

  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (count (said, "\"taken\":true"), ==, n_taken);
  g_assert_cmpuint (count (said, "\"taken\":false"), ==, n_left);
}

static void
assert_done (const char *said, guint n_done)
{
  g_autofree char *done = g_strdup_printf ("\"done\":%u}", n_done);

  if (strstr (said, done) == NULL)
    g_error ("%s", said);
}

/* How often the log of the ward has an entry of that kind. */
static guint
count_in_log (DoorWorld *self, const char *kind)
{
  g_autofree char *log = door_world_show_log (self);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", kind);

  return count (log, quoted);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static MadoId
work (DoorWorld *self, DoorVisitor *visitor)
{
  const MadoId id = ward_draw_id (self->world.notes);
  g_autoptr (MadoOperation) plain = NULL;
  g_autoptr (MadoOperation) signed_one = NULL;

  terminal_do (visitor->terminal, id, "case.move", "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}",
               "'0000000001'");
  door_world_push (visitor);
  terminal_do (visitor->terminal, id, "case.note", "{'item':'ward_comment','text':'unsent'}");
  terminal_do (visitor->terminal, id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0311112222'}]}");
  plain = terminal_write (visitor->terminal, id, "case.note", "{'item':'ward_comment','text':'signed'}");
  signed_one = mado_operation_sign (plain, visitor->key, NULL);
  terminal_keep (visitor->terminal, signed_one);

  return id;
}

static void
test_it_comes_into_the_log_in_its_authors_name (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autofree char *key = NULL, *said = NULL, *again = NULL;
  int status = -1;

  work (self, visitor);
  revoke_it (self, "t-v-01");
  key = hand_in_all (self, visitor, 2);
  said = take (self, key, "chief", &status);
  if (status != 0)
    g_error ("%s", said);
  assert_done (said, 2);
  g_assert_cmpuint (count (said, "E_LEAVE"), ==, 1); /* he would have had to say his password */
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 1);
  g_assert_cmpuint (count_in_log (self, "case.note"), ==, 2);
  again = take (self, key, "chief", &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (again, ==, said);
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 1);
}

/* Another envelope with the same in it, as of a profile that was sealed twice. */
static void
test_what_is_there_comes_once (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autofree char *first = NULL, *second = NULL, *said = NULL;
  int status = -1;

  work (self, visitor);
  revoke_it (self, "t-v-01");
  first = hand_in_all (self, visitor, 2);
  second = hand_in_all (self, visitor, 2);
  g_assert_cmpstr (first, !=, second);
  g_free (take (self, first, "chief", &status));
  g_assert_cmpint (status, ==, 0);
  said = take (self, second, "chief", &status);
  g_assert_cmpint (status, ==, 0);
  assert_done (said, 2);
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 1);
  g_assert_cmpuint (count_in_log (self, "case.note"), ==, 2);
}

static void
test_who_may_not_does_not (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autofree char *key = NULL, *late = NULL;

  work (self, visitor);
  revoke_it (self, "t-v-01");
  key = hand_in_all (self, visitor, 2);
  late = hand_in_all (self, visitor, 3);
  assert_refused (self, key, "v-01", "is no administrator of the ward");
  assert_refused (self, key, "watch", "is no administrator of the ward");
  assert_refused (self, key, "nobody", "is no administrator of the ward");
  assert_refused (self, "123/456", "chief", "nobody knows the terminal");
  assert_refused (self, late, "chief", "what comes before it in its journal is not here yet");
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 0);
  g_assert_cmpuint (count_in_log (self, "case.note"), ==, 0);
}

/* Whoever administers the ward and worked at that terminal himself needs a second person. */
static void
test_nobody_has_his_own_work_taken (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *chief = door_world_find (self, "chief");
  const gint64 first = (gint64) chief->terminal->journal->len + 1;
  g_autofree char *key = NULL, *name = g_strdup (chief->papers.name);

  terminal_do (chief->terminal, ward_draw_id (self->world.notes), "case.note", "{'item':'ward_comment','text':'own'}");
  revoke_it (self, name);
  key = hand_in_all (self, chief, first);
  assert_refused (self, key, "chief", "whoever did it does not have it taken himself");
}

/* --- papers ------------------------------------------------------------------------------------------------------- */

#define PAPER_SIZE (MADO_UNSENT_PIECE + 300 * 1024 + 7)

/* A paper of two pieces, and the operation that attached it. */
typedef struct {
  GBytes *bytes;
  MadoHash hash;
  char *hex;
  MadoId operation;
} Paper;

static void
clear_paper (Paper *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->hex);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, clear_paper)

static GBytes *
draw_bytes (gsize size)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_rand_int (chance);

  return g_bytes_new_take (bytes, size);
}

static Paper
draw_paper (void)
{
  Paper self = { .bytes = draw_bytes (PAPER_SIZE) };

  self.hash = mado_hash_of (g_bytes_get_data (self.bytes, NULL), PAPER_SIZE);
  self.hex = mado_hash_to_hex (&self.hash);

  return self;
}

static Paper
attach (DoorVisitor *visitor, MadoId id)
{
  Paper self = draw_paper ();
  g_autoptr (MadoOperation) operation = NULL;

  operation = terminal_write (visitor->terminal, id, "case.attach",
                              "{'item':'phone','hash':'%s','type':'image/png','name':'scan.png'}", self.hex);
  terminal_keep (visitor->terminal, operation);
  self.operation = mado_operation_get_header (operation)->id;

  return self;
}

/* A piece from @first on, as if @operation had attached it. Returns: (transfer full): the key of its envelope */
static char *
hand_in_piece (DoorWorld *self, DoorVisitor *visitor, const Paper *paper, MadoId operation, gint64 first)
{
  const gsize length = (gsize) MIN (PAPER_SIZE - first, MADO_UNSENT_PIECE);
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (paper->bytes, (gsize) first, length);
  const MadoUnsent unsent = {
    .ward = (char *) "shinjuku",
    .programme = (char *) "ninpu-r7",
    .piece = piece,
    .operation = operation,
    .hash = paper->hash,
    .first = first,
    .size = PAPER_SIZE,
  };
  g_autofree char *named = hand_in_unsent (visitor, &unsent);

  return find_key (self, named);
}

static void
assert_kept (DoorWorld *self, const char *key, gboolean is_whole)
{
  int status = -1;
  g_autofree char *said = take (self, key, "chief", &status);

  if (status != 0 || strstr (said, is_whole ? "\"whole\":true" : "\"whole\":false") == NULL)
    g_error ("%s", said);
}

static GBytes *
get_paper (DoorVisitor *visitor, const Paper *paper)
{
  g_autofree char *target = g_strdup_printf (WORLD_STREAM "blob/%s", paper->hex);
  g_autoptr (GByteArray) got = g_byte_array_new ();

  while (got->len < PAPER_SIZE) {
    g_autofree char *headers =
        g_strdup_printf ("Authorization: Bearer %s\r\nRange: bytes=%u-\r\n", visitor->terminal->token, got->len);
    g_autoptr (TlsReply) reply = tls_client_ask (visitor->client, "GET", target, headers, NULL);

    if (reply == NULL || reply->status != 206)
      return NULL;
    g_byte_array_append (got, g_bytes_get_data (reply->body, NULL), (guint) g_bytes_get_size (reply->body));
  }

  return g_byte_array_free_to_bytes (g_steal_pointer (&got));
}

/* Its pieces come in any order, behind the operation that says what it belongs to; then whoever sees that has it. */
static void
test_a_paper_comes_where_it_belongs (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  DoorVisitor *other = door_world_add (self, "v-02", "verifier", LONG);
  g_auto (Paper) paper = attach (visitor, work (self, visitor));
  g_autofree char *work_key = NULL, *first = NULL, *second = NULL, *again = NULL, *said = NULL;
  g_autoptr (GBytes) got = NULL;
  int status = -1;

  revoke_it (self, "t-v-01");
  work_key = hand_in_all (self, visitor, 2);
  first = hand_in_piece (self, visitor, &paper, paper.operation, 0);
  second = hand_in_piece (self, visitor, &paper, paper.operation, MADO_UNSENT_PIECE);
  again = hand_in_piece (self, visitor, &paper, paper.operation, 0);
  assert_refused (self, second, "chief", "take the envelopes of operations first");
  said = take (self, work_key, "chief", &status);
  g_assert_cmpint (status, ==, 0);
  assert_taken (self, 1, 3);
  assert_kept (self, second, FALSE);
  g_assert_null (get_paper (other, &paper));
  assert_kept (self, first, TRUE);
  got = get_paper (other, &paper);
  g_assert_true (got != NULL && g_bytes_equal (got, paper.bytes));
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 2);
  assert_kept (self, again, TRUE);
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 2);
  assert_taken (self, 4, 0);
}

/* A hash that somebody heard of opens nothing, and whoever handed a piece in gets no further with it than its author.
 */
static void
test_a_paper_comes_nowhere_else (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  DoorVisitor *other = door_world_add (self, "v-02", "verifier", LONG);
  const MadoId id = work (self, visitor);
  g_auto (Paper) paper = attach (visitor, id);
  g_autoptr (MadoOperation) note =
      terminal_write (visitor->terminal, id, "case.note", "{'item':'ward_comment','text':'no paper'}");
  g_autofree char *work_key = NULL, *strange = NULL, *shifted = NULL, *wrong = NULL, *good = NULL;

  terminal_keep (visitor->terminal, note);
  strange = hand_in_piece (self, other, &paper, paper.operation, 0);
  revoke_it (self, "t-v-01");
  work_key = hand_in_all (self, visitor, 2);
  shifted = hand_in_piece (self, visitor, &paper, paper.operation, 1);
  wrong = hand_in_piece (self, visitor, &paper, mado_operation_get_header (note)->id, 0);
  good = hand_in_piece (self, visitor, &paper, paper.operation, 0);
  g_free (take (self, work_key, "chief", &(int) { 0 }));
  assert_refused (self, strange, "chief", "it was attached at another terminal");
  assert_refused (self, shifted, "chief", "the piece is not one of its parts");
  assert_refused (self, wrong, "chief", "attached something else");
  assert_refused (self, good, "v-02", "is no administrator of the ward");
  door_world_grant (self, "v-01", "");
  assert_refused (self, good, "chief", "its author may not attach anything there now");
  door_world_grant (self, "v-01", "verifier");
  assert_kept (self, good, FALSE);
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 1);
}

/* --- photos of the media ledger ----------------------------------------------------------------------------------- */

static void
keep_signed (DoorVisitor *visitor, const MadoOperation *plain)
{
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, visitor->key, NULL);

  g_assert_nonnull (operation);
  terminal_keep (visitor->terminal, operation);
}

static MadoId
make_medium (DoorWorld *self, DoorVisitor *visitor)
{
  const MadoId id = ward_draw_id (self->world.notes);
  g_autoptr (MadoOperation) plain = NULL;

  door_world_take_leave (visitor);
  plain = terminal_write (visitor->terminal, id, "handover.make", HANDOVER_MEDIUM, "P-0001");
  keep_signed (visitor, plain);
  door_world_push (visitor);

  return id;
}

static Paper
attach_photo (DoorVisitor *visitor, MadoId id)
{
  Paper self = draw_paper ();
  g_autoptr (MadoOperation) plain =
      terminal_write (visitor->terminal, id, "handover.attach",
                      "{'hash':'%s','type':'image/png','name':'seal.png','text':'S-7001'}", self.hex);

  keep_signed (visitor, plain);
  self.operation = mado_operation_get_header (plain)->id;

  return self;
}

/* Signed for and in the log; only its bytes had not gone when the terminal came to its end. */
static void
test_a_photo_comes_to_its_entry (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "l-01", "lead", LONG);
  DoorVisitor *other = door_world_add (self, "l-02", "lead", LONG);
  g_auto (Paper) photo = attach_photo (visitor, make_medium (self, visitor));
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GBytes) got = NULL;

  door_world_push (visitor);
  g_assert_cmpuint (count_in_log (self, "handover.attach"), ==, 1);
  revoke_it (self, "t-l-01");
  first = hand_in_piece (self, visitor, &photo, photo.operation, 0);
  second = hand_in_piece (self, visitor, &photo, photo.operation, MADO_UNSENT_PIECE);
  assert_kept (self, first, FALSE);
  g_assert_null (get_paper (other, &photo));
  assert_kept (self, second, TRUE);
  got = get_paper (other, &photo);
  g_assert_true (got != NULL && g_bytes_equal (got, photo.bytes));
}

static void
assert_read_out (DoorWorld *self, const char *key, GBytes *bytes, gsize first)
{
  g_autofree char *path = g_build_filename (self->world.folder, "piece", NULL), *got = NULL, *said = NULL;
  const gsize wanted = MIN (g_bytes_get_size (bytes) - first, (gsize) MADO_UNSENT_PIECE);
  gsize length = 0;
  int status = -1;

  said = world_ctl (&self->world, &status, "service", "unsent-read", key, "--out", path, NULL);
  if (status != 0)
    g_error ("%s", said);
  g_assert_true (g_file_get_contents (path, &got, &length, NULL));
  g_assert_cmpmem (got, length, (const char *) g_bytes_get_data (bytes, NULL) + first, wanted);
  g_assert_no_errno (g_remove (path));
}

/* Signed for where nobody heard the password again: it is refused, and whoever signed does it anew, with what is
 * written out. */
static void
test_a_photo_that_was_not_sent_is_signed_for_anew (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "l-01", "lead", LONG);
  g_auto (Paper) photo = attach_photo (visitor, make_medium (self, visitor));
  g_autofree char *work_key = NULL, *first = NULL, *said = NULL;
  int status = -1;

  revoke_it (self, "t-l-01");
  work_key = hand_in_all (self, visitor, 2);
  first = hand_in_piece (self, visitor, &photo, photo.operation, 0);
  said = take (self, work_key, "chief", &status);
  g_assert_cmpint (status, ==, 0);
  assert_done (said, 0);
  g_assert_cmpuint (count (said, "E_LEAVE"), ==, 1);
  assert_refused (self, first, "chief", "the operation that attached it was not done");
  assert_read_out (self, first, photo.bytes, 0);
}

/* --- what was looked at ------------------------------------------------------------------------------------------- */

/* The key of the envelope of @n looks from @first on, as @account says of himself. */
static char *
hand_in_reads (DoorWorld *self, DoorVisitor *visitor, const char *account, gint64 first, guint n)
{
  g_autoptr (MadoReadsRequest) reads = mado_reads_request_new ();
  const MadoUnsent unsent = {
    .ward = (char *) "shinjuku", .programme = (char *) "ninpu-r7", .reads = reads, .account = (char *) account
  };
  g_autofree char *named = NULL;

  reads->device = visitor->terminal->device;
  for (guint i = 0; i < n; i++)
    mado_reads_request_add (reads, first + i, mado_id_draw (), mado_instant_now (), "open");
  named = hand_in_unsent (visitor, &unsent);

  return find_key (self, named);
}

/* As an auditor sees it. */
static guint
count_looks (DoorWorld *self, const char *account)
{
  int status = -1;
  g_autofree char *said =
      world_ctl (&self->world, &status, "audit", "reads", "shinjuku", "--account", account, "--json", NULL);

  g_assert_cmpint (status, ==, 0);

  return count (said, "\"entity\":");
}

static void
assert_reads_taken (DoorWorld *self, const char *key, guint n_new)
{
  g_autofree char *expected = g_strdup_printf ("\"reads\":%u}", n_new);
  int status = -1;
  g_autofree char *said = take (self, key, "chief", &status);

  if (status != 0 || strstr (said, expected) == NULL)
    g_error ("%s", said);
}

/* Whoever looked and was not told of by his terminal any more is in the log of reads all the same, each look once. */
static void
test_what_was_looked_at_comes_to_the_auditor (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autofree char *key = NULL, *more = NULL;

  work (self, visitor);
  revoke_it (self, "t-v-01");
  key = hand_in_reads (self, visitor, "v-01", 1, 4);
  more = hand_in_reads (self, visitor, "v-02", 3, 5); /* it is not he whose device it is */
  g_assert_cmpuint (count_looks (self, "v-01"), ==, 0);
  assert_taken (self, 0, 2);
  assert_refused (self, key, "v-01", "is no administrator of the ward");
  assert_refused (self, more, "chief", "the ward has no account");
  assert_reads_taken (self, key, 4);
  assert_reads_taken (self, key, 4); /* it says what came of it, and does nothing again */
  g_assert_cmpuint (count_looks (self, "v-01"), ==, 4);
  g_free (g_steal_pointer (&more));
  more = hand_in_reads (self, visitor, "chief", 1, 4); /* the same numbers, later: a disk that was put back */
  assert_reads_taken (self, more, 4);
  g_assert_cmpuint (count_looks (self, "v-01"), ==, 8);
  g_assert_cmpuint (count_looks (self, "chief"), ==, 0);
  g_assert_cmpuint (count_in_log (self, "service.take-unsent"), ==, 2);
  assert_taken (self, 2, 1);
}

static void
test_nobody_has_his_own_looks_taken (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *chief = door_world_find (self, "chief");
  g_autofree char *name = g_strdup (chief->papers.name);
  g_autofree char *key = NULL;

  revoke_it (self, name);
  key = hand_in_reads (self, chief, "chief", 1, 2);
  assert_refused (self, key, "chief", "whoever looked does not have it taken himself");
  g_assert_cmpuint (count_looks (self, "chief"), ==, 0);
}

#define add(name, function)                                                                                            \
  g_test_add ("/service-unsent/" name, DoorWorld, NULL, door_world_set_up, function, door_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("it-comes-into-the-log-in-its-authors-name", test_it_comes_into_the_log_in_its_authors_name);
  add ("what-is-there-comes-once", test_what_is_there_comes_once);
  add ("who-may-not-does-not", test_who_may_not_does_not);
  add ("nobody-has-his-own-work-taken", test_nobody_has_his_own_work_taken);
  add ("what-was-looked-at-comes-to-the-auditor", test_what_was_looked_at_comes_to_the_auditor);
  add ("nobody-has-his-own-looks-taken", test_nobody_has_his_own_looks_taken);
  add ("a-paper-comes-where-it-belongs", test_a_paper_comes_where_it_belongs);
  add ("a-paper-comes-nowhere-else", test_a_paper_comes_nowhere_else);
  add ("a-photo-comes-to-its-entry", test_a_photo_comes_to_its_entry);
  add ("a-photo-that-was-not-sent-is-signed-for-anew", test_a_photo_that_was_not_sent_is_signed_for_anew);

  return g_test_run ();
}
