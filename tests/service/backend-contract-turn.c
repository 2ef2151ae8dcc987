/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold within one turn that reads and writes the same things again and again, whatever it was
 * told to expect. */

#include "backend-contract.h"

static void
expect (BackendSample *sample, const MadoId *operations, const MadoId *entities, guint n_ids)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (MadoId));
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (MadoId));

  if (sample->writer->type->expect == NULL)
    return;
  g_array_append_vals (first, operations, n_ids);
  g_array_append_vals (second, entities, n_ids);
  must (sample->writer, expect, first, second);
}

static void
assert_operation (MadoBackend *backend, MadoId operation, gboolean is_there)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  gint64 stream = 0;

  must (backend, find_operation, operation, &stream, &entry);
  g_assert_cmpint (entry != NULL, ==, is_there);
  g_assert_cmpint (stream != 0, ==, is_there);
}

/* @text: (nullable): %NULL: it was erased; "": there never was one */
static void
assert_entity (MadoBackend *backend, MadoId id, const char *text, MadoId about)
{
  g_auto (MadoStoredRow) row = { 0 };

  must (backend, find_entity, id, &row);
  g_assert_cmpint (row.seq > 0, ==, g_strcmp0 (text, "") != 0);
  g_assert_cmpint (row.entity != NULL, ==, text != NULL && *text != '\0');
  g_assert_cmpint (mado_id_compare (row.about, about), ==, 0);
  if (row.entity != NULL) {
    g_autoptr (MadoEntity) expected = backend_sample_make_entity (id, text);

    g_assert_true (g_bytes_equal (mado_entity_get_text (row.entity), mado_entity_get_text (expected)));
  }
}

static void
assert_about (MadoBackend *backend, MadoId about, MadoId only)
{
  g_autoptr (GArray) ids = NULL;

  must (backend, list_about, about, &ids);
  g_assert_cmpuint (ids->len, ==, mado_id_is_valid (only));
  if (ids->len > 0)
    g_assert_cmpint (mado_id_compare (g_array_index (ids, MadoId, 0), only), ==, 0);
}

static void
assert_holder (MadoBackend *backend, const char *claim, MadoId holder)
{
  MadoId found = MADO_ID_NONE;

  must (backend, find_holder, claim, &found);
  g_assert_cmpint (mado_id_compare (found, holder), ==, 0);
}

typedef struct {
  MadoId person;
  MadoId note; /* about the person */
  MadoId erased;
  MadoId nobody;
} Cast;

static void
fill (BackendSample *sample, const Cast *cast, const MadoStoredEntry *entry)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  backend_sample_append (sample, entry);
  sample->stand.head.seq = 1;
  backend_sample_put (sample, cast->person, 0, MADO_ID_NONE, "見本 花子");
  backend_sample_put (sample, cast->note, 1, cast->person, "x");
  backend_sample_put (sample, cast->erased, 3, MADO_ID_NONE, NULL);
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
test_what_is_expected_is_as_it_is (BackendSample *sample, gconstpointer kind)
{
  const Cast cast = { mado_id_draw (), mado_id_draw (), mado_id_draw (), mado_id_draw () };
  const MadoId entities[] = { cast.person, cast.note, cast.erased, cast.nobody };
  g_autoptr (MadoStoredEntry) first = backend_sample_make_entry (1, cast.person, "x", &cast.person, NULL);
  g_autoptr (MadoStoredEntry) second = backend_sample_make_entry (2, cast.nobody, "y", &cast.nobody, NULL);
  const MadoId operations[] = { first->operation, second->operation, mado_id_draw (), mado_id_draw () };
  g_autoptr (MadoTurn) turn = NULL;

  fill (sample, &cast, first);
  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  expect (sample, operations, entities, G_N_ELEMENTS (entities));
  assert_operation (sample->writer, first->operation, TRUE);
  assert_operation (sample->writer, second->operation, FALSE);
  assert_entity (sample->writer, cast.person, "見本 花子", MADO_ID_NONE);
  assert_entity (sample->writer, cast.note, "x", cast.person);
  assert_entity (sample->writer, cast.erased, NULL, MADO_ID_NONE);
  assert_entity (sample->writer, cast.nobody, "", MADO_ID_NONE);
  assert_about (sample->writer, cast.person, cast.note);
  assert_about (sample->writer, cast.note, MADO_ID_NONE);

  backend_sample_append (sample, second);
  sample->stand.head.seq = 2;
  backend_sample_put (sample, cast.nobody, 1, cast.note, "例示 太郎");
  assert_operation (sample->writer, second->operation, TRUE);
  assert_entity (sample->writer, cast.nobody, "例示 太郎", cast.note);
  assert_about (sample->writer, cast.note, cast.nobody);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  assert_entity (sample->reader, cast.nobody, "例示 太郎", cast.note);
  assert_about (sample->reader, cast.note, cast.nobody);
  assert_operation (sample->reader, second->operation, TRUE);
}

static void
test_a_claim_changes_hands_within_a_turn (BackendSample *sample, gconstpointer kind)
{
  const MadoId one = mado_id_draw (), other = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  assert_holder (sample->writer, "[\"right\"]", MADO_ID_NONE);
  must (sample->writer, hold, "[\"right\"]", one);
  must (sample->writer, hold, "[\"right\"]", one);
  must (sample->writer, release, "[\"right\"]", other);
  assert_holder (sample->writer, "[\"right\"]", one);
  must (sample->writer, release, "[\"right\"]", one);
  assert_holder (sample->writer, "[\"right\"]", MADO_ID_NONE);
  must (sample->writer, hold, "[\"right\"]", other);
  assert_holder (sample->writer, "[\"right\"]", other);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  assert_holder (sample->reader, "[\"right\"]", other);
}

/* Whoever asked whether it is free, and let somebody else have it, cannot have it himself. */
static void
test_a_claim_that_was_free_is_taken_once (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;

  assert_holder (sample->writer, "[\"right\"]", MADO_ID_NONE);
  must (sample->writer, hold, "[\"right\"]", mado_id_draw ());
  g_assert_false (sample->writer->type->hold (sample->writer, "[\"right\"]", mado_id_draw (), &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_TAKEN);
}

/* What was found in a turn that was undone is looked for again. */
static void
test_nothing_is_known_of_a_turn_that_was_undone (BackendSample *sample, gconstpointer kind)
{
  const MadoId id = mado_id_draw ();
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  sample->stand.head.seq = 1;
  backend_sample_put (sample, id, 0, MADO_ID_NONE, "見本 花子");
  must (sample->writer, hold, "[\"right\"]", id);
  assert_entity (sample->writer, id, "見本 花子", MADO_ID_NONE);
  mado_turn_undo (turn);

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  assert_entity (sample->writer, id, "", MADO_ID_NONE);
  assert_holder (sample->writer, "[\"right\"]", MADO_ID_NONE);
  mado_turn_undo (turn);
}

#define N_MANY 2100 /* more than is kept in mind */

static void
test_a_turn_may_be_as_large_as_it_likes (BackendSample *sample, gconstpointer kind)
{
  const MadoId first = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  sample->stand.head.seq = 1;
  backend_sample_put (sample, first, 0, MADO_ID_NONE, "見本 花子");
  for (guint i = 0; i < N_MANY; i++)
    backend_sample_put (sample, mado_id_draw (), 0, MADO_ID_NONE, "x");
  assert_entity (sample->writer, first, "見本 花子", MADO_ID_NONE);
}

static const BackendCase cases[] = {
  { "what-is-expected-is-as-it-is", test_what_is_expected_is_as_it_is },
  { "a-claim-changes-hands-within-a-turn", test_a_claim_changes_hands_within_a_turn },
  { "a-claim-that-was-free-is-taken-once", test_a_claim_that_was_free_is_taken_once },
  { "nothing-is-known-of-a-turn-that-was-undone", test_nothing_is_known_of_a_turn_that_was_undone },
  { "a-turn-may-be-as-large-as-it-likes", test_a_turn_may_be_as_large_as_it_likes },
};

/**
 * backend_contract_add_turn:
 * @kind: a kind of backend
 */
void
backend_contract_add_turn (const BackendKind *kind)
{
  backend_contract_add_cases (kind, cases, G_N_ELEMENTS (cases));
}
