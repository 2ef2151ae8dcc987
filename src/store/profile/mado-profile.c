/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a profile: made, opened, locked anew, destroyed together. */

#include "mado-profile.h"

#include <string.h>

#include "mado-durable-file.h"
#include "mado-lease-file.h"
#include "mado-schema.h"
#include "mado-statement.h"
#include "mado-store-error.h"

typedef struct {
  char *key;
  char *recovery;
  char *sign;
  char *seal_to;
  char *database;
  char *lock;
  char *backup;
} Paths;

static void
clear_paths (Paths *paths)
{
  g_free (paths->key);
  g_free (paths->recovery);
  g_free (paths->sign);
  g_free (paths->seal_to);
  g_free (paths->database);
  g_free (paths->lock);
  g_free (paths->backup);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paths, clear_paths)

static Paths
name_paths (const char *path)
{
  return (Paths) {
    .key = g_strconcat (path, ".key", NULL),
    .recovery = g_strconcat (path, ".recovery", NULL),
    .sign = g_strconcat (path, MADO_PROFILE_SIGNING_KEY, NULL),
    .seal_to = g_strconcat (path, ".seal-to", NULL),
    .database = g_strconcat (path, ".db", NULL),
    .lock = g_strconcat (path, ".lock", NULL),
    .backup = g_strconcat (path, ".backup", NULL),
  };
}

static MadoDatabase *
open_database (const MadoProfilePlace *place,
               const Paths *paths,
               MadoDatabaseMode mode,
               MadoProfileLock *lock,
               const MadoSecret *data_key,
               GError **error)
{
  MadoDatabasePlace database = *place;

  database.path = paths->database;

  return mado_database_open (&database, mode, lock, data_key, error);
}

static gboolean
migrate (MadoDatabase *database, const Paths *paths, GError **error)
{
  gsize n_migrations = 0;
  const MadoMigration *migrations = mado_schema_get_migrations (&n_migrations);

  return mado_schema_migrate (database, migrations, n_migrations, paths->backup, error);
}

static const char insert_profile[] = "INSERT INTO profile (only, id, ward, programme, device)"
                                     " VALUES (1, ?1, ?2, ?3, ?4)";

static gboolean
save_profile (MadoDatabase *database, const MadoProfile *profile, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_profile);

  mado_statement_bind_id (statement, 1, profile->id);
  mado_statement_bind_text (statement, 2, profile->ward);
  mado_statement_bind_text (statement, 3, profile->programme);
  mado_statement_bind_id (statement, 4, profile->device);

  return mado_statement_run (statement, error);
}

static const char find_profile[] = "SELECT id, ward, programme, device FROM profile";

/**
 * mado_profile_load:
 * @database: a profile's database
 * @out_profile: (out caller-allocates): whose it is; its texts live as long as the program
 * @error: %MADO_STORE_ERROR_OTHER_PROFILE where the file does not say
 *
 * Returns: whether it could be read
 */
gboolean
mado_profile_load (MadoDatabase *database, MadoProfile *out_profile, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_profile);
  gboolean is_there = mado_statement_step (statement);
  MadoProfile profile = { 0 };

  if (is_there)
    profile = (MadoProfile) {
      .id = mado_statement_get_id (statement, 0),
      .ward = g_intern_string (mado_statement_get_text (statement, 1)),
      .programme = g_intern_string (mado_statement_get_text (statement, 2)),
      .device = mado_statement_get_id (statement, 3),
    };
  if (!mado_statement_finish (statement, error))
    return FALSE;
  if (!is_there) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE,
                         "cannot use the database: it does not say whose it is");
    return FALSE;
  }
  *out_profile = profile;

  return TRUE;
}

static gboolean
is_wanted (const char *wanted, const char *found)
{
  return wanted == NULL || g_strcmp0 (wanted, found) == 0;
}

static gboolean
check_profile (MadoDatabase *database, const MadoProfile *wanted, GError **error)
{
  MadoProfile found;
  gboolean is_same;

  if (!mado_profile_load (database, &found, error))
    return FALSE;
  is_same = (!mado_id_is_valid (wanted->id) || mado_id_compare (wanted->id, found.id) == 0) &&
            is_wanted (wanted->ward, found.ward) && is_wanted (wanted->programme, found.programme);
  if (!is_same)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE,
                         "cannot use the database: it is of another profile");

  return is_same;
}

static gboolean
check_no_key (const Paths *paths, GError **error)
{
  if (!g_file_test (paths->key, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_EXISTS,
                       "cannot make the profile: there is one already");

  return FALSE;
}

/**
 * mado_profile_create:
 * @place: where it will be, in a folder that is there
 * @profile: whose it is
 * @shares: what will open it
 * @cost: what a guess at the password costs
 * @error: %MADO_STORE_ERROR_EXISTS and as mado_profile_open()
 *
 * The key file comes last: without it nothing can be read of what an interrupted call left, and the next replaces it.
 *
 * Returns: (transfer full) (nullable): the connection that writes
 */
MadoDatabase *
mado_profile_create (const MadoProfilePlace *place,
                     const MadoProfile *profile,
                     const MadoKeyShares *shares,
                     const MadoArgon2idCost *cost,
                     GError **error)
{
  g_auto (Paths) paths = name_paths (place->path);
  g_autoptr (MadoProfileLock) lock = mado_profile_lock_take (paths.lock, error);
  g_autoptr (MadoSecret) data_key = NULL;
  g_autoptr (MadoDatabase) database = NULL;

  if (lock == NULL || !check_no_key (&paths, error))
    return NULL;
  data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  database = open_database (place, &paths, MADO_DATABASE_CREATE, g_steal_pointer (&lock), data_key, error);
  if (database == NULL || !migrate (database, &paths, error) || !save_profile (database, profile, error) ||
      !mado_key_file_save (paths.key, profile->id, data_key, shares, cost, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * mado_profile_open:
 * @place: where it is
 * @profile: whose it should be, as far as it says: what it leaves out may be any; the device is not looked at
 * @shares: what opens it
 * @error: as mado_key_file_open() and mado_database_open(); %MADO_STORE_ERROR_IN_USE where another process has it open
 *
 * Takes as long as a guess at the password should, and longer where a newer release migrates the file.
 *
 * Returns: (transfer full) (nullable): the connection that writes
 */
MadoDatabase *
mado_profile_open (const MadoProfilePlace *place,
                   const MadoProfile *profile,
                   const MadoKeyShares *shares,
                   GError **error)
{
  g_auto (Paths) paths = name_paths (place->path);
  g_autoptr (MadoProfileLock) lock = mado_profile_lock_take (paths.lock, error);
  g_autoptr (MadoSecret) data_key = NULL;
  g_autoptr (MadoDatabase) database = NULL;

  if (lock == NULL)
    return NULL;
  data_key = mado_key_file_open (paths.key, profile->id, shares, error);
  if (data_key == NULL)
    return NULL;
  database = open_database (place, &paths, MADO_DATABASE_OPEN, g_steal_pointer (&lock), data_key, error);
  if (database == NULL || !check_profile (database, profile, error) || !migrate (database, &paths, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * mado_profile_change_key:
 * @path: where the profile is; it may be open
 * @profile: whose it is
 * @shares: what opens it now
 * @next: what will open it
 * @cost: what a guess at the password costs from now on
 * @error: as mado_key_file_change()
 *
 * Returns: whether @next opens it from now on
 */
gboolean
mado_profile_change_key (const char *path,
                         MadoId profile,
                         const MadoKeyShares *shares,
                         const MadoKeyShares *next,
                         const MadoArgon2idCost *cost,
                         GError **error)
{
  g_auto (Paths) paths = name_paths (path);

  return mado_key_file_change (paths.key, profile, shares, next, cost, error);
}

/**
 * mado_profile_take_lease:
 * @path: where the profile is; it may be open
 * @profile: whose it is
 * @shares: what opens it, with the service's share, which may not have taken part yet
 * @term: as the service said; see mado_lease_file_save()
 * @cost: what a guess at the password costs, where the key is locked anew
 * @error: as mado_key_file_open()
 *
 * Returns: whether the service's share takes part in the key from now on, and is here for as long as it is lent
 */
gboolean
mado_profile_take_lease (const char *path,
                         MadoId profile,
                         const MadoKeyShares *shares,
                         const MadoLeaseTerm *term,
                         const MadoArgon2idCost *cost,
                         GError **error)
{
  g_auto (Paths) paths = name_paths (path);
  const MadoKeyShares before = { shares->password, shares->terminal_share, NULL };
  gboolean takes = FALSE;

  return mado_lease_file_save (path, shares->service_share, term, error) &&
         mado_key_file_takes_service_share (paths.key, &takes, error) &&
         (takes || mado_key_file_change (paths.key, profile, &before, shares, cost, error));
}

/**
 * mado_profile_prepare_recovery:
 * @path: where the profile is; it may be open
 * @profile: whose it is
 * @shares: what opens it
 * @recovery: what will open it where its password is forgotten: it stands in the password's place
 * @cost: what a guess at it costs
 * @error: as mado_key_file_open()
 *
 * Locks the same key a second time, beside the first; what was there for this before counts no more.
 *
 * Returns: whether @recovery opens it from now on, too
 */
gboolean
mado_profile_prepare_recovery (const char *path,
                               MadoId profile,
                               const MadoKeyShares *shares,
                               const MadoSecret *recovery,
                               const MadoArgon2idCost *cost,
                               GError **error)
{
  g_auto (Paths) paths = name_paths (path);
  const MadoKeyShares second = { recovery, shares->terminal_share, NULL };
  g_autoptr (MadoSecret) data_key = mado_key_file_open (paths.key, profile, shares, error);

  return data_key != NULL && mado_key_file_destroy (paths.recovery, error) &&
         mado_key_file_save (paths.recovery, profile, data_key, &second, cost, error);
}

/**
 * mado_profile_recover:
 * @path: where the profile is
 * @shares: what opens the second lock: in the password's place what mado_profile_prepare_recovery() was given
 * @next: what opens the profile from now on
 * @cost: what a guess at the password costs
 * @error: as mado_key_file_open()
 *
 * Nothing is encrypted again, and what was not sent is still there.
 *
 * Returns: whether @next opens it
 */
gboolean
mado_profile_recover (const char *path,
                      const MadoKeyShares *shares,
                      const MadoKeyShares *next,
                      const MadoArgon2idCost *cost,
                      GError **error)
{
  g_auto (Paths) paths = name_paths (path);

  return mado_key_file_copy (paths.recovery, shares, paths.key, next, cost, error);
}

/**
 * mado_profile_destroy:
 * @path: where the profile is
 * @error: what the system says
 *
 * The keys first, and whoever has the profile open is not asked: from then on nobody can open it again.
 *
 * Returns: whether nothing of it is left
 */
gboolean
mado_profile_destroy (const char *path, GError **error)
{
  g_auto (Paths) paths = name_paths (path);

  return mado_key_file_destroy (paths.recovery, error) && mado_key_file_destroy (paths.key, error) &&
         mado_lease_file_destroy (path, error) && mado_database_remove (paths.database, error) &&
         mado_key_file_destroy (paths.sign, error) && mado_durable_file_remove (paths.backup, error) &&
         mado_durable_file_remove (paths.seal_to, error) && mado_durable_file_remove (paths.lock, error);
}

static const char change_device[] = "UPDATE profile SET device = ?1";

/**
 * mado_profile_save_device:
 * @database: the database that writes
 * @device: the device id of what is made here from now on
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk, or will be when the transaction is committed
 */
gboolean
mado_profile_save_device (MadoDatabase *database, MadoId device, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, change_device);

  mado_statement_bind_id (statement, 1, device);

  return mado_statement_run (statement, error);
}
