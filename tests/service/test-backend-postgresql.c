/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold, on PostgreSQL; and what is this one's alone: its tables, who writes, and a server
 * that goes away and comes back. */

#include "backend-contract.h"
#include "mado-test-session.h"
#include "pg-ward.h"

#include <string.h>

static MadoTestCluster *cluster; /* of all tests here, each with a database of its own */

static gpointer
make_ward (void)
{
  PgWard *ward = g_new0 (PgWard, 1);

  pg_ward_set_up (ward, cluster);

  return ward;
}

static MadoBackend *
open_ward (gpointer data, MadoBackendAccess access, GError **error)
{
  const PgWard *ward = data;
  const MadoPostgresqlPlace place = { .conninfo = ward->conninfo };

  return mado_backend_postgresql_open (&place, access, error);
}

static void
destroy_ward (gpointer data)
{
  pg_ward_tear_down (data);
  g_free (data);
}

static const BackendKind kind_postgresql = { "postgresql", make_ward, open_ward, destroy_ward };

/* --- its tables -------------------------------------------------------------------------------------------------- */

static void
test_a_ward_is_not_made_over_another (BackendSample *sample, gconstpointer kind)
{
  const PgWard *ward = sample->ward;
  const MadoPostgresqlPlace place = { .conninfo = ward->conninfo };
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE);
  g_clear_error (&error);
  g_clear_pointer (&sample->writer, mado_backend_free);
  g_assert_false (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA);
}

static void
test_an_empty_database_is_no_ward (void)
{
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA);
}

static void
test_a_database_that_keeps_no_unicode_is_refused (void)
{
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, "ascii");
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  g_autoptr (GError) error = NULL;

  g_free (mado_test_server_run (mado_test_cluster_get_primary (cluster),
                                "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"));
  g_assert_false (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA);
}

static void
test_what_cannot_be_reached_is_said (void)
{
  const MadoPostgresqlPlace place = { .conninfo = "host=/nowhere/at/all dbname=ward password=secret" };
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all"));
  g_assert_null (strstr (error->message, "secret"));
}

/* A text that PostgreSQL cannot keep is refused, and what was to be kept is not told. */
static void
test_a_broken_text_is_refused (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (GBytes) value = g_bytes_new ("v", 1);
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) found = NULL;

  (void) sample->writer->type->put_record (sample->writer, "shelf", "見本\xFF", value, NULL);
  g_assert_false (sample->writer->type->find_record (sample->writer, "shelf", "a", &found, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED);
  g_assert_null (strstr (error->message, "見本"));
  mado_turn_undo (turn);
}

/* More than is ever on its way at once. */
static void
test_a_long_turn_is_kept_whole (BackendSample *sample, gconstpointer kind)
{
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autofree char *payload = g_strnfill (10000, 'x');
  const MadoId id = mado_id_draw ();

  for (gint64 seq = 1; seq <= 1000; seq++) {
    g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (seq, id, payload, &id, NULL);

    must (sample->writer, append_entry, sample->stand.number, entry);
  }
  backend_sample_commit (turn);
  g_assert_cmpint (pg_ward_count (sample->reader, sample->stand.number), ==, 1000);
}

/* --- a server that goes away ------------------------------------------------------------------------------------- */

static void
test_a_new_turn_finds_the_server_again (BackendSample *sample, gconstpointer kind)
{
  MadoTestServer *server = mado_test_cluster_get_primary (cluster);
  const gint64 stream = sample->stand.number;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) still = NULL;
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (2, MADO_ID_NONE, "x", NULL);
  MadoTurn *turn = NULL;

  g_assert_true (pg_ward_append (sample->writer, stream, 1, NULL));
  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  must (sample->writer, append_entry, stream, entry);
  mado_test_server_kill (server);
  g_assert_false (mado_turn_commit (turn, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);
  g_assert_null (mado_turn_begin (sample->writer, MADO_BACKEND_WRITE, &still));
  g_assert_error (still, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);

  mado_test_server_start (server);
  g_assert_cmpint (pg_ward_count (sample->reader, stream), ==, 1);
  g_assert_cmpint (pg_ward_count (sample->writer, stream), ==, 1);
  g_assert_true (pg_ward_append (sample->writer, stream, 2, NULL));
  g_assert_cmpint (pg_ward_count (sample->reader, stream), ==, 2);
}

/* Nothing was said yet: the next turn need not know. */
static void
test_between_turns_a_restart_is_not_noticed (BackendSample *sample, gconstpointer kind)
{
  MadoTestServer *server = mado_test_cluster_get_primary (cluster);

  g_assert_true (pg_ward_append (sample->writer, sample->stand.number, 1, NULL));
  mado_test_server_stop (server);
  mado_test_server_start (server);
  g_assert_true (pg_ward_append (sample->writer, sample->stand.number, 2, NULL));
  g_assert_cmpint (pg_ward_count (sample->reader, sample->stand.number), ==, 2);
}

static const char end_all_others[] = "SELECT count (pg_terminate_backend (pid, 10000)) FROM pg_stat_activity"
                                     " WHERE pid <> pg_backend_pid () AND backend_type = 'client backend'";

/* Whoever lost his connection may have lost his place: another wrote, and what he has in mind is not what is there. */
static void
test_who_was_displaced_writes_no_more (BackendSample *sample, gconstpointer kind)
{
  PgWard *ward = sample->ward;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoBackend) other = NULL;

  g_free (mado_test_server_run (mado_test_cluster_get_primary (cluster), end_all_others));
  other = pg_ward_open (ward, MADO_BACKEND_WRITE);
  g_assert_false (pg_ward_append (sample->writer, sample->stand.number, 1, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_true (pg_ward_append (other, sample->stand.number, 1, NULL));
  g_free (mado_test_server_run (mado_test_cluster_get_primary (cluster), end_all_others));
  g_assert_false (pg_ward_append (sample->writer, sample->stand.number, 2, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_DISPLACED);
}

/* Even where the lock is lost and nobody told: the number is held until the commit. */
static void
test_the_number_alone_keeps_an_older_service_out (BackendSample *sample, gconstpointer kind)
{
  const PgWard *ward = sample->ward;
  g_autoptr (MadoTestSession) other = mado_test_session_new (mado_test_cluster_get_primary (cluster), ward->database);
  MadoTurn *turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_test_session_try (other, "SET lock_timeout = 50"));
  g_assert_false (mado_test_session_try (other, "UPDATE writer SET fence = fence + 1"));
  backend_sample_commit (turn);
  g_assert_true (mado_test_session_try (other, "UPDATE writer SET fence = fence + 1"));
  g_assert_false (pg_ward_append (sample->writer, sample->stand.number, 1, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_DISPLACED);
}

/* The server holds back a row that the writer needs: it is not waited for without end. */
static void
test_patience_ends (BackendSample *sample, gconstpointer kind)
{
  const PgWard *ward = sample->ward;
  const MadoPostgresqlPlace place = { .conninfo = ward->conninfo, .patience = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoBackend) hasty = NULL;
  g_autoptr (MadoTestSession) session = NULL;

  g_clear_pointer (&sample->writer, mado_backend_free);
  hasty = mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);
  session = mado_test_session_new (mado_test_cluster_get_primary (cluster), ward->database);
  g_assert_true (mado_test_session_try (session, "BEGIN; SELECT fence FROM writer FOR UPDATE"));
  g_assert_false (pg_ward_append (hasty, sample->stand.number, 1, &error));
  g_assert_nonnull (error);
  g_clear_pointer (&session, mado_test_session_free);
  g_assert_true (pg_ward_append (hasty, sample->stand.number, 1, NULL));
}

static const BackendCase cases[] = {
  { "a-ward-is-not-made-over-another", test_a_ward_is_not_made_over_another },
  { "a-broken-text-is-refused", test_a_broken_text_is_refused },
  { "a-long-turn-is-kept-whole", test_a_long_turn_is_kept_whole },
  { "a-new-turn-finds-the-server-again", test_a_new_turn_finds_the_server_again },
  { "between-turns-a-restart-is-not-noticed", test_between_turns_a_restart_is_not_noticed },
  { "who-was-displaced-writes-no-more", test_who_was_displaced_writes_no_more },
  { "the-number-alone-keeps-an-older-service-out", test_the_number_alone_keeps_an_older_service_out },
  { "patience-ends", test_patience_ends },
};

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  cluster = mado_test_cluster_new (NULL);
  backend_contract_add (&kind_postgresql);
  backend_contract_add_cases (&kind_postgresql, cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/backend/postgresql/an-empty-database-is-no-ward", test_an_empty_database_is_no_ward);
  g_test_add_func ("/backend/postgresql/a-database-that-keeps-no-unicode-is-refused",
                   test_a_database_that_keeps_no_unicode_is_refused);
  g_test_add_func ("/backend/postgresql/what-cannot-be-reached-is-said", test_what_cannot_be_reached_is_said);
  status = g_test_run ();
  mado_test_cluster_free (cluster);

  return status;
}
