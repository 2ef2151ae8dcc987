/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the file of a ward, and runs turns on it. The connection that writes is the one that brings the write-ahead log
 * into the file: when the next turn begins, since by then the last one's answers are on their way. */

#include "mado-backend-sqlcipher.h"

#include "mado-durable-file.h"
#include "mado-schema.h"
#include "mado-sql-rooms.h"
#include "mado-sqlcipher-query.h"
#include "mado-store-error.h"
#include "mado-ward-sqlcipher-resource.h"

static MadoSqlcipherBackend *
cast (MadoBackend *backend)
{
  return (MadoSqlcipherBackend *) backend;
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

/* A reader may still need what is in the log: then again before the next turn. */
static void
scrub (MadoSqlcipherBackend *self)
{
  self->must_scrub = self->must_scrub && !mado_database_empty_log (self->database, NULL);
}

static gboolean
tend_log (MadoSqlcipherBackend *self, GError **error)
{
  scrub (self);

  return mado_database_checkpoint (self->database, error);
}

static gboolean
begin_turn (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  MadoSqlcipherBackend *self = cast (backend);

  if (access == MADO_BACKEND_WRITE && self->access != MADO_BACKEND_WRITE) {
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                         "cannot write: the ward is open for reading alone");
    return FALSE;
  }
  if (access == MADO_BACKEND_WRITE && !tend_log (self, error))
    return FALSE;
  self->sql.has_fault = FALSE;
  self->sql.has_erased = FALSE;
  self->transaction = mado_transaction_begin (self->database, error);

  return self->transaction != NULL;
}

static void
undo_turn (MadoBackend *backend)
{
  mado_sql_memory_forget (cast (backend)->sql.memory);
  g_clear_pointer (&cast (backend)->transaction, mado_transaction_undo);
}

static gboolean
commit_turn (MadoBackend *backend, GError **error)
{
  MadoSqlcipherBackend *self = cast (backend);

  mado_sql_memory_forget (self->sql.memory);
  if (self->sql.has_fault) {
    undo_turn (backend);
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                         "cannot commit: something in the turn went wrong");
    return FALSE;
  }
  if (!mado_transaction_commit (g_steal_pointer (&self->transaction), error))
    return FALSE;
  self->must_scrub |= self->sql.has_erased;
  scrub (self);

  return TRUE;
}

static void
free_backend (MadoBackend *backend)
{
  mado_database_free (cast (backend)->database);
  mado_sql_memory_free (cast (backend)->sql.memory);
  g_free (backend);
}

static const MadoBackendType type = {
  .name = "sqlcipher",
  .free = free_backend,
  .begin = begin_turn,
  .commit = commit_turn,
  .undo = undo_turn,
  MADO_SQL_ROOMS,
};

/* --- opening ----------------------------------------------------------------------------------------------------- */

static gpointer
load_migrations (gpointer data)
{
  return mado_schema_load (mado_ward_sqlcipher_get_resource (), "/jp/madoguchi/ward-sqlcipher/");
}

static gboolean
migrate (MadoDatabase *database, const char *path, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *migrations = g_once (&once, load_migrations, NULL);
  g_autofree char *backup = g_strconcat (path, ".backup", NULL);

  return mado_schema_migrate (database, (const MadoMigration *) (const void *) migrations->data, migrations->len,
                              backup, error);
}

static MadoDatabase *
open_to_write (const MadoDatabasePlace *place, MadoDatabaseMode mode, const MadoSecret *key, GError **error)
{
  g_autofree char *path = g_strconcat (place->path, ".lock", NULL);
  MadoProfileLock *lock = mado_profile_lock_take (path, error);

  return lock != NULL ? mado_database_open (place, mode, lock, key, error) : NULL;
}

static MadoSqlcipherBackend *
make (MadoDatabase *database, MadoBackendAccess access)
{
  MadoSqlcipherBackend *self = g_new0 (MadoSqlcipherBackend, 1);

  self->sql.parent.type = &type;
  self->sql.sql = &mado_sqlcipher_sql;
  self->sql.memory = access == MADO_BACKEND_WRITE ? mado_sql_memory_new () : NULL;
  self->database = database;
  self->access = access;
  self->must_scrub = access == MADO_BACKEND_WRITE; /* it may have ended between an erasure and this */

  return self;
}

static gboolean
set_standing (MadoBackend *backend, MadoWardStanding standing, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_ward_standing_save (backend, standing, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

/* All of it is in the one file when the connection is closed. */
static gboolean
fill (const MadoDatabasePlace *place, const MadoSecret *key, MadoWardStanding standing, GError **error)
{
  g_autoptr (MadoDatabase) database = open_to_write (place, MADO_DATABASE_CREATE, key, error);
  g_autoptr (MadoBackend) backend = NULL;

  if (database == NULL || !migrate (database, place->path, error))
    return FALSE;
  backend = &make (g_steal_pointer (&database), MADO_BACKEND_WRITE)->sql.parent;

  return set_standing (backend, standing, error) && mado_database_empty_log (cast (backend)->database, error);
}

/**
 * mado_backend_sqlcipher_create:
 * @place: where the ward's file will be
 * @key: what it will be encrypted with, of %MADO_DATA_KEY_SIZE
 * @standing: how it stands from the first moment on
 * @error: %MADO_STORE_ERROR_EXISTS and what else the store says
 *
 * The file gets its name when it is whole.
 *
 * Returns: whether an empty ward is there
 */
gboolean
mado_backend_sqlcipher_create (const MadoDatabasePlace *place,
                               const MadoSecret *key,
                               MadoWardStanding standing,
                               GError **error)
{
  g_autofree char *path = g_strconcat (place->path, ".new", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  const MadoDatabasePlace aside = { .path = path, .vfs = place->vfs, .cache_limit = place->cache_limit };

  return fill (&aside, key, standing, error) &&
         mado_durable_file_move (path, place->path, MADO_DURABLE_FILE_NEW, error) &&
         mado_durable_file_remove (lock, error);
}

static MadoDatabase *
open_database (const MadoDatabasePlace *place, const MadoSecret *key, MadoBackendAccess access, GError **error)
{
  g_autoptr (MadoDatabase) database = NULL;

  if (access == MADO_BACKEND_READ)
    return mado_database_open_to_read (place, key, error);
  database = open_to_write (place, MADO_DATABASE_OPEN, key, error);

  return database != NULL && migrate (database, place->path, error) ? g_steal_pointer (&database) : NULL;
}

/**
 * mado_backend_sqlcipher_open:
 * @place: where the ward's file is
 * @key: its key
 * @access: to write, which one connection can at a time, or only to read
 * @error: %MADO_STORE_ERROR_IN_USE where another writes it, and what else the store says
 *
 * Returns: (transfer full) (nullable): the ward
 */
MadoBackend *
mado_backend_sqlcipher_open (const MadoDatabasePlace *place,
                             const MadoSecret *key,
                             MadoBackendAccess access,
                             GError **error)
{
  MadoDatabase *database = open_database (place, key, access, error);

  return database != NULL ? &make (database, access)->sql.parent : NULL;
}
