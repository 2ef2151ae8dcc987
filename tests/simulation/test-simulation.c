/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real code of both sides of the line, in worlds in which whatever can go wrong does.
 *
 *   test-simulation                 as the tests run it
 *   MADO_SIM_SEED=4711 …            one world alone, on both kinds of disks
 *   MADO_SIM_WORLDS=1000000 …       more of them
 *   MADO_LONG=1 …                   ten times as many */

#include "sim-memory-disk.h"
#include "sim-replica-disk.h"
#include "sim-world.h"

/* Some worlds, tried beside each other. */
typedef struct {
  const char *name;
  SimKind kind;
  guint64 n_worlds;
  GMutex mutex;
  SimTally tally;
  gint is_flawed; /* then it is enough */
} Sweep;

static guint64
read_number (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static void
run_world (gpointer data, gpointer user_data)
{
  const guint64 seed = GPOINTER_TO_SIZE (data);
  Sweep *self = user_data;
  g_autofree char *flaw = NULL;
  SimTally tally = { 0 };

  if (!g_atomic_int_get (&self->is_flawed))
    flaw = sim_world_run (seed, &self->kind, &tally);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  sim_tally_add (&self->tally, &tally);
  if (flaw == NULL)
    return;
  g_atomic_int_set (&self->is_flawed, TRUE);
  g_test_message ("MADO_SIM_SEED=%" G_GUINT64_FORMAT " ./dev test simulation (%s): %s", seed, self->name, flaw);
}

static void
run_worlds (Sweep *self, guint64 first, guint64 n)
{
  GThreadPool *pool = g_thread_pool_new (run_world, self, (gint) g_get_num_processors (), TRUE, NULL);

  for (guint64 seed = first; seed < first + n; seed++)
    g_thread_pool_push (pool, GSIZE_TO_POINTER (seed), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* A world in which nothing happens proves nothing. */
static void
assert_that_much_happened (const SimTally *tally)
{
  g_assert_cmpuint (tally->n_conflicts, >, 0);
  g_assert_cmpuint (tally->n_withdrawn, >, 0);
  g_assert_cmpuint (tally->n_failovers, >, 0);
  g_assert_cmpuint (tally->n_restores, >, 0);
  g_assert_cmpuint (tally->n_rollbacks, >, 0);
  g_assert_cmpuint (tally->n_sign_outs, >, 0);
  g_assert_cmpuint (tally->n_role_changes, >, 0);
}

static void
nothing_is_lost_whatever_happens (gconstpointer data)
{
  Sweep *self = (gpointer) data;
  const guint64 seed = read_number ("MADO_SIM_SEED", 0);
  const guint64 n = read_number ("MADO_SIM_WORLDS", self->n_worlds * (g_getenv ("MADO_LONG") != NULL ? 10 : 1));
  g_autofree char *told = NULL;

  run_worlds (self, seed != 0 ? seed : 1, seed != 0 ? 1 : n);
  told = sim_tally_describe (&self->tally);
  g_test_message ("%s", told);
  g_assert_false (self->is_flawed);
  if (seed == 0 && n >= 100)
    assert_that_much_happened (&self->tally);
}

int
main (int argc, char *argv[])
{
  static Sweep in_memory = { "/simulation/memory", { sim_memory_disk_new, 80 }, 10000 };
  static Sweep in_replicas = { "/simulation/replica", { sim_replica_disk_new, 280 }, 200 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/simulation/replica/nothing-is-lost-whatever-happens", &in_replicas,
                        nothing_is_lost_whatever_happens);
  g_test_add_data_func ("/simulation/memory/nothing-is-lost-whatever-happens", &in_memory,
                        nothing_is_lost_whatever_happens);

  return g_test_run ();
}
