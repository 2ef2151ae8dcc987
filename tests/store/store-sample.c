/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The made-up profile that the tests of the store share. */

#include "store-sample.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-schema.h"
#include "mado-settings.h"

const MadoArgon2idCost store_sample_cost = { .memory = 8, .passes = 1, .lanes = 1 };

static MadoSecret *
make_secret (const char *text)
{
  MadoSecret *secret = mado_secret_new (strlen (text));

  memcpy (mado_secret_get_bytes (secret), text, strlen (text));

  return secret;
}

/**
 * store_sample_set_up:
 * @self: (out caller-allocates): a sample
 * @data: not used
 */
void
store_sample_set_up (StoreSample *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mado-store-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "sample", NULL);
  self->password = make_secret ("correct horse");
  self->other_password = make_secret ("battery staple");
  self->terminal_share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  self->service_share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  self->profile = (MadoProfile) {
    .id = mado_id_draw (),
    .ward = "shinjuku",
    .programme = "mihon-r7",
    .device = mado_id_draw (),
  };
  self->place = (MadoProfilePlace) { .path = self->path };
  self->shares = (MadoKeyShares) {
    .password = self->password,
    .terminal_share = self->terminal_share,
    .service_share = self->service_share,
  };
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
}

/**
 * store_sample_tear_down:
 * @self: a sample
 * @data: not used
 */
void
store_sample_tear_down (StoreSample *self, gconstpointer data)
{
  empty_folder (self->folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  mado_secret_free (self->password);
  mado_secret_free (self->other_password);
  mado_secret_free (self->terminal_share);
  mado_secret_free (self->service_share);
  g_free (self->folder);
  g_free (self->path);
}

/**
 * store_sample_create:
 * @self: a sample whose profile is not there
 *
 * Returns: (transfer full): its database
 */
MadoDatabase *
store_sample_create (StoreSample *self)
{
  g_autoptr (GError) error = NULL;
  MadoDatabase *database =
      mado_profile_create (&self->place, &self->profile, &self->shares, &store_sample_cost, &error);

  g_assert_no_error (error);

  return database;
}

/**
 * store_sample_create_first:
 * @self: a sample whose profile is not there
 *
 * Returns: (transfer full): its database as the first migration leaves it
 */
MadoDatabase *
store_sample_create_first (StoreSample *self)
{
  g_autofree char *path = store_sample_name (self, ".db");
  g_autofree char *key = store_sample_name (self, ".key");
  const MadoDatabasePlace place = { .path = path, .vfs = self->place.vfs, .cache_limit = self->place.cache_limit };
  g_autoptr (MadoSecret) data_key = NULL;
  g_autoptr (GError) error = NULL;
  MadoDatabase *database = NULL;
  gsize n_migrations = 0;

  mado_database_free (store_sample_create (self));
  data_key = mado_key_file_open (key, self->profile.id, &self->shares, NULL);
  database = mado_database_open (&place, MADO_DATABASE_CREATE, NULL, data_key, &error);
  g_assert_no_error (error);
  g_assert_true (mado_schema_migrate (database, mado_schema_get_migrations (&n_migrations), 1, path, NULL));

  return database;
}

/**
 * store_sample_open:
 * @self: a sample whose profile is there
 *
 * Returns: (transfer full): its database
 */
MadoDatabase *
store_sample_open (StoreSample *self)
{
  g_autoptr (GError) error = NULL;
  MadoDatabase *database = mado_profile_open (&self->place, &self->profile, &self->shares, &error);

  g_assert_no_error (error);

  return database;
}

/**
 * store_sample_open_copy:
 * @self: a sample
 * @path: a copy of its database
 *
 * Returns: (transfer full): the copy
 */
MadoDatabase *
store_sample_open_copy (const StoreSample *self, const char *path)
{
  g_autofree char *key = store_sample_name (self, ".key");
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr (MadoSecret) data_key = mado_key_file_open (key, self->profile.id, &self->shares, NULL);
  const MadoDatabasePlace place = { .path = path };
  g_autoptr (GError) error = NULL;
  MadoDatabase *database =
      mado_database_open (&place, MADO_DATABASE_OPEN, mado_profile_lock_take (lock, &error), data_key, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (lock), ==, 0);

  return database;
}

/**
 * store_sample_name:
 * @self: a sample
 * @ending: as in ".key"
 *
 * Returns: (transfer full): the path of that file of the profile
 */
char *
store_sample_name (const StoreSample *self, const char *ending)
{
  return g_strconcat (self->path, ending, NULL);
}

/**
 * store_sample_load_setting:
 * @database: a database
 * @key: the name of a setting
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
store_sample_load_setting (MadoDatabase *database, const char *key)
{
  g_autoptr (GError) error = NULL;
  char *value = NULL;

  mado_settings_load (database, key, &value, &error);
  g_assert_no_error (error);

  return value;
}

/**
 * store_sample_flip_byte:
 * @path: a file
 * @offset: which of its bytes
 */
void
store_sample_flip_byte (const char *path, gsize offset)
{
  g_autofd int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  guint8 byte = 0;

  g_assert_cmpint (pread (fd, &byte, 1, (off_t) offset), ==, 1);
  byte ^= 0xFF;
  g_assert_cmpint (pwrite (fd, &byte, 1, (off_t) offset), ==, 1);
}

/**
 * store_sample_count_files:
 * @self: a sample
 *
 * Returns: how many files are in its folder
 */
guint
store_sample_count_files (const StoreSample *self)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (files) != NULL)
    count++;

  return count;
}
