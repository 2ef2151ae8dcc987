/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A paper that a revoked terminal handed in comes to what its author attached it to, once, and to nothing else. */

#include <string.h>

#include "mado-blob-shelf.h"
#include "mado-unsent-paper.h"
#include "terminal-sample.h"

#define STREAM "shinjuku/ninpu-r7"
#define SIZE (MADO_BLOB_PART + 1000) /* two parts */

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  GBytes *bytes;
  MadoHash hash;
  MadoId id;        /* of the case */
  MadoId operation; /* that attached it */
} Office;

static void
attach (Office *self, Terminal *terminal, const char *item)
{
  g_autofree char *hex = mado_hash_to_hex (&self->hash);
  g_autoptr (MadoOperation) operation = terminal_write (
      terminal, self->id, "case.attach", "{'item':'%s','hash':'%s','type':'image/png','name':'scan.png'}", item, hex);

  self->operation = mado_operation_get_header (operation)->id;
  terminal_keep (terminal, operation);
  terminal_push_all (terminal);
}

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
  self->bytes = g_bytes_new_take (memset (g_malloc (SIZE), 'x', SIZE), SIZE);
  self->hash = mado_hash_of (g_bytes_get_data (self->bytes, NULL), SIZE);
  attach (self, self->verifier, "phone");
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_bytes_unref (self->bytes);
  terminal_free (self->verifier);
  ward_free (self->ward);
}

/* --- taking ------------------------------------------------------------------------------------------------------- */

/* A piece that chief wants taken, as it was handed in. */
typedef struct {
  gsize first, length;
  gint64 size;
  const char *terminal;
} Piece;

static const Piece whole = { 0, SIZE, SIZE, "t-v-01" };

static gboolean
try_take (Office *self, const Piece *piece, const char *administrator, gboolean *out_is_whole, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (self->bytes, piece->first, piece->length);
  const MadoUnsent unsent = {
    .ward = (char *) "shinjuku",
    .programme = (char *) "ninpu-r7",
    .piece = bytes,
    .operation = self->operation,
    .hash = self->hash,
    .first = (gint64) piece->first,
    .size = piece->size,
  };
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);

  return mado_unsent_paper_take (self->stream, self->ward->backend, administrator, piece->terminal, &unsent,
                                 out_is_whole, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

static void
assert_taken (Office *self, const Piece *piece, gboolean is_whole)
{
  g_autoptr (GError) error = NULL;
  gboolean found = !is_whole;

  try_take (self, piece, "chief", &found, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, is_whole);
}

static void
assert_refused (Office *self, const Piece *piece, const char *administrator, const char *why)
{
  g_autoptr (GError) error = NULL;
  gboolean is_whole;

  g_assert_false (try_take (self, piece, administrator, &is_whole, &error));
  if (strstr (error->message, why) == NULL)
    g_error ("%s", error->message);
}

/* --- what is there ------------------------------------------------------------------------------------------------ */

static void
assert_shelf (Office *self, gint64 size)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) attachments = mado_blob_shelf_list (self->ward->backend, STREAM, &self->hash, NULL);
  g_autoptr (GBytes) read = NULL;
  gint64 found = -1;

  g_assert_true (mado_blob_shelf_find_size (self->ward->backend, STREAM, &self->hash, &found, NULL));
  g_assert_cmpint (found, ==, size);
  g_assert_cmpuint (attachments->len, ==, size > 0);
  if (size == 0)
    return;

  const MadoAttachment *attachment = g_ptr_array_index (attachments, 0);

  g_assert_cmpint (mado_id_compare (attachment->entity, self->id), ==, 0);
  g_assert_cmpstr (attachment->item, ==, "phone");
  read = mado_blob_shelf_read (self->ward->backend, &self->hash, 0, SIZE, NULL);
  g_assert_true (g_bytes_equal (read, self->bytes));
}

/* Who wanted it taken, whose it was, and that it was taken once. */
static void
assert_noted (Office *self, gint64 seq)
{
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, STREAM, seq);
  g_autofree char *hex = mado_hash_to_hex (&self->hash);
  g_autofree char *header = NULL, *payload = NULL;

  g_assert_nonnull (entry);
  header = g_strndup (g_bytes_get_data (entry->header, NULL), g_bytes_get_size (entry->header));
  payload = g_strndup (g_bytes_get_data (entry->payload, NULL), g_bytes_get_size (entry->payload));
  g_assert_nonnull (strstr (header, "\"chief\""));
  g_assert_nonnull (strstr (header, MADO_STREAM_TAKE_UNSENT));
  g_assert_nonnull (strstr (payload, "\"v-01\""));
  g_assert_nonnull (strstr (payload, hex));
  g_assert_cmpint (ward_get_stand (self->ward, STREAM).head.seq, ==, seq);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void
test_it_is_whole_with_its_last_part (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const Piece begin = { 0, MADO_BLOB_PART, SIZE, "t-v-01" };
  static const Piece end = { MADO_BLOB_PART, SIZE - MADO_BLOB_PART, SIZE, "t-v-01" };
  const gint64 head = ward_get_stand (self->ward, STREAM).head.seq;

  assert_taken (self, &end, FALSE);
  assert_shelf (self, 0);
  g_assert_cmpint (ward_get_stand (self->ward, STREAM).head.seq, ==, head);
  assert_taken (self, &begin, TRUE);
  assert_shelf (self, SIZE);
  assert_noted (self, head + 1);
}

static void
test_what_is_there_changes_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const gint64 head = ward_get_stand (self->ward, STREAM).head.seq;

  assert_taken (self, &whole, TRUE);
  assert_taken (self, &whole, TRUE);
  assert_shelf (self, SIZE);
  assert_noted (self, head + 1);
}

/* The same scan of two items comes to both. */
static void
test_each_item_is_a_place_of_its_own (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (MadoTurn) turn = NULL;

  assert_taken (self, &whole, TRUE);
  attach (self, self->verifier, "name");
  assert_taken (self, &whole, TRUE);
  turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  attachments = mado_blob_shelf_list (self->ward->backend, STREAM, &self->hash, NULL);
  g_assert_cmpuint (attachments->len, ==, 2);
}

static void
test_a_piece_lies_where_parts_lie (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const Piece wrong[] = {
    { 1, SIZE - 1, SIZE, "t-v-01" },
    { 0, 0, SIZE, "t-v-01" },
    { 0, MADO_BLOB_PART - 1, SIZE, "t-v-01" },
    { 0, SIZE, SIZE - 1, "t-v-01" },
  };
  static const Piece large = { 0, MADO_BLOB_PART, MADO_UNSENT_MAX_ATTACHMENT, "t-v-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (self, &wrong[i], "chief", "the piece is not one of its parts");
  assert_refused (self, &large, "chief", "it is larger than the service keeps");
  assert_shelf (self, 0);
}

static void
test_another_content_is_never_whole (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_bytes_unref (self->bytes);
  self->bytes = g_bytes_new_take (memset (g_malloc (SIZE), 'y', SIZE), SIZE);
  assert_taken (self, &whole, FALSE);
  assert_shelf (self, 0);
}

static void
test_it_comes_from_its_own_terminal (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const Piece other = { 0, SIZE, SIZE, "t-v-02" };

  assert_refused (self, &other, "chief", "it was attached at another terminal");
  assert_refused (self, &whole, "v-01", "whoever did it does not have it taken himself");
  assert_shelf (self, 0);
}

/* A hash that somebody heard of opens nothing: it comes where the operation says that attached these bytes. */
static void
test_its_operation_attached_it (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoId attached = self->operation;
  g_autoptr (MadoOperation) note =
      terminal_write (self->verifier, self->id, "case.note", "{'item':'ward_comment','text':'no paper'}");
  g_autoptr (MadoOperation) another =
      terminal_write (self->verifier, self->id, "case.attach",
                      "{'item':'phone','hash':'%064d','type':'image/png','name':'other.png'}", 0);

  terminal_keep (self->verifier, note);
  terminal_keep (self->verifier, another);
  terminal_push_all (self->verifier);
  self->operation = mado_operation_get_header (note)->id;
  assert_refused (self, &whole, "chief", "attached something else");
  self->operation = mado_operation_get_header (another)->id;
  assert_refused (self, &whole, "chief", "attached something else");
  self->operation = ward_draw_id (self->ward);
  assert_refused (self, &whole, "chief", "take the envelopes of operations first");
  self->operation = attached;
  assert_taken (self, &whole, TRUE);
}

static void
cover (Office *self, const char *hash)
{
  g_autofree char *was = mado_hash_to_hex (&self->hash);
  g_autoptr (MadoOperation) operation =
      terminal_write (self->verifier, self->id, "case.cover",
                      "{'item':'phone','was':'%s','hash':'%s','type':'image/png','name':'scan.png'}", was, hash);

  terminal_keep (self->verifier, operation);
  terminal_push_all (self->verifier);
}

static gboolean
is_any_part_there (Office *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GBytes) part = NULL;

  g_assert_true (self->ward->backend->type->find_blob (self->ward->backend, &self->hash, 0, &part, NULL));

  return part != NULL;
}

static void
put_first_part (Office *self)
{
  const MadoBlobName blob = { STREAM, "v-01", self->hash };
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (self->bytes, 0, MADO_BLOB_PART);
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_blob_shelf_put (self->ward->backend, &blob, 0, part, NULL));
  g_assert_true (mado_turn_commit (g_steal_pointer (&turn), NULL));
}

#define COVERED "%064d"

/* What is on its way when it goes is not kept either; another case may have the same bytes, and sends them again. */
static void
test_what_was_covered_is_nowhere (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *covered = g_strdup_printf (COVERED, 7);

  assert_taken (self, &whole, TRUE);
  g_assert_true (is_any_part_there (self));
  cover (self, covered);
  assert_shelf (self, 0);
  g_assert_false (is_any_part_there (self));
  assert_refused (self, &whole, "chief", "its author may not attach anything there now");
  put_first_part (self);
  g_assert_false (is_any_part_there (self));
  self->id = terminal_receive_case (self->verifier, "form:2", "0000000002");
  attach (self, self->verifier, "phone");
  assert_taken (self, &whole, FALSE);
  assert_taken (self, &whole, TRUE);
  assert_shelf (self, SIZE);
}

/* Parts that came before the operation that attached it, or of a terminal that broke off. */
static void
test_parts_of_what_was_covered_go (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *covered = g_strdup_printf (COVERED, 7);

  put_first_part (self);
  g_assert_true (is_any_part_there (self));
  cover (self, covered);
  g_assert_false (is_any_part_there (self));
}

static void
test_what_was_covered_stays_where_another_has_it (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoId first = self->id;
  g_autofree char *covered = g_strdup_printf (COVERED, 7);

  assert_taken (self, &whole, TRUE);
  self->id = terminal_receive_case (self->verifier, "form:2", "0000000002");
  attach (self, self->verifier, "phone");
  assert_taken (self, &whole, TRUE);
  self->id = first;
  cover (self, covered);
  g_assert_true (is_any_part_there (self));
}

static void
test_what_was_refused_attaches_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) stranger = terminal_new (self->ward, self->stream, "a-01", "agent");
  static const Piece his = { 0, SIZE, SIZE, "t-a-01" };

  attach (self, stranger, "name");
  assert_refused (self, &his, "chief", "was not done");
  assert_shelf (self, 0);
}

static void
test_rights_are_those_of_today (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_set_roles (self->verifier, "agent");
  assert_refused (self, &whole, "chief", "its author may not attach anything there now");
  terminal_set_roles (self->verifier, "verifier");
  assert_taken (self, &whole, TRUE);
}

static void
test_nothing_comes_to_what_was_erased (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  ward_erase (self->ward, self->stream, self->id);
  assert_refused (self, &whole, "chief", "has been erased");
  assert_shelf (self, 0);
}

#define add(name, function) g_test_add ("/stream-paper/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);
  add ("it-is-whole-with-its-last-part", test_it_is_whole_with_its_last_part);
  add ("what-is-there-changes-nothing", test_what_is_there_changes_nothing);
  add ("each-item-is-a-place-of-its-own", test_each_item_is_a_place_of_its_own);
  add ("a-piece-lies-where-parts-lie", test_a_piece_lies_where_parts_lie);
  add ("another-content-is-never-whole", test_another_content_is_never_whole);
  add ("it-comes-from-its-own-terminal", test_it_comes_from_its_own_terminal);
  add ("its-operation-attached-it", test_its_operation_attached_it);
  add ("what-was-refused-attaches-nothing", test_what_was_refused_attaches_nothing);
  add ("what-was-covered-is-nowhere", test_what_was_covered_is_nowhere);
  add ("parts-of-what-was-covered-go", test_parts_of_what_was_covered_go);
  add ("what-was-covered-stays-where-another-has-it", test_what_was_covered_stays_where_another_has_it);
  add ("rights-are-those-of-today", test_rights_are_those_of_today);
  add ("nothing-comes-to-what-was-erased", test_nothing_comes_to_what_was_erased);

  return g_test_run ();
}
