/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What opening a profile and saving something small cost beside what they cannot do without: deriving a key from the
 * password, reading the file, bringing 4 KB to the disk. The files lie in the build folder, because /tmp may be memory.
 */

#include "mado-bench.h"
#include "mado-profile.h"
#include "mado-settings.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_OPENINGS 20
#define N_COMMITS 200
#define N_SETTINGS 2000
#define BLOCK_SIZE 4096

typedef struct {
  char *folder;
  char *path; /* of the profile */
  MadoSecret *password;
  MadoSecret *share;
  MadoSecret *data_key;
  MadoProfile profile;
  MadoDatabase *database; /* what the commits go to */
  int plain_file;
  guint n_saved;
} Bench;

static MadoKeyShares
get_shares (const Bench *bench)
{
  return (MadoKeyShares) { .password = bench->password, .terminal_share = bench->share };
}

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
save_setting (MadoDatabase *database, guint number)
{
  g_autofree char *key = g_strdup_printf ("setting-%u", number % N_SETTINGS);
  g_autofree char *value = g_strdup_printf ("%0400u", number);
  g_autoptr (GError) error = NULL;

  mado_settings_save (database, key, value, &error);
  end_with (error);
}

static void
open_with_password (gpointer load)
{
  const Bench *bench = load;
  const MadoProfilePlace place = { .path = bench->path };
  const MadoKeyShares shares = get_shares (bench);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_profile_open (&place, &bench->profile, &shares, &error);

  end_with (error);
}

static void
derive_from_password (gpointer load)
{
  const Bench *bench = load;
  g_autoptr (GBytes) salt = g_bytes_new_static ("0123456789abcdef", 16);
  const MadoArgon2idInput input = { .password = bench->password, .salt = salt };

  mado_secret_free (mado_argon2id_derive (&input, mado_key_file_get_default_cost (), MADO_KEY_SHARE_SIZE, NULL));
}

static void
open_with_key (gpointer load)
{
  const Bench *bench = load;
  g_autofree char *path = g_strconcat (bench->path, ".db", NULL);
  g_autofree char *lock = g_strconcat (bench->path, ".lock", NULL);
  const MadoDatabasePlace place = { .path = path };

  for (guint i = 0; i < N_OPENINGS; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoDatabase) database =
        mado_database_open (&place, MADO_DATABASE_OPEN, mado_profile_lock_take (lock, NULL), bench->data_key, &error);
    g_autofree char *value = NULL;

    end_with (error);
    mado_settings_load (database, "setting-7", &value, NULL);
  }
}

static void
read_whole_file (gpointer load)
{
  const Bench *bench = load;
  g_autofree char *path = g_strconcat (bench->path, ".db", NULL);

  for (guint i = 0; i < N_OPENINGS; i++) {
    g_autofree char *content = NULL;

    g_file_get_contents (path, &content, NULL, NULL);
  }
}

static void
commit_small (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < N_COMMITS; i++) {
    save_setting (bench->database, bench->n_saved++);
    if (!mado_database_checkpoint (bench->database, NULL))
      g_error ("no checkpoint");
  }
}

static void
append_and_sync (gpointer load)
{
  const Bench *bench = load;
  guint8 block[BLOCK_SIZE];

  memset (block, 0x5A, sizeof block);
  for (guint i = 0; i < N_COMMITS; i++)
    if (write (bench->plain_file, block, sizeof block) != BLOCK_SIZE || fdatasync (bench->plain_file) != 0)
      g_error ("the disk refuses");
}

static MadoDatabase *
create (const Bench *bench, const char *path)
{
  const MadoProfilePlace place = { .path = path };
  const MadoKeyShares shares = get_shares (bench);
  g_autoptr (GError) error = NULL;
  MadoDatabase *database =
      mado_profile_create (&place, &bench->profile, &shares, mado_key_file_get_default_cost (), &error);

  end_with (error);
  for (guint i = 0; i < N_SETTINGS; i++)
    save_setting (database, i);

  return database;
}

static void
set_up (Bench *bench, const char *program)
{
  g_autofree char *near = g_path_get_dirname (program);
  g_autofree char *plain = NULL, *committed = NULL, *key = NULL;

  bench->folder = g_mkdtemp (g_build_filename (near, "store-XXXXXX", NULL));
  bench->path = g_build_filename (bench->folder, "opened", NULL);
  bench->password = mado_secret_new_random (12);
  bench->share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  bench->profile = (MadoProfile) { mado_id_draw (), "shinjuku", "mihon-r7", mado_id_draw () };
  mado_database_free (create (bench, bench->path));
  key = g_strconcat (bench->path, ".key", NULL);
  bench->data_key =
      mado_key_file_open (key, bench->profile.id, &(MadoKeyShares) { bench->password, bench->share, NULL }, NULL);
  committed = g_build_filename (bench->folder, "committed", NULL);
  bench->database = create (bench, committed);
  bench->n_saved = N_SETTINGS; /* SQLite writes nothing where a value stays the same */
  plain = g_build_filename (bench->folder, "plain", NULL);
  bench->plain_file = g_open (plain, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static void
tear_down (Bench *bench)
{
  g_autofree char *committed = g_build_filename (bench->folder, "committed", NULL);
  g_autofree char *plain = g_build_filename (bench->folder, "plain", NULL);

  mado_database_free (bench->database);
  close (bench->plain_file);
  mado_profile_destroy (bench->path, NULL);
  mado_profile_destroy (committed, NULL);
  g_unlink (plain);
  g_rmdir (bench->folder);
  mado_secret_free (bench->password);
  mado_secret_free (bench->share);
  mado_secret_free (bench->data_key);
  g_free (bench->path);
  g_free (bench->folder);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  set_up (&bench, argv[0]);
  mado_bench_compare ("open a profile with its password", open_with_password, "Argon2id alone", derive_from_password,
                      &bench);
  mado_bench_compare ("20 times: open the file with its key and read a row", open_with_key, "read the whole file",
                      read_whole_file, &bench);
  mado_bench_compare ("200 small commits", commit_small, "append 4 KB and sync", append_and_sync, &bench);
  tear_down (&bench);

  return 0;
}
