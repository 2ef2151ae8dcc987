/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the database of a ward, and runs turns on it. Who writes holds an advisory lock as long as his connection
 * lives, and counts each of his turns in a row that bears his fencing number: so a service that lost its place cannot
 * commit any more, and no turn is so empty that its commit would not wait for the standby. */

#include "mado-backend-postgresql.h"

#include "mado-pg-expect.h"
#include "mado-schema.h"
#include "mado-sql-rooms.h"
#include "mado-ward-postgresql-resource.h"

#define LOCK 0x6D61646F /* "mado"; a database has locks of its own */

static MadoPostgresqlBackend *
cast (MadoBackend *backend)
{
  return (MadoPostgresqlBackend *) backend;
}

/* --- the tables -------------------------------------------------------------------------------------------------- */

static gpointer
load_migrations (gpointer data)
{
  return mado_schema_load (mado_ward_postgresql_get_resource (), "/jp/madoguchi/ward-postgresql/");
}

static const GArray *
get_migrations (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_migrations, NULL);
}

static gboolean
load_number (MadoPostgresqlBackend *self, const char *sql, gint64 *out_number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (&self->sql.parent, sql);

  if (mado_query_step (query))
    *out_number = mado_query_get_int (query, 0);

  return mado_query_finish (query, error);
}

static const char count_versions[] = "SELECT count (*) FROM pg_catalog.pg_tables"
                                     " WHERE schemaname = current_schema () AND tablename = 'schema_version'";
static const char find_version[] = "SELECT number FROM schema_version";

static gboolean
load_version (MadoPostgresqlBackend *self, gint64 *out_version, GError **error)
{
  gint64 n_versions = 0;

  *out_version = 0;

  return load_number (self, count_versions, &n_versions, error) &&
         (n_versions == 0 || load_number (self, find_version, out_version, error));
}

static gboolean
set_schema_error (GError **error, const char *message)
{
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA, message);

  return FALSE;
}

static gboolean
run_migrations (MadoPostgresqlBackend *self, gint64 version, GError **error)
{
  const GArray *migrations = get_migrations ();

  for (gint64 i = version; i < migrations->len; i++)
    if (!mado_pg_connection_run_script (self->connection, g_array_index (migrations, MadoMigration, i).sql, error))
      return FALSE;

  return TRUE;
}

/* All of them, and how a new ward stands, at once or not at all. */
static gboolean
migrate (MadoPostgresqlBackend *self, gint64 version, MadoWardStanding standing, GError **error)
{
  return mado_pg_connection_begin (self->connection, MADO_BACKEND_WRITE, error) &&
         run_migrations (self, version, error) &&
         (version > 0 || mado_ward_standing_save (&self->sql.parent, standing, error)) &&
         mado_pg_connection_commit (self->connection, error);
}

static gboolean
check_tables (MadoPostgresqlBackend *self, GError **error)
{
  gint64 version = 0;

  if (!load_version (self, &version, error))
    return FALSE;
  if (version == 0)
    return set_schema_error (error, "cannot use the database: no ward is in it");
  if (version > get_migrations ()->len)
    return set_schema_error (error, "cannot use the database: a newer release wrote it");
  if (version < get_migrations ()->len && self->access == MADO_BACKEND_READ)
    return set_schema_error (error, "cannot use the database: whoever writes it has not brought it to this release");

  return version == get_migrations ()->len || migrate (self, version, MADO_WARD_SERVED, error);
}

/* --- who writes -------------------------------------------------------------------------------------------------- */

static const char try_lock[] = "SELECT CASE WHEN pg_try_advisory_lock ($1) THEN 1 ELSE 0 END";

static gboolean
take_lock (MadoPostgresqlBackend *self, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (&self->sql.parent, try_lock);
  gboolean is_taken;

  mado_query_bind_int (query, 1, LOCK);
  is_taken = mado_query_step (query) && mado_query_get_int (query, 0) == 1;
  if (!mado_query_finish (query, error))
    return FALSE;
  if (!is_taken)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE,
                         "cannot write in the ward: another service does, or its last commit waits for the standby");

  return is_taken;
}

static const char take_fence[] = "UPDATE writer SET fence = fence + 1 RETURNING fence";

/* Whoever comes back after a loss goes on under his number, or finds that somebody wrote meanwhile. */
static gboolean
take_place (MadoPostgresqlBackend *self, GError **error)
{
  gint64 fence = 0;

  if (self->fence != 0)
    return TRUE;
  if (!mado_pg_connection_begin (self->connection, MADO_BACKEND_WRITE, error) ||
      !load_number (self, take_fence, &fence, error) || !mado_pg_connection_commit (self->connection, error))
    return FALSE;
  self->fence = fence;

  return TRUE;
}

static const char count_turn[] = "UPDATE writer SET turns = turns + 1 WHERE fence = $1 RETURNING turns";

static gboolean
step_in (MadoPostgresqlBackend *self, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (&self->sql.parent, count_turn);
  gboolean is_ours;

  mado_query_bind_int (query, 1, self->fence);
  is_ours = mado_query_step (query);
  if (!mado_query_finish (query, error))
    return FALSE;
  if (!is_ours)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_DISPLACED,
                         "cannot write in the ward: another service wrote in it since");

  return is_ours;
}

static const char unlock[] = "SELECT CASE WHEN pg_advisory_unlock ($1) THEN 1 ELSE 0 END";

/* The server lets go of the lock a moment after the connection is closed: too late for who comes at once. */
static void
leave (MadoPostgresqlBackend *self)
{
  g_autoptr (MadoQuery) query = NULL;

  if (self->connection == NULL || self->access != MADO_BACKEND_WRITE)
    return;

  query = mado_query_take (&self->sql.parent, unlock);
  mado_query_bind_int (query, 1, LOCK);
  (void) mado_query_step (query); /* ignored: it goes with the connection */
}

/* --- the connection ---------------------------------------------------------------------------------------------- */

static void
drop_lost (MadoPostgresqlBackend *self)
{
  if (self->connection != NULL && mado_pg_connection_is_lost (self->connection))
    g_clear_pointer (&self->connection, mado_pg_connection_free);
}

static gboolean
set_up (MadoPostgresqlBackend *self, GError **error)
{
  if (self->access == MADO_BACKEND_READ)
    return check_tables (self, error);

  return take_lock (self, error) && check_tables (self, error) && take_place (self, error);
}

static gboolean
ensure_connection (MadoPostgresqlBackend *self, GError **error)
{
  const MadoPostgresqlPlace place = { .conninfo = self->conninfo, .patience = self->patience };

  if (self->connection != NULL)
    return TRUE;
  self->connection = mado_pg_connection_open (&place, error);
  if (self->connection == NULL)
    return FALSE;
  if (!set_up (self, error))
    g_clear_pointer (&self->connection, mado_pg_connection_free);

  return self->connection != NULL;
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

static void
undo_turn (MadoBackend *backend)
{
  MadoPostgresqlBackend *self = cast (backend);

  mado_sql_memory_forget (self->sql.memory);
  if (self->connection != NULL)
    mado_pg_connection_undo (self->connection);
  drop_lost (self);
}

static const char look[] = "SELECT 1";

static gboolean
try_to_begin (MadoPostgresqlBackend *self, MadoBackendAccess access, GError **error)
{
  gint64 number = 0;

  if (!ensure_connection (self, error))
    return FALSE;
  if (mado_pg_connection_begin (self->connection, access, error) &&
      (access == MADO_BACKEND_WRITE ? step_in (self, error) : load_number (self, look, &number, error)))
    return TRUE;
  undo_turn (&self->sql.parent);

  return FALSE;
}

/* A server that is another since the last turn shows when the first word is said: then once again, to the new one. */
static gboolean
begin_turn (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  MadoPostgresqlBackend *self = cast (backend);
  const gboolean was_connected = self->connection != NULL;
  g_autoptr (GError) fault = NULL;

  if (access == MADO_BACKEND_WRITE && self->access != MADO_BACKEND_WRITE) {
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                         "cannot write: the ward is open for reading alone");
    return FALSE;
  }
  self->sql.has_fault = FALSE;
  if (try_to_begin (self, access, &fault))
    return TRUE;
  if (was_connected && self->connection == NULL) {
    self->sql.has_fault = FALSE;
    return try_to_begin (self, access, error);
  }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
commit_turn (MadoBackend *backend, GError **error)
{
  MadoPostgresqlBackend *self = cast (backend);
  g_autoptr (GError) fault = NULL;

  mado_sql_memory_forget (self->sql.memory);
  if (self->connection == NULL || self->sql.has_fault) {
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                         "cannot commit: something in the turn went wrong");
    undo_turn (backend);
    return FALSE;
  }
  if (mado_pg_connection_commit (self->connection, &fault))
    return TRUE;
  if (g_error_matches (fault, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE)) {
    leave (self);
    g_clear_pointer (&self->connection, mado_pg_connection_free);
  } else {
    undo_turn (backend);
  }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static void
free_backend (MadoBackend *backend)
{
  MadoPostgresqlBackend *self = cast (backend);

  leave (self);
  mado_pg_connection_free (self->connection);
  mado_sql_memory_free (self->sql.memory);
  g_free (self->conninfo);
  g_free (self);
}

static const MadoBackendType type = {
  .name = "postgresql",
  .free = free_backend,
  .begin = begin_turn,
  .commit = commit_turn,
  .undo = undo_turn,
  .expect = mado_pg_expect,
  MADO_SQL_ROOMS,
};

/* --- opening ----------------------------------------------------------------------------------------------------- */

static MadoPostgresqlBackend *
make (const MadoPostgresqlPlace *place, MadoBackendAccess access)
{
  MadoPostgresqlBackend *self = g_new0 (MadoPostgresqlBackend, 1);

  self->sql.parent.type = &type;
  self->sql.sql = &mado_pg_sql;
  self->sql.memory = access == MADO_BACKEND_WRITE ? mado_sql_memory_new () : NULL;
  self->conninfo = g_strdup (place->conninfo);
  self->patience = place->patience;
  self->access = access;

  return self;
}

static gboolean
fill (MadoPostgresqlBackend *self, MadoWardStanding standing, GError **error)
{
  const MadoPostgresqlPlace place = { .conninfo = self->conninfo, .patience = self->patience };
  gint64 version = 0;

  self->connection = mado_pg_connection_open (&place, error);
  if (self->connection == NULL || !take_lock (self, error) || !load_version (self, &version, error))
    return FALSE;
  if (version != 0)
    return set_schema_error (error, "cannot make the ward: there is one in the database already");

  return migrate (self, 0, standing, error);
}

/**
 * mado_backend_postgresql_create:
 * @place: an empty database
 * @standing: how the ward stands from the first moment on
 * @error: %MADO_BACKEND_ERROR_SCHEMA where it is not empty, and as mado_backend_postgresql_open()
 *
 * Returns: whether an empty ward is there
 */
gboolean
mado_backend_postgresql_create (const MadoPostgresqlPlace *place, MadoWardStanding standing, GError **error)
{
  g_autoptr (MadoBackend) backend = &make (place, MADO_BACKEND_WRITE)->sql.parent;

  return fill (cast (backend), standing, error);
}

/**
 * mado_backend_postgresql_open:
 * @place: where the ward's database is
 * @access: to write, which one connection can at a time, or only to read
 * @error: %MADO_BACKEND_ERROR_LOST, %MADO_BACKEND_ERROR_IN_USE, %MADO_BACKEND_ERROR_SCHEMA,
 *   %MADO_BACKEND_ERROR_UNSURE where its standby is gone
 *
 * Returns: (transfer full) (nullable): the ward
 */
MadoBackend *
mado_backend_postgresql_open (const MadoPostgresqlPlace *place, MadoBackendAccess access, GError **error)
{
  g_autoptr (MadoBackend) backend = &make (place, access)->sql.parent;

  return ensure_connection (cast (backend), error) ? g_steal_pointer (&backend) : NULL;
}
