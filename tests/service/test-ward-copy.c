/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward that was copied is the same ward: between an encrypted file, PostgreSQL and memory, at once or while somebody
 * works in it, and whatever happens on the way. */

#include "keep-sample.h"

#include <string.h>

#include "mado-audit-check.h"
#include "mado-base-error.h"
#include "mado-chain.h"
#include "mado-ward-copy.h"
#include "mado-ward-standing.h"

static gint64
copy (MadoBackend *from, MadoBackend *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from, MADO_BACKEND_READ, &error);
  gint64 count = -1;

  g_assert_no_error (error);
  mado_ward_copy (from, to, &count, &error);
  g_assert_no_error (error);

  return count;
}

static char *
compare (MadoBackend *from, MadoBackend *to)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_ward_compare (from, to, &digest, &error))
    return NULL;
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);

  return g_strdup (error->message);
}

static void
assert_same (MadoBackend *from, MadoBackend *to)
{
  g_autofree char *difference = compare (from, to);

  g_assert_cmpstr (difference, ==, NULL);
}

/* --- from each to each ------------------------------------------------------------------------------------------- */

static void
test_a_copy_has_all (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 1);

  keep_office_work (office, 60);
  g_assert_cmpint (copy (from->writer, to->writer), >, 60);
  assert_same (from->writer, to->writer);
  assert_same (to->writer, from->writer);
}

static gboolean
has_room (const MadoWardDigest *digest, MadoWardItemKind kind, const char *stream)
{
  for (guint i = 0; i < mado_ward_digest_count (digest); i++) {
    const MadoWardSum *sum = mado_ward_digest_get (digest, i);

    if (sum->kind == kind && strcmp (sum->stream, stream) == 0 && sum->count > 0)
      return TRUE;
  }

  return FALSE;
}

static GBytes *
load_session_shelf (MadoBackend *backend)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) keys = NULL, values = NULL;
  GByteArray *all = g_byte_array_new ();

  g_assert_true (backend->type->list_records (backend, "session", "", 1000, &keys, &values, NULL));
  g_assert_cmpuint (values->len, >, 0);
  for (guint i = 0; i < values->len; i++) {
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (values, i), &size);

    g_byte_array_append (all, bytes, (guint) size);
  }

  return g_byte_array_free_to_bytes (all);
}

/* The log of the door is one of the ward's, and whoever was in stays in. */
static void
test_a_copy_has_the_door (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 4);
  g_autoptr (GBytes) sessions = NULL, copied = NULL;
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  MadoTurn *turn;

  keep_office_work (office, 60);
  copy (from->writer, to->writer);
  sessions = load_session_shelf (from->writer);
  copied = load_session_shelf (to->writer);
  g_assert_true (g_bytes_equal (sessions, copied));
  turn = mado_turn_begin (to->writer, MADO_BACKEND_READ, NULL);
  digest = mado_ward_digest_take (to->writer, NULL);
  g_assert_true (has_room (digest, MADO_WARD_ITEM_ENTRY, KEEP_ACCESS_STREAM));
  checks = mado_audit_check_all (to->writer, NULL);
  g_assert_cmpuint (checks->len, ==, KEEP_N_STREAMS + 1);
  for (guint i = 0; i < checks->len; i++)
    g_assert_cmpint (((const MadoAuditCheck *) g_ptr_array_index (checks, i))->bad, ==, 0);
  mado_turn_undo (turn);
}

static void
test_a_copy_is_caught_up (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 2);

  keep_office_work (office, 60);
  for (guint i = 0; i < 8; i++) {
    copy (from->writer, to->writer);
    assert_same (from->writer, to->writer);
    keep_office_work (office, 15);
  }
}

/* A reader's snapshot is one moment, while somebody goes on writing. */
static void
test_a_copy_is_of_one_moment (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 3);
  g_autoptr (MadoBackend) reader = keep_ward_open (from, MADO_BACKEND_READ);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (MadoTurn) turn = NULL;
  MadoStreamStand stand;
  gint64 count;

  keep_office_work (office, 40);
  turn = mado_turn_begin (reader, MADO_BACKEND_READ, NULL);
  g_assert_true (reader->type->find_stream (reader, KEEP_STREAM, &stand, NULL));
  keep_office_work (office, 40);
  g_assert_true (mado_ward_copy (reader, to->writer, &count, NULL));
  g_assert_true (mado_ward_compare (reader, to->writer, &digest, NULL));
  g_clear_pointer (&turn, mado_turn_undo);
  g_assert_nonnull (compare (from->writer, to->writer));
  copy (from->writer, to->writer);
  assert_same (from->writer, to->writer);
}

/* --- what is wrong is seen --------------------------------------------------------------------------------------- */

static void
assert_broken_by (const char *expected, void (*spoil) (MadoBackend *to, const KeepOffice *office))
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 4);
  g_autofree char *difference = NULL;
  MadoTurn *turn;

  keep_office_work (office, 40);
  copy (from->writer, to->writer);
  turn = mado_turn_begin (to->writer, MADO_BACKEND_WRITE, NULL);
  spoil (to->writer, office);
  g_assert_true (mado_turn_commit (turn, NULL));
  difference = compare (from->writer, to->writer);
  g_test_message ("%s", difference);
  g_assert_nonnull (difference);
  g_assert_nonnull (strstr (difference, expected));
}

static void
spoil_claims (MadoBackend *to, const KeepOffice *office)
{
  g_assert_true (to->type->hold (to, "another", mado_id_draw (), NULL));
}

static void
spoil_payloads (MadoBackend *to, const KeepOffice *office)
{
  g_assert_true (to->type->erase_payloads (to, keep_office_get_case (office, 0), NULL));
}

static void
spoil_parts (MadoBackend *to, const KeepOffice *office)
{
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (to->type->list_parts (to, NULL, 1, &parts, NULL));
  const MadoStoredPart *part = &g_array_index (parts, MadoStoredPart, 0);
  g_autofree guint8 *content = g_malloc0 (part->length);

  bytes = g_bytes_new (content, part->length);
  g_assert_true (to->type->put_blob (to, &part->hash, part->part, bytes, NULL));
}

static void
spoil_records (MadoBackend *to, const KeepOffice *office)
{
  g_autoptr (GBytes) value = g_bytes_new ("other", 5);

  g_assert_true (to->type->put_record (to, "account", "s-01", value, NULL));
}

static void
spoil_looks (MadoBackend *to, const KeepOffice *office)
{
  const MadoStoredRead look = { .account = "s-01", .terminal = "t-01", .reason = "", .entity = mado_id_draw () };

  g_assert_true (to->type->append_read (to, &look, NULL));
}

static void
spoil_epoch (MadoBackend *to, const KeepOffice *office)
{
  MadoStreamStand stand;

  g_assert_true (to->type->find_stream (to, KEEP_STREAM, &stand, NULL));
  stand.epoch++;
  g_assert_true (to->type->set_stand (to, &stand, NULL));
}

static void
test_what_differs_is_named (void)
{
  assert_broken_by ("claims", spoil_claims);
  assert_broken_by ("entries of " KEEP_STREAM, spoil_payloads);
  assert_broken_by ("parts", spoil_parts);
  assert_broken_by ("records", spoil_records);
  assert_broken_by ("looks", spoil_looks);
  assert_broken_by ("head of " KEEP_STREAM, spoil_epoch);
}

static void
assert_not_copied (KeepWard *from)
{
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (MadoTurn) turn = mado_turn_begin (from->writer, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_false (mado_ward_copy (from->writer, to->writer, &count, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
}

static void
test_a_log_without_its_end_is_not_copied (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 5);
  MadoTurn *turn;
  MadoStreamStand stand;

  keep_office_work (office, 20);
  turn = mado_turn_begin (from->writer, MADO_BACKEND_WRITE, NULL);
  g_assert_true (from->writer->type->find_stream (from->writer, KEEP_STREAM, &stand, NULL));
  stand.head.chain.bytes[0] ^= 1;
  g_assert_true (from->writer->type->set_stand (from->writer, &stand, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  assert_not_copied (from);
}

/* Its head and its links are right, but for what they are said to link. */
static void
test_an_entry_that_does_not_fit_is_not_copied (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 5);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (MadoStoredEntry) entry = NULL;
  MadoTurn *turn;
  MadoStreamStand stand;

  keep_office_work (office, 20);
  turn = mado_turn_begin (from->writer, MADO_BACKEND_WRITE, NULL);
  g_assert_true (from->writer->type->find_stream (from->writer, KEEP_STREAM, &stand, NULL));
  g_assert_true (from->writer->type->find_entry (from->writer, stand.number, stand.head.seq, &entry, NULL));
  entry->operation = mado_id_draw ();
  entry->seq++;
  entry->leaf.bytes[0] ^= 1;
  entry->chain = mado_chain_hash_link (hasher, &stand.head.chain, &entry->leaf);
  g_assert_true (from->writer->type->append_entry (from->writer, stand.number, entry, NULL));
  stand.head = (MadoLogPlace) { entry->seq, entry->chain };
  g_assert_true (from->writer->type->set_stand (from->writer, &stand, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  assert_not_copied (from);
}

static void
test_another_ward_is_not_copied_over (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 6);
  g_autoptr (KeepOffice) other = keep_office_new (to->writer, 7);
  g_autoptr (GError) error = NULL;
  gint64 count;

  keep_office_work (office, 20);
  keep_office_work (other, 10);

  g_autoptr (MadoTurn) turn = mado_turn_begin (from->writer, MADO_BACKEND_READ, NULL);

  g_assert_false (mado_ward_copy (from->writer, to->writer, &count, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
}

/* --- a copy that is cut off -------------------------------------------------------------------------------------- */

/* At the n-th call of the ward that is filled, for each n until none fails: the next one goes on, and it is whole. */
static void
test_a_copy_that_fails_goes_on (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 8);
  gboolean has_failed = TRUE;
  guint n = 1;

  keep_office_work (office, 30);
  for (; has_failed; n += 7) {
    g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
    g_autoptr (MadoTurn) turn = mado_turn_begin (from->writer, MADO_BACKEND_READ, NULL);
    gint64 count;

    mado_memory_backend_fail_at (to->writer, n);
    has_failed = !mado_ward_copy (from->writer, to->writer, &count, NULL);
    mado_memory_backend_fail_at (to->writer, 0);
    g_clear_pointer (&turn, mado_turn_undo);
    copy (from->writer, to->writer);
    assert_same (from->writer, to->writer);
  }
  g_assert_cmpuint (n, >, 100);
}

/* --- its standing ------------------------------------------------------------------------------------------------ */

static void
set_standing (MadoBackend *backend, MadoWardStanding standing)
{
  MadoTurn *turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_ward_standing_save (backend, standing, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
assert_refused (MadoBackend *backend, MadoBackendError code)
{
  for (int access = MADO_BACKEND_READ; access <= MADO_BACKEND_WRITE; access++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_turn_begin (backend, (MadoBackendAccess) access, &error));
    g_assert_error (error, MADO_BACKEND_ERROR, (int) code);
  }
}

static void
test_a_ward_says_whether_it_may_be_worked_with (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 9);
  g_autoptr (MadoTurn) turn = NULL;

  set_standing (to->writer, MADO_WARD_FILLING);
  assert_refused (to->writer, MADO_BACKEND_ERROR_UNFINISHED);
  keep_office_work (office, 5);
  copy (from->writer, to->writer);
  set_standing (from->writer, MADO_WARD_LEFT);
  assert_refused (from->writer, MADO_BACKEND_ERROR_MOVED);
  copy (from->writer, to->writer);
  assert_refused (to->writer, MADO_BACKEND_ERROR_UNFINISHED);
  assert_same (from->writer, to->writer);
  set_standing (to->writer, MADO_WARD_SERVED);
  turn = mado_turn_begin (to->writer, MADO_BACKEND_WRITE, NULL);
  g_assert_nonnull (turn);
}

static const struct {
  const char *name;
  void (*test) (gconstpointer kinds);
} pair_cases[] = {
  { "a-copy-has-all", test_a_copy_has_all },
  { "a-copy-has-the-door", test_a_copy_has_the_door },
  { "a-copy-is-caught-up", test_a_copy_is_caught_up },
  { "a-copy-is-of-one-moment", test_a_copy_is_of_one_moment },
  { "a-ward-says-whether-it-may-be-worked-with", test_a_ward_says_whether_it_may_be_worked_with },
};

int
main (int argc, char **argv)
{
  static const KeepKind *const pairs[][2] = {
    { &keep_memory, &keep_sqlcipher },
    { &keep_sqlcipher, &keep_postgresql },
    { &keep_postgresql, &keep_sqlcipher },
    { &keep_postgresql, &keep_memory },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pair_cases); j++) {
      g_autofree char *path =
          g_strdup_printf ("/ward-copy/%s-to-%s/%s", pairs[i][0]->name, pairs[i][1]->name, pair_cases[j].name);

      g_test_add_data_func (path, pairs[i], pair_cases[j].test);
    }
  g_test_add_func ("/ward-copy/what-differs-is-named", test_what_differs_is_named);
  g_test_add_func ("/ward-copy/a-log-without-its-end-is-not-copied", test_a_log_without_its_end_is_not_copied);
  g_test_add_func ("/ward-copy/an-entry-that-does-not-fit-is-not-copied",
                   test_an_entry_that_does_not_fit_is_not_copied);
  g_test_add_func ("/ward-copy/another-ward-is-not-copied-over", test_another_ward_is_not_copied_over);
  g_test_add_func ("/ward-copy/a-copy-that-fails-goes-on", test_a_copy_that_fails_goes_on);

  return keep_run_tests ();
}
