/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file that holds the data key: what opens it, what does not, and what is left of it. */

#include "mado-hash.h"
#include "mado-key-file.h"
#include "mado-store-error.h"
#include "store-sample.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_SIZE 132
#define CHECKSUM_SIZE MADO_HASH_SIZE

static void
save (const StoreSample *sample, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;

  mado_key_file_save (path, sample->profile.id, data_key, &sample->shares, &store_sample_cost, &error);
  g_assert_no_error (error);
}

static void
assert_opens (const StoreSample *sample, const MadoKeyShares *shares, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) opened = mado_key_file_open (path, sample->profile.id, shares, &error);

  g_assert_no_error (error);
  g_assert_true (mado_secret_equals (opened, data_key));
}

static void
assert_stays_locked (const StoreSample *sample, MadoId profile, const MadoKeyShares *shares, MadoStoreError code)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_key_file_open (path, profile, shares, &error));
  g_assert_error (error, MADO_STORE_ERROR, (int) code);
}

static char *
load (const StoreSample *sample, gsize *out_size)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, out_size, NULL));

  return content;
}

static void
store (const StoreSample *sample, const char *content, gsize size)
{
  g_autofree char *path = store_sample_name (sample, ".key");

  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
}

/* As a forger would: the file says it is whole. */
static void
store_with_checksum (const StoreSample *sample, char *content, gsize size)
{
  MadoHash checksum = mado_hash_of (content, size - CHECKSUM_SIZE);

  memcpy (content + size - CHECKSUM_SIZE, checksum.bytes, CHECKSUM_SIZE);
  store (sample, content, size);
}

static void
test_all_shares_open_it (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *path = store_sample_name (sample, ".key");
  GStatBuf status;

  save (sample, data_key);
  assert_opens (sample, &sample->shares, data_key);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (status.st_size, ==, FILE_SIZE);
  g_assert_cmpuint (store_sample_count_files (sample), ==, 1);
}

static void
test_the_service_need_not_take_part (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  const MadoKeyShares all = sample->shares;

  sample->shares.service_share = NULL;
  save (sample, data_key);
  assert_opens (sample, &sample->shares, data_key);
  assert_opens (sample, &all, data_key);
}

static void
test_each_share_matters (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autoptr (MadoSecret) shorter = mado_secret_new_random (MADO_KEY_SHARE_SIZE - 1);
  const MadoId id = sample->profile.id;
  MadoKeyShares shares;

  save (sample, data_key);
  shares = sample->shares;
  shares.password = sample->other_password;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_PASSWORD);
  shares = sample->shares;
  shares.terminal_share = sample->service_share;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_PASSWORD);
  shares = sample->shares;
  shares.service_share = sample->terminal_share;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_PASSWORD);
  shares.service_share = NULL;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_SHARE_MISSING);
  shares.service_share = shorter;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_SHARE_MISSING);
  shares = sample->shares;
  shares.terminal_share = NULL;
  assert_stays_locked (sample, id, &shares, MADO_STORE_ERROR_SHARE_MISSING);
}

static void
test_another_profile_is_told (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);

  assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_MISSING);
  save (sample, data_key);
  assert_stays_locked (sample, mado_id_draw (), &sample->shares, MADO_STORE_ERROR_OTHER_PROFILE);
}

static void
test_every_damage_is_told_from_a_wrong_password (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *content = NULL;
  gsize size = 0;

  save (sample, data_key);
  content = load (sample, &size);
  for (gsize i = 0; i < size; i++) {
    content[i] ^= 1;
    store (sample, content, size);
    assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_KEY_DAMAGED);
    content[i] ^= 1;
    store (sample, content, i);
    assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_KEY_DAMAGED);
  }
}

static void
test_a_forged_header_opens_nothing (StoreSample *sample, gconstpointer data)
{
  const struct {
    gsize offset;
    char byte;
    MadoStoreError code;
  } forgeries[] = {
    { 8, 0x01, MADO_STORE_ERROR_NEWER },        /* format */
    { 15, 0x00, MADO_STORE_ERROR_PASSWORD },    /* the service takes no part */
    { 15, 0x03, MADO_STORE_ERROR_PASSWORD },    /* a flag that nobody knows */
    { 16, 0x7F, MADO_STORE_ERROR_KEY_DAMAGED }, /* a cost that would take the machine */
    { 19, 0x10, MADO_STORE_ERROR_PASSWORD },    /* another cost */
    { 60, 0x00, MADO_STORE_ERROR_PASSWORD },    /* the wrapped key */
  };
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *content = NULL;
  gsize size = 0;

  save (sample, data_key);
  content = load (sample, &size);
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    char was = content[forgeries[i].offset];

    content[forgeries[i].offset] = forgeries[i].byte != was ? forgeries[i].byte : (char) ~was;
    store_with_checksum (sample, content, size);
    assert_stays_locked (sample, sample->profile.id, &sample->shares, forgeries[i].code);
    content[forgeries[i].offset] = was;
  }
  store_with_checksum (sample, content, size);
  assert_opens (sample, &sample->shares, data_key);
}

static void
test_a_longer_file_of_a_newer_release_is_told (StoreSample *sample, gconstpointer data)
{
  char content[400] = "MADOKEY\0\0\0\0\2";

  store_with_checksum (sample, content, sizeof content);
  assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_NEWER);
  content[11] = 1;
  store_with_checksum (sample, content, sizeof content);
  assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_KEY_DAMAGED);
}

static void
test_a_key_is_never_replaced_by_another (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;

  save (sample, data_key);
  g_assert_false (mado_key_file_save (path, sample->profile.id, sample->service_share, &sample->shares,
                                      &store_sample_cost, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_EXISTS);
  assert_opens (sample, &sample->shares, data_key);
  g_assert_cmpuint (store_sample_count_files (sample), ==, 1);
}

static void
test_a_new_password_takes_the_place_of_the_old (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autofree char *second = store_sample_name (sample, ".link");
  g_autofree char *old = NULL;
  g_autoptr (GError) error = NULL;
  MadoKeyShares next = sample->shares;
  gsize size = 0;

  save (sample, data_key);
  g_assert_cmpint (link (path, second), ==, 0); /* keeps the old block in sight */
  next.password = sample->other_password;
  next.service_share = NULL;
  mado_key_file_change (path, sample->profile.id, &sample->shares, &next, &store_sample_cost, &error);
  g_assert_no_error (error);
  assert_opens (sample, &next, data_key);
  assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_PASSWORD);

  g_assert_true (g_file_get_contents (second, &old, &size, NULL));
  g_assert_cmpuint (size, ==, FILE_SIZE);
  for (gsize i = 0; i < size; i++)
    g_assert_true (old[i] == 0);
}

static void
test_who_does_not_know_the_password_cannot_change_it (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;
  MadoKeyShares wrong = sample->shares;

  save (sample, data_key);
  wrong.password = sample->other_password;
  g_assert_false (mado_key_file_change (path, sample->profile.id, &wrong, &wrong, &store_sample_cost, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD);
  assert_opens (sample, &sample->shares, data_key);
}

static void
test_a_destroyed_key_is_overwritten (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  const char *const endings[] = { ".key", ".key.new" }; /* the latter: of a change that a crash cut short */

  save (sample, data_key);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (sample, endings[i]);
    g_autofree char *second = g_strconcat (path, ".link", NULL);

    if (i == 1)
      g_assert_true (g_file_set_contents (path, "not nothing", -1, NULL));
    g_assert_cmpint (link (path, second), ==, 0);
  }

  g_autofree char *key = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_key_file_destroy (key, &error));
  g_assert_no_error (error);
  assert_stays_locked (sample, sample->profile.id, &sample->shares, MADO_STORE_ERROR_MISSING);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (sample, endings[i]);
    g_autofree char *second = g_strconcat (path, ".link", NULL);
    g_autofree char *content = NULL;
    gsize size = 0;

    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_get_contents (second, &content, &size, NULL));
    g_assert_cmpuint (size, >, 0);
    for (gsize at = 0; at < size; at++)
      g_assert_true (content[at] == 0);
  }
  g_assert_true (mado_key_file_destroy (key, &error)); /* once more: nothing to do */
}

static void
test_a_folder_that_may_not_be_written_is_told (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (sample->folder, 0500), ==, 0);
  g_assert_false (mado_key_file_save (path, sample->profile.id, data_key, &sample->shares, &store_sample_cost, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (sample->folder, 0700), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/key-file/all-shares-open-it", test_all_shares_open_it);
  store_sample_add ("/key-file/the-service-need-not-take-part", test_the_service_need_not_take_part);
  store_sample_add ("/key-file/each-share-matters", test_each_share_matters);
  store_sample_add ("/key-file/another-profile-is-told", test_another_profile_is_told);
  store_sample_add ("/key-file/every-damage-is-told-from-a-wrong-password",
                    test_every_damage_is_told_from_a_wrong_password);
  store_sample_add ("/key-file/a-forged-header-opens-nothing", test_a_forged_header_opens_nothing);
  store_sample_add ("/key-file/a-longer-file-of-a-newer-release-is-told",
                    test_a_longer_file_of_a_newer_release_is_told);
  store_sample_add ("/key-file/a-key-is-never-replaced-by-another", test_a_key_is_never_replaced_by_another);
  store_sample_add ("/key-file/a-new-password-takes-the-place-of-the-old",
                    test_a_new_password_takes_the_place_of_the_old);
  store_sample_add ("/key-file/who-does-not-know-the-password-cannot-change-it",
                    test_who_does_not_know_the_password_cannot_change_it);
  store_sample_add ("/key-file/a-destroyed-key-is-overwritten", test_a_destroyed_key_is_overwritten);
  store_sample_add ("/key-file/a-folder-that-may-not-be-written-is-told",
                    test_a_folder_that_may_not_be_written_is_told);

  return g_test_run ();
}
