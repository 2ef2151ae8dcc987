/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The load, the killer beside it, and what must be there afterwards. */

#include "pg-load.h"

#define LONGEST_LIFE 40000                /* microseconds under load */
#define PATIENCE (2 * G_TIME_SPAN_MINUTE) /* for a server that is up */

/**
 * pg_load_set_up:
 * @self: (out caller-allocates): a load
 * @cluster: where
 * @seed: of what is random in it
 */
void
pg_load_set_up (PgLoad *self, MadoTestCluster *cluster, guint32 seed)
{
  pg_ward_set_up (&self->ward, cluster);
  self->writer = pg_ward_open (&self->ward, MADO_BACKEND_WRITE);
  self->stand = (MadoStreamStand) { .number = pg_ward_add_stream (self->writer), .epoch = 1 };
  self->id = mado_id_draw ();
  self->random = g_rand_new_with_seed (seed);
}

/**
 * pg_load_tear_down:
 * @self: a load
 */
void
pg_load_tear_down (PgLoad *self)
{
  mado_backend_free (self->writer);
  pg_ward_tear_down (&self->ward);
  g_rand_free (self->random);
}

static gboolean
write_all (PgLoad *self, const MadoStreamStand *next, const MadoStoredEntry *entry)
{
  const MadoBackendType *type = self->writer->type;
  g_autofree char *claim = g_strdup_printf ("[%" G_GINT64_FORMAT "]", entry->seq);
  g_autoptr (MadoEntity) entity = backend_sample_make_entity (self->id, claim);
  const MadoStoredRow row = { .stream = next->number, .seq = entry->seq, .id = self->id, .entity = entity };

  return type->append_entry (self->writer, next->number, entry, NULL) && type->put_entity (self->writer, &row, NULL) &&
         type->hold (self->writer, claim, self->id, NULL) && type->set_stand (self->writer, next, NULL);
}

/* Whether it was acknowledged. */
static gboolean
take_turn (PgLoad *self)
{
  const gint64 seq = self->stand.head.seq + 1;
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (seq, self->id, "x", &self->id, NULL);
  MadoStreamStand next = self->stand;
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->writer, MADO_BACKEND_WRITE, NULL);

  next.head = (MadoLogPlace) { .seq = seq, .chain = entry->chain };
  if (turn == NULL || !write_all (self, &next, entry) || !mado_turn_commit (g_steal_pointer (&turn), NULL))
    return FALSE;
  self->stand = next;

  return TRUE;
}

/* Something in each life, however slow the machine is. */
static void
await_turn (PgLoad *self)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!take_turn (self)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_usleep (G_TIME_SPAN_MILLISECOND);
  }
}

typedef struct {
  MadoTestServer *server;
  gulong delay;
} Killer;

static gpointer
kill_cb (gpointer data)
{
  const Killer *killer = data;

  g_usleep (killer->delay);
  mado_test_server_kill (killer->server);

  return NULL;
}

/**
 * pg_load_run_until_killed:
 * @self: a load whose primary runs, and does not afterwards
 */
void
pg_load_run_until_killed (PgLoad *self)
{
  Killer killer = { mado_test_cluster_get_primary (self->ward.cluster),
                    (gulong) g_rand_int_range (self->random, 0, LONGEST_LIFE) };
  GThread *thread;

  await_turn (self);
  thread = g_thread_new ("killer", kill_cb, &killer);
  while (take_turn (self))
    ;
  (void) g_thread_join (thread);
}

/**
 * pg_load_check:
 * @self: a load whose ward can be reached again
 *
 * Everything that was acknowledged is there; at most one turn more is, and whole.
 */
void
pg_load_check (PgLoad *self)
{
  const gint64 n_found = pg_ward_count (self->writer, self->stand.number);
  g_autoptr (MadoTurn) turn = backend_sample_begin (self->writer, MADO_BACKEND_READ);
  g_auto (MadoStoredRow) row = { 0 };
  MadoStreamStand found = { 0 };

  g_assert_cmpint (n_found, >=, self->stand.head.seq);
  g_assert_cmpint (n_found, <=, self->stand.head.seq + 1);
  must (self->writer, find_stream, SAMPLE_STREAM, &found);
  g_assert_cmpint (found.head.seq, ==, n_found);
  must (self->writer, find_entity, self->id, &row);
  g_assert_cmpint (row.seq, ==, n_found);
  for (gint64 seq = 1; seq <= n_found + 1; seq++) {
    g_autofree char *claim = g_strdup_printf ("[%" G_GINT64_FORMAT "]", seq);
    MadoId holder = MADO_ID_NONE;

    must (self->writer, find_holder, claim, &holder);
    g_assert_cmpint (mado_id_compare (holder, seq <= n_found ? self->id : MADO_ID_NONE), ==, 0);
  }
  self->stand = found;
}
