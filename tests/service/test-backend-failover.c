/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A primary and a standby without which nothing is acknowledged: whichever of them goes, and whoever believes that he
 * is still the primary. */

#include "mado-test-session.h"
#include "pg-load.h"

#define PATIENCE 2000 /* milliseconds: ample for a busy machine, and what each wait for a dead standby takes */

typedef struct {
  MadoTestCluster *cluster;
  PgWard ward;
  MadoBackend *writer;
  gint64 stream;
} Failover;

static void
set_up (Failover *self, gconstpointer data)
{
  self->cluster = mado_test_cluster_new (NULL);
  mado_test_cluster_add_standby (self->cluster);
  pg_ward_set_up (&self->ward, self->cluster);
  self->ward.patience = PATIENCE;
  self->writer = pg_ward_open (&self->ward, MADO_BACKEND_WRITE);
  self->stream = pg_ward_add_stream (self->writer);
}

static void
tear_down (Failover *self, gconstpointer data)
{
  mado_backend_free (self->writer);
  pg_ward_tear_down (&self->ward);
  mado_test_cluster_free (self->cluster);
}

static void
assert_appends (Failover *self, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_done = pg_ward_append (self->writer, self->stream, seq, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
assert_fails (Failover *self, gint64 seq, MadoBackendError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pg_ward_append (self->writer, self->stream, seq, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, (int) code);
}

/* --- the standby goes -------------------------------------------------------------------------------------------- */

/* The commit that waited is done as soon as the standby has it, and only then lets go of the ward. */
static void
await_place (Failover *self)
{
  g_autoptr (GError) error = NULL;
  MadoTurn *turn = NULL;

  while ((turn = mado_turn_begin (self->writer, MADO_BACKEND_READ, &error)) == NULL) {
    g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE);
    g_clear_error (&error);
    g_usleep (G_TIME_SPAN_MILLISECOND);
  }
  mado_turn_undo (turn);
}

static void
test_without_the_standby_nothing_is_acknowledged_nor_seen (Failover *self, gconstpointer data)
{
  g_autoptr (MadoBackend) reader = pg_ward_open (&self->ward, MADO_BACKEND_READ);
  MadoTestServer *standby = mado_test_cluster_get_standby (self->cluster);

  assert_appends (self, 1);
  mado_test_server_kill (standby);
  assert_fails (self, 2, MADO_BACKEND_ERROR_UNSURE);
  assert_fails (self, 2, MADO_BACKEND_ERROR_IN_USE);
  g_assert_cmpint (pg_ward_count (reader, self->stream), ==, 1);
  mado_test_server_start (standby);
  await_place (self);
  g_assert_cmpint (pg_ward_count (reader, self->stream), ==, 2);
  assert_appends (self, 3);
}

static void
test_a_service_does_not_begin_without_the_standby (Failover *self, gconstpointer data)
{
  const MadoPostgresqlPlace place = { .conninfo = self->ward.conninfo, .patience = self->ward.patience };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->writer, mado_backend_free);
  mado_test_server_kill (mado_test_cluster_get_standby (self->cluster));
  g_assert_null (mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE);
}

static void
test_a_ward_is_not_made_without_the_standby (Failover *self, gconstpointer data)
{
  g_autofree char *database = mado_test_cluster_create_database (self->cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (self->cluster, database);
  const MadoPostgresqlPlace place = { .conninfo = conninfo, .patience = self->ward.patience };
  g_autoptr (GError) error = NULL;

  mado_test_server_kill (mado_test_cluster_get_standby (self->cluster));
  g_assert_false (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE);
}

static gpointer
cancel_cb (gpointer data)
{
  static const char cancel[] = "SELECT count (pg_cancel_backend (pid)) FROM pg_stat_activity"
                               " WHERE wait_event = 'SyncRep'";
  g_autoptr (MadoTestSession) session = mado_test_session_new (data, "postgres");
  g_autofree char *n_cancelled = mado_test_session_load (session, cancel);

  while (g_strcmp0 (n_cancelled, "1") != 0) {
    g_usleep (G_TIME_SPAN_MILLISECOND);
    g_free (n_cancelled);
    n_cancelled = mado_test_session_load (session, cancel);
  }

  return NULL;
}

/* PostgreSQL answers COMMIT then, and warns. What was written is to be seen from then on, and is on one disk alone: so
 * whoever finds it there and would answer for it has to wait for the standby, though he writes nothing. */
static void
test_a_cancelled_wait_is_a_failure (Failover *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoTurn *turn = NULL;
  GThread *thread;

  mado_test_server_kill (mado_test_cluster_get_standby (self->cluster));
  thread = g_thread_new ("cancel", cancel_cb, mado_test_cluster_get_primary (self->cluster));
  assert_fails (self, 1, MADO_BACKEND_ERROR_UNSURE);
  (void) g_thread_join (thread);
  g_assert_cmpint (pg_ward_count (self->writer, self->stream), ==, 1);
  turn = backend_sample_begin (self->writer, MADO_BACKEND_WRITE);
  g_assert_false (mado_turn_commit (turn, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE);
}

/* --- the primary goes -------------------------------------------------------------------------------------------- */

static void
test_the_writer_finds_the_promoted_standby (void)
{
  g_autoptr (MadoTestCluster) cluster = mado_test_cluster_new (NULL);
  g_autoptr (MadoBackend) reader = NULL;
  PgLoad load;

  mado_test_cluster_add_standby (cluster);
  pg_load_set_up (&load, cluster, 7);
  reader = pg_ward_open (&load.ward, MADO_BACKEND_READ);
  g_assert_cmpint (pg_ward_count (reader, load.stand.number), ==, 0);
  pg_load_run_until_killed (&load);
  mado_test_cluster_promote (cluster);
  pg_load_check (&load);
  g_assert_cmpint (pg_ward_count (reader, load.stand.number), ==, load.stand.head.seq);
  g_assert_true (pg_ward_append (load.writer, load.stand.number, load.stand.head.seq + 1, NULL));
  g_assert_cmpint (pg_ward_count (reader, load.stand.number), ==, load.stand.head.seq + 1);
  pg_load_tear_down (&load);
}

/* The line between the two is cut, and the standby is promoted: both are primaries, and only one acknowledges. */
static void
test_an_old_primary_acknowledges_nothing (Failover *self, gconstpointer data)
{
  MadoTestServer *standby = mado_test_cluster_get_standby (self->cluster);
  g_autofree char *only = mado_test_server_dup_conninfo (standby, self->ward.database);
  const MadoPostgresqlPlace place = { .conninfo = only };
  g_autoptr (MadoBackend) other = NULL;

  assert_appends (self, 1);
  mado_test_cluster_promote (self->cluster);
  assert_fails (self, 2, MADO_BACKEND_ERROR_UNSURE);
  other = mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, NULL);
  g_assert_nonnull (other);
  g_assert_cmpint (pg_ward_count (other, self->stream), ==, 1);
  g_assert_true (pg_ward_append (other, self->stream, 2, NULL));
  assert_fails (self, 3, MADO_BACKEND_ERROR_IN_USE); /* its own last commit still waits there */

  mado_test_server_kill (mado_test_cluster_get_primary (self->cluster));
  assert_fails (self, 3, MADO_BACKEND_ERROR_IN_USE);
  g_clear_pointer (&other, mado_backend_free);
  assert_fails (self, 3, MADO_BACKEND_ERROR_DISPLACED);
}

/* Named the other way round it is the same. */
static void
assert_counts_in_any_order (Failover *self, gint64 count)
{
  const MadoTestServer *servers[] = { mado_test_cluster_get_primary (self->cluster),
                                      mado_test_cluster_get_standby (self->cluster) };

  for (guint i = 0; i < 2; i++) {
    g_autofree char *conninfo =
        g_strdup_printf ("host=%s,%s port=5432 user=mado dbname=%s", mado_test_server_get_socket (servers[i]),
                         mado_test_server_get_socket (servers[1 - i]), self->ward.database);
    const MadoPostgresqlPlace place = { .conninfo = conninfo };
    g_autoptr (MadoBackend) reader = mado_backend_postgresql_open (&place, MADO_BACKEND_READ, NULL);

    g_assert_nonnull (reader);
    g_assert_cmpint (pg_ward_count (reader, self->stream), ==, count);
  }
}

/* The old one is up again, or was never down, and is named first. */
static void
test_nobody_goes_back_to_an_old_primary (Failover *self, gconstpointer data)
{
  MadoTestServer *old = mado_test_cluster_get_primary (self->cluster);
  MadoTestServer *standby = mado_test_cluster_get_standby (self->cluster);
  g_autoptr (MadoBackend) reader = NULL;
  const MadoPostgresqlPlace place = { .conninfo = self->ward.conninfo, .patience = self->ward.patience };
  g_autoptr (GError) error = NULL;

  assert_appends (self, 1);
  mado_test_server_kill (old);
  mado_test_cluster_promote (self->cluster);
  assert_appends (self, 2);
  mado_test_server_start (old);
  assert_counts_in_any_order (self, 2);
  reader = pg_ward_open (&self->ward, MADO_BACKEND_READ);
  g_assert_cmpint (pg_ward_count (reader, self->stream), ==, 2);
  g_clear_pointer (&self->writer, mado_backend_free);
  self->writer = pg_ward_open (&self->ward, MADO_BACKEND_WRITE);
  assert_appends (self, 3);

  mado_test_server_kill (standby); /* now the old one alone is up: it is not believed any more */
  g_clear_pointer (&reader, mado_backend_free);
  g_assert_null (mado_backend_postgresql_open (&place, MADO_BACKEND_READ, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);
}

#define add(name, function) g_test_add ("/backend/failover/" name, Failover, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("without-the-standby-nothing-is-acknowledged-nor-seen",
       test_without_the_standby_nothing_is_acknowledged_nor_seen);
  add ("a-service-does-not-begin-without-the-standby", test_a_service_does_not_begin_without_the_standby);
  add ("a-ward-is-not-made-without-the-standby", test_a_ward_is_not_made_without_the_standby);
  add ("a-cancelled-wait-is-a-failure", test_a_cancelled_wait_is_a_failure);
  g_test_add_func ("/backend/failover/the-writer-finds-the-promoted-standby",
                   test_the_writer_finds_the_promoted_standby);
  add ("an-old-primary-acknowledges-nothing", test_an_old_primary_acknowledges_nothing);
  add ("nobody-goes-back-to-an-old-primary", test_nobody_goes_back_to_an_old_primary);

  return g_test_run ();
}
