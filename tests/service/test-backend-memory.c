/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold, in memory: so that what is tested there holds for the others. */

#include "backend-contract.h"
#include "mado-memory-backend.h"

static gpointer
make_ward (void)
{
  return mado_memory_ward_new ();
}

static MadoBackend *
open_ward (gpointer ward, MadoBackendAccess access, GError **error)
{
  return mado_memory_backend_open (ward, access, error);
}

static void
destroy_ward (gpointer ward)
{
  mado_memory_ward_unref (ward);
}

static const BackendKind kind_memory = { "memory", make_ward, open_ward, destroy_ward };

/* A copy is of its moment, whatever comes after on either side. */
static void
test_a_state_is_of_its_moment (BackendSample *sample, G_GNUC_UNUSED gconstpointer kind)
{
  MadoMemoryState *before = mado_memory_ward_dup_state (sample->ward);
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GPtrArray) names = NULL;
  gint64 number = 0;

  must (sample->writer, add_stream, "shinjuku/later-r7", 8, &number);
  backend_sample_commit (turn);
  mado_memory_ward_set_state (sample->ward, before);
  mado_memory_state_free (before);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  must (sample->reader, list_streams, &names);
  g_assert_cmpuint (names->len, ==, 1);
  mado_turn_undo (turn);
}

static void
test_the_nth_call_fails (BackendSample *sample, G_GNUC_UNUSED gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GPtrArray) names = NULL;

  mado_memory_backend_fail_at (sample->writer, 2);
  must (sample->writer, set_stand, &sample->stand);
  g_assert_false (mado_memory_backend_has_failed (sample->writer));
  g_assert_false (sample->writer->type->list_streams (sample->writer, &names, NULL));
  g_assert_true (mado_memory_backend_has_failed (sample->writer));
  g_assert_false (mado_turn_commit (g_steal_pointer (&turn), NULL));
}

static const BackendCase cases[] = {
  { "a-state-is-of-its-moment", test_a_state_is_of_its_moment },
  { "the-nth-call-fails", test_the_nth_call_fails },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  backend_contract_add (&kind_memory);
  backend_contract_add_cases (&kind_memory, cases, G_N_ELEMENTS (cases));

  return g_test_run ();
}
