/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold of turns and streams. */

#include "backend-contract.h"

static gint64
find_head (MadoBackend *backend)
{
  MadoStreamStand stand = { 0 };

  must (backend, find_stream, SAMPLE_STREAM, &stand);

  return stand.head.seq;
}

static void
commit_entry (BackendSample *sample, gint64 seq)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (seq, MADO_ID_NONE, "x", NULL);

  backend_sample_append (sample, entry);
  backend_sample_commit (g_steal_pointer (&turn));
}

static gint64
look_from_outside (BackendSample *sample)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);

  return find_head (sample->reader);
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

static void
test_what_is_committed_is_seen_by_all (BackendSample *sample, gconstpointer kind)
{
  commit_entry (sample, 1);
  g_assert_cmpint (look_from_outside (sample), ==, 1);
  backend_sample_reopen (sample);
  g_assert_cmpint (look_from_outside (sample), ==, 1);
}

static void
test_what_is_not_committed_is_seen_by_the_writer_alone (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (1, MADO_ID_NONE, "x", NULL);

  backend_sample_append (sample, entry);
  g_assert_cmpint (find_head (sample->writer), ==, 1);
  g_assert_cmpint (look_from_outside (sample), ==, 0);
  backend_sample_commit (g_steal_pointer (&turn));
  g_assert_cmpint (look_from_outside (sample), ==, 1);
}

static void
test_what_is_undone_was_never_there (BackendSample *sample, gconstpointer kind)
{
  const MadoId id = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (1, id, "x", &id, NULL);
  g_autoptr (MadoStoredEntry) found = NULL;
  g_auto (MadoStoredRow) row = { 0 };
  gint64 stream = 0;

  backend_sample_append (sample, entry);
  backend_sample_put (sample, id, 0, MADO_ID_NONE, "見本 花子");
  must (sample->writer, hold, "[\"right\"]", id);
  g_clear_pointer (&turn, mado_turn_undo);

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  must (sample->writer, find_operation, entry->operation, &stream, &found);
  g_assert_null (found);
  must (sample->writer, find_entity, id, &row);
  g_assert_cmpint (row.seq, ==, 0);
  must (sample->writer, hold, "[\"right\"]", mado_id_draw ());
  backend_sample_append (sample, entry);
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
test_a_reader_keeps_its_snapshot (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = NULL;
  g_autoptr (MadoStoredEntry) second = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  commit_entry (sample, 1);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_cmpint (find_head (sample->reader), ==, 1);
  for (gint64 seq = 2; seq <= 20; seq++)
    commit_entry (sample, seq);
  g_assert_cmpint (find_head (sample->reader), ==, 1);
  must (sample->reader, find_entry, sample->stand.number, 2, &second);
  g_assert_null (second);
  must (sample->reader, list_entries, sample->stand.number, 0, 100, G_MAXSIZE, &entries);
  g_assert_cmpuint (entries->len, ==, 1);
  backend_sample_commit (g_steal_pointer (&turn));
  g_assert_cmpint (look_from_outside (sample), ==, 20);
}

static void
test_a_reader_cannot_write (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTurn) turn = mado_turn_begin (sample->reader, MADO_BACKEND_WRITE, &error);

  g_assert_null (turn);
  g_assert_nonnull (error);
}

static void
test_the_writer_can_read_in_a_turn_of_its_own (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = NULL;

  commit_entry (sample, 1);
  turn = backend_sample_begin (sample->writer, MADO_BACKEND_READ);
  g_assert_cmpint (find_head (sample->writer), ==, 1);
  backend_sample_commit (g_steal_pointer (&turn));
  commit_entry (sample, 2);
}

static void
test_nobody_else_writes_meanwhile (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  MadoBackend *second = sample->kind->open (sample->ward, MADO_BACKEND_WRITE, &error);

  g_assert_null (second);
  g_assert_nonnull (error);
  commit_entry (sample, 1);
}

/* Whatever came after a fault may rest on what did not happen. */
static void
test_after_a_fault_nothing_is_committed (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (1, MADO_ID_NONE, "x", NULL);
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;

  backend_sample_append (sample, entry);
  must (sample->writer, hold, "[\"right\"]", mado_id_draw ());
  g_assert_false (sample->writer->type->hold (sample->writer, "[\"right\"]", mado_id_draw (), &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_TAKEN);
  g_clear_error (&error);
  g_assert_false (mado_turn_commit (g_steal_pointer (&turn), &error));
  g_assert_nonnull (error);
  g_assert_cmpint (look_from_outside (sample), ==, 0);
  commit_entry (sample, 1);
  g_assert_cmpint (look_from_outside (sample), ==, 1);
}

/* --- streams ----------------------------------------------------------------------------------------------------- */

static void
test_streams_are_found_by_name (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GPtrArray) names = NULL;
  MadoStreamStand stand = { 0 };
  gint64 number = 0;

  must (sample->writer, add_stream, "新宿区/障がい者手当", 3, &number);
  g_assert_cmpint (number, !=, sample->stand.number);
  must (sample->writer, find_stream, "新宿区/障がい者手当", &stand);
  g_assert_cmpint (stand.number, ==, number);
  g_assert_cmpint (stand.epoch, ==, 3);
  g_assert_cmpint (stand.revision, ==, 0);
  g_assert_cmpint (stand.head.seq, ==, 0);
  g_assert_true (mado_hash_equals (&stand.head.chain, &(MadoHash) { 0 }));
  must (sample->writer, find_stream, "no such stream", &stand);
  g_assert_cmpint (stand.number, ==, 0);
  must (sample->writer, list_streams, &names);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, SAMPLE_STREAM);
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "新宿区/障がい者手当");
}

static void
test_a_stand_is_kept (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  MadoStreamStand stand = { sample->stand.number, 8, G_MAXINT64 - 1, { G_MAXINT64, mado_hash_of ("x", 1) } };
  MadoStreamStand found = { 0 };

  must (sample->writer, set_stand, &stand);
  backend_sample_commit (g_steal_pointer (&turn));
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  must (sample->reader, find_stream, SAMPLE_STREAM, &found);
  g_assert_cmpint (found.number, ==, stand.number);
  g_assert_cmpint (found.epoch, ==, stand.epoch);
  g_assert_cmpint (found.revision, ==, stand.revision);
  g_assert_cmpint (found.head.seq, ==, stand.head.seq);
  g_assert_true (mado_hash_equals (&found.head.chain, &stand.head.chain));
}

/* Whether it is refused now or with the commit. */
static void
assert_refused (MadoTurn *turn, gboolean is_done, const GError *error)
{
  g_autoptr (GError) at_last = NULL;

  g_assert_cmpint (is_done, ==, error == NULL);
  g_assert_false (mado_turn_commit (turn, &at_last));
  g_assert_nonnull (at_last);
}

static void
test_a_stream_has_one_name_and_one_place (BackendSample *sample, gconstpointer kind)
{
  const MadoStreamStand nowhere = { .number = 4711, .epoch = 1 };
  g_autoptr (GError) twice = NULL, unknown = NULL;
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  gint64 number = 0;
  gboolean is_done = sample->writer->type->add_stream (sample->writer, SAMPLE_STREAM, 1, &number, &twice);

  assert_refused (turn, is_done, twice);
  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  is_done = sample->writer->type->set_stand (sample->writer, &nowhere, &unknown);
  assert_refused (turn, is_done, unknown);
}

/* --- journals of terminals --------------------------------------------------------------------------------------- */

static void
test_devices_are_kept_by_stream (BackendSample *sample, gconstpointer kind)
{
  char account[] = "a-01", terminal[] = "端末一", moved[] = "端末二";
  MadoStoredDevice device = { .id = mado_id_draw (), .account = account, .terminal = terminal, .received = 5 };
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoStoredDevice) found = NULL, elsewhere = NULL;
  gint64 other = 0;

  device.chain = mado_hash_of ("x", 1);
  must (sample->writer, add_stream, "other", 1, &other);
  must (sample->writer, put_device, sample->stand.number, &device);
  device.received = 6;
  device.terminal = moved;
  must (sample->writer, put_device, sample->stand.number, &device);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  must (sample->reader, find_device, sample->stand.number, device.id, &found);
  g_assert_nonnull (found);
  g_assert_cmpint (mado_id_compare (found->id, device.id), ==, 0);
  g_assert_cmpint (found->received, ==, 6);
  g_assert_cmpstr (found->account, ==, "a-01");
  g_assert_cmpstr (found->terminal, ==, "端末二");
  g_assert_true (mado_hash_equals (&found->chain, &device.chain));
  must (sample->reader, find_device, other, device.id, &elsewhere);
  g_assert_null (elsewhere);
}

static const BackendCase cases[] = {
  { "what-is-committed-is-seen-by-all", test_what_is_committed_is_seen_by_all },
  { "what-is-not-committed-is-seen-by-the-writer-alone", test_what_is_not_committed_is_seen_by_the_writer_alone },
  { "what-is-undone-was-never-there", test_what_is_undone_was_never_there },
  { "a-reader-keeps-its-snapshot", test_a_reader_keeps_its_snapshot },
  { "a-reader-cannot-write", test_a_reader_cannot_write },
  { "the-writer-can-read-in-a-turn-of-its-own", test_the_writer_can_read_in_a_turn_of_its_own },
  { "nobody-else-writes-meanwhile", test_nobody_else_writes_meanwhile },
  { "after-a-fault-nothing-is-committed", test_after_a_fault_nothing_is_committed },
  { "streams-are-found-by-name", test_streams_are_found_by_name },
  { "a-stand-is-kept", test_a_stand_is_kept },
  { "a-stream-has-one-name-and-one-place", test_a_stream_has_one_name_and_one_place },
  { "devices-are-kept-by-stream", test_devices_are_kept_by_stream },
};

/**
 * backend_contract_add_cases:
 * @kind: a kind of backend
 * @cases: (array length=n_cases): what it has to hold
 * @n_cases: how many
 */
void
backend_contract_add_cases (const BackendKind *kind, const BackendCase *cases_of, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *path = g_strconcat ("/backend/", kind->name, "/", cases_of[i].name, NULL);

    g_test_add (path, BackendSample, kind, backend_sample_set_up, cases_of[i].test, backend_sample_tear_down);
  }
}

/**
 * backend_contract_add:
 * @kind: a kind of backend
 *
 * Adds all that every kind has to hold.
 */
void
backend_contract_add (const BackendKind *kind)
{
  backend_contract_add_cases (kind, cases, G_N_ELEMENTS (cases));
  backend_contract_add_log (kind);
  backend_contract_add_rooms (kind);
  backend_contract_add_turn (kind);
  backend_contract_add_random (kind);
}
