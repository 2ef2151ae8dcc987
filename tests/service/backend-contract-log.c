/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold of the log. */

#include "backend-contract.h"

#include <string.h>

/* Whether it is refused now or with the commit: it is not there. */
static void
assert_append_fails (BackendSample *sample, gint64 stream, const MadoStoredEntry *entry)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;
  gboolean is_done = sample->writer->type->append_entry (sample->writer, stream, entry, &error);

  g_assert_cmpint (is_done, ==, error == NULL);
  g_clear_error (&error);
  g_assert_false (mado_turn_commit (g_steal_pointer (&turn), &error));
  g_assert_nonnull (error);
}

static void
commit_entries (BackendSample *sample, MadoStoredEntry *const *entries, guint n_entries)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  for (guint i = 0; i < n_entries; i++)
    backend_sample_append (sample, entries[i]);
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
test_an_entry_comes_back_whole (BackendSample *sample, gconstpointer kind)
{
  MadoId ids[] = { mado_id_draw (), mado_id_draw () };
  g_autoptr (MadoStoredEntry) plain = backend_sample_make_entry (1, ids[1], "{\"見本\":1}", &ids[0], &ids[1], NULL);
  g_autoptr (MadoStoredEntry) empty = backend_sample_make_entry (2, MADO_ID_NONE, "", NULL);
  g_autoptr (MadoStoredEntry) erased = backend_sample_make_entry (3, ids[0], NULL, &ids[0], NULL);
  g_autoptr (MadoStoredEntry) unread = backend_sample_make_entry (4, MADO_ID_NONE, "\"\\u0000", NULL);
  g_autoptr (MadoStoredEntry) too = backend_sample_make_entry (5, MADO_ID_NONE, "{", NULL);
  MadoStoredEntry *all[] = { plain, empty, erased, unread, too };
  g_autoptr (MadoTurn) turn = NULL;

  /* two that nobody could read are not one operation */
  unread->operation = MADO_ID_NONE;
  too->operation = MADO_ID_NONE;
  commit_entries (sample, all, G_N_ELEMENTS (all));
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (MadoStoredEntry) found = NULL;

    must (sample->reader, find_entry, sample->stand.number, all[i]->seq, &found);
    backend_sample_assert_entry (found, all[i]);
  }
}

static void
test_an_operation_is_found_in_every_stream (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (1, mado_id_draw (), "x", NULL);
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoStoredEntry) found = NULL, none = NULL;
  gint64 other = 0, stream = 0;

  must (sample->writer, add_stream, "other", 1, &other);
  must (sample->writer, append_entry, other, entry);
  must (sample->writer, find_operation, entry->operation, &stream, &found);
  g_assert_cmpint (stream, ==, other);
  backend_sample_assert_entry (found, entry);
  must (sample->writer, find_operation, mado_id_draw (), &stream, &none);
  g_assert_cmpint (stream, ==, 0);
  g_assert_null (none);
  backend_sample_commit (g_steal_pointer (&turn));

  assert_append_fails (sample, sample->stand.number, entry);
}

static void
test_a_place_in_the_log_is_taken_once (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoStoredEntry) first = backend_sample_make_entry (1, MADO_ID_NONE, "x", NULL);
  g_autoptr (MadoStoredEntry) second = backend_sample_make_entry (1, MADO_ID_NONE, "y", NULL);
  g_autoptr (MadoStoredEntry) before_all = backend_sample_make_entry (0, MADO_ID_NONE, "y", NULL);
  g_autoptr (MadoStoredEntry) found = NULL;
  g_autoptr (MadoTurn) turn = NULL;

  commit_entries (sample, &first, 1);
  assert_append_fails (sample, sample->stand.number, second);
  assert_append_fails (sample, sample->stand.number, before_all);
  assert_append_fails (sample, 4711, second);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  must (sample->reader, find_entry, sample->stand.number, 1, &found);
  backend_sample_assert_entry (found, first);
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

#define N_ENTRIES 10
#define PAYLOAD_SIZE 1000

static void
fill_log (BackendSample *sample)
{
  g_autofree char *payload = g_strnfill (PAYLOAD_SIZE, 'x');
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  const MadoId id = mado_id_draw ();

  for (gint64 seq = 1; seq <= N_ENTRIES; seq++)
    g_ptr_array_add (entries, backend_sample_make_entry (seq, id, payload, &id, NULL));
  commit_entries (sample, (MadoStoredEntry *const *) entries->pdata, entries->len);
}

static void
test_a_list_of_entries_keeps_its_limits (BackendSample *sample, gconstpointer kind)
{
  const gsize header_size = strlen ("{\"seq\":1}");
  const struct {
    gint64 after;
    guint max_entries;
    gsize max_bytes;
    gint64 first, last; /* 0: none */
  } table[] = {
    { 0, 100, G_MAXSIZE, 1, 10 },
    { 0, 3, G_MAXSIZE, 1, 3 },
    { 3, 3, G_MAXSIZE, 4, 6 },
    { 9, 3, G_MAXSIZE, 10, 10 },
    { 10, 3, G_MAXSIZE, 0, 0 },
    { 11, 3, G_MAXSIZE, 0, 0 },
    { 0, 100, 3 * (PAYLOAD_SIZE + header_size), 1, 3 },
    { 0, 100, 3 * (PAYLOAD_SIZE + header_size) - 1, 1, 2 },
    { 4, 100, 1, 5, 5 }, /* one at least */
    { 4, 100, 0, 5, 5 },
    { 4, 0, 0, 5, 5 },
  };
  g_autoptr (MadoTurn) turn = NULL;

  fill_log (sample);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GPtrArray) entries = NULL;
    const guint n_expected = table[i].first == 0 ? 0 : (guint) (table[i].last - table[i].first + 1);

    must (sample->reader, list_entries, sample->stand.number, table[i].after, table[i].max_entries, table[i].max_bytes,
          &entries);
    g_assert_cmpuint (entries->len, ==, n_expected);
    for (guint j = 0; j < n_expected; j++) {
      const MadoStoredEntry *entry = g_ptr_array_index (entries, j);

      g_assert_cmpint (entry->seq, ==, table[i].first + j);
      g_assert_cmpuint (g_bytes_get_size (entry->payload), ==, PAYLOAD_SIZE);
      g_assert_cmpuint (entry->touched->len, ==, 1);
    }
  }
}

/* --- history, erasure -------------------------------------------------------------------------------------------- */

static void
assert_history (BackendSample *sample, MadoId entity, gint64 before, guint limit, const char *expected)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  must (sample->reader, list_history, sample->stand.number, entity, before, limit, &entries);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (found, " %d", (int) ((MadoStoredEntry *) g_ptr_array_index (entries, i))->seq);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_the_history_of_an_entity_is_what_was_about_it_or_touched_it (BackendSample *sample, gconstpointer kind)
{
  MadoId ids[] = { mado_id_draw (), mado_id_draw () };
  g_autoptr (MadoStoredEntry) first = backend_sample_make_entry (1, ids[0], "x", &ids[0], NULL);
  g_autoptr (MadoStoredEntry) other = backend_sample_make_entry (2, ids[1], "x", &ids[1], NULL);
  g_autoptr (MadoStoredEntry) refused = backend_sample_make_entry (3, ids[0], "x", NULL);
  g_autoptr (MadoStoredEntry) both = backend_sample_make_entry (4, ids[1], "x", &ids[0], &ids[1], NULL);
  MadoStoredEntry *all[] = { first, other, refused, both };
  g_autoptr (MadoTurn) turn = NULL;

  commit_entries (sample, all, G_N_ELEMENTS (all));
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  assert_history (sample, ids[0], G_MAXINT64, 10, " 4 3 1");
  assert_history (sample, ids[0], G_MAXINT64, 2, " 4 3");
  assert_history (sample, ids[0], 3, 2, " 1");
  assert_history (sample, ids[0], 1, 2, "");
  assert_history (sample, ids[1], G_MAXINT64, 10, " 4 2");
  assert_history (sample, mado_id_draw (), G_MAXINT64, 10, "");
}

static void
test_an_erased_payload_leaves_its_hashes (BackendSample *sample, gconstpointer kind)
{
  MadoId ids[] = { mado_id_draw (), mado_id_draw () };
  g_autoptr (MadoStoredEntry) gone = backend_sample_make_entry (1, ids[0], "見本 花子", &ids[0], NULL);
  g_autoptr (MadoStoredEntry) stays = backend_sample_make_entry (2, ids[1], "例示 太郎", &ids[0], &ids[1], NULL);
  MadoStoredEntry *all[] = { gone, stays };
  g_autoptr (MadoStoredEntry) found = NULL, kept = NULL;
  g_autoptr (MadoTurn) turn = NULL;

  commit_entries (sample, all, G_N_ELEMENTS (all));
  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_assert_nonnull (turn);
  must (sample->writer, erase_payloads, ids[0]);
  backend_sample_commit (g_steal_pointer (&turn));

  g_clear_pointer (&gone->payload, g_bytes_unref);
  memset (gone->salt, 0, sizeof gone->salt);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  must (sample->reader, find_entry, sample->stand.number, 1, &found);
  backend_sample_assert_entry (found, gone);
  must (sample->reader, find_entry, sample->stand.number, 2, &kept);
  backend_sample_assert_entry (kept, stays);
}

static const BackendCase cases[] = {
  { "an-entry-comes-back-whole", test_an_entry_comes_back_whole },
  { "an-operation-is-found-in-every-stream", test_an_operation_is_found_in_every_stream },
  { "a-place-in-the-log-is-taken-once", test_a_place_in_the_log_is_taken_once },
  { "a-list-of-entries-keeps-its-limits", test_a_list_of_entries_keeps_its_limits },
  { "the-history-of-an-entity-is-what-was-about-it-or-touched-it",
    test_the_history_of_an_entity_is_what_was_about_it_or_touched_it },
  { "an-erased-payload-leaves-its-hashes", test_an_erased_payload_leaves_its_hashes },
};

/**
 * backend_contract_add_log:
 * @kind: a kind of backend
 */
void
backend_contract_add_log (const BackendKind *kind)
{
  backend_contract_add_cases (kind, cases, G_N_ELEMENTS (cases));
}
