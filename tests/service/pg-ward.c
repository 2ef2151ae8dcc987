/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wards in PostgreSQL, and the smallest turn that says something. */

#include "pg-ward.h"

/**
 * pg_ward_set_up:
 * @self: (out caller-allocates): a ward with nothing in it
 * @cluster: where
 */
void
pg_ward_set_up (PgWard *self, MadoTestCluster *cluster)
{
  g_autoptr (GError) error = NULL;
  MadoPostgresqlPlace place;

  self->cluster = cluster;
  self->database = mado_test_cluster_create_database (cluster);
  self->conninfo = mado_test_cluster_dup_conninfo (cluster, self->database);
  self->patience = 0;
  place = (MadoPostgresqlPlace) { .conninfo = self->conninfo };
  mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
}

/**
 * pg_ward_tear_down:
 * @self: a ward; its database stays as long as its cluster
 */
void
pg_ward_tear_down (PgWard *self)
{
  g_free (self->database);
  g_free (self->conninfo);
}

/**
 * pg_ward_open:
 * @self: a ward
 * @access: how
 *
 * Returns: (transfer full): a backend on it
 */
MadoBackend *
pg_ward_open (PgWard *self, MadoBackendAccess access)
{
  const MadoPostgresqlPlace place = { .conninfo = self->conninfo, .patience = self->patience };
  g_autoptr (GError) error = NULL;
  MadoBackend *backend = mado_backend_postgresql_open (&place, access, &error);

  g_assert_no_error (error);

  return backend;
}

/**
 * pg_ward_add_stream:
 * @writer: a backend that writes
 *
 * Returns: the number of a new stream
 */
gint64
pg_ward_add_stream (MadoBackend *writer)
{
  MadoTurn *turn = backend_sample_begin (writer, MADO_BACKEND_WRITE);
  gint64 number = 0;

  must (writer, add_stream, SAMPLE_STREAM, 1, &number);
  backend_sample_commit (turn);

  return number;
}

/**
 * pg_ward_append:
 * @writer: a backend that writes
 * @stream: a stream's number
 * @seq: the place of the entry
 * @error: what went wrong
 *
 * Returns: whether an entry there was acknowledged
 */
gboolean
pg_ward_append (MadoBackend *writer, gint64 stream, gint64 seq, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (seq, MADO_ID_NONE, "x", NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (writer, MADO_BACKEND_WRITE, error);

  return turn != NULL && writer->type->append_entry (writer, stream, entry, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

/**
 * pg_ward_count:
 * @reader: a backend
 * @stream: a stream's number
 *
 * Returns: how many entries it has, which are without a gap
 */
gint64
pg_ward_count (MadoBackend *reader, gint64 stream)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (reader, MADO_BACKEND_READ);
  g_autoptr (GPtrArray) entries = NULL;

  must (reader, list_entries, stream, 0, G_MAXUINT, G_MAXSIZE, &entries);
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpint (((MadoStoredEntry *) g_ptr_array_index (entries, i))->seq, ==, i + 1);

  return entries->len;
}
