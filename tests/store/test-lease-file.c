/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's share on a terminal: for how long it opens a profile, whatever the clock says, and what is left of it.
 */

#include "mado-access-reply.h"
#include "mado-lease-file.h"
#include "mado-profile.h"
#include "mado-store-error.h"
#include "store-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#define DAY G_TIME_SPAN_DAY
#define LENGTH (MADO_ACCESS_LEASE_DAYS * DAY)

static const MadoInstant noon = { G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC };

static MadoInstant
add (gint64 microseconds)
{
  return (MadoInstant) { noon.microseconds + microseconds };
}

static void
lend (const StoreSample *sample)
{
  g_autoptr (GError) error = NULL;

  mado_lease_file_save (sample->path, sample->service_share, &(MadoLeaseTerm) { add (LENGTH), 0 }, &error);
  g_assert_no_error (error);
}

static void
assert_lends (const StoreSample *sample, gint64 when)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) share = mado_lease_file_take (sample->path, add (when), &error);

  g_assert_no_error (error);
  g_assert_true (mado_secret_equals (share, sample->service_share));
}

static void
assert_refuses (const StoreSample *sample, gint64 when, MadoStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_lease_file_take (sample->path, add (when), &error));
  g_assert_error (error, MADO_STORE_ERROR, (int) code);
}

static void
test_it_is_lent_for_seven_days (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".lease");
  GStatBuf status;

  lend (sample);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  assert_lends (sample, 0);
  assert_lends (sample, LENGTH - 1);
  assert_refuses (sample, LENGTH, MADO_STORE_ERROR_LEASE_OVER);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_refuses (sample, 0, MADO_STORE_ERROR_LEASE_OVER); /* the clock was set back: it is gone all the same */
}

static void
test_clock_that_is_set_back_is_caught (StoreSample *sample, gconstpointer data)
{
  lend (sample);
  assert_refuses (sample, -DAY, MADO_STORE_ERROR_CLOCK); /* before the service itself was seen */
  assert_lends (sample, 3 * DAY);
  assert_refuses (sample, 2 * DAY, MADO_STORE_ERROR_CLOCK);
  assert_lends (sample, 3 * DAY - G_TIME_SPAN_MINUTE); /* clocks go wrong a little */
  assert_lends (sample, 6 * DAY);
}

static void
test_service_renews_it (StoreSample *sample, gconstpointer data)
{
  g_assert_true (mado_lease_file_renew (sample->path, add (0), NULL)); /* nothing was lent */
  g_assert_false (mado_instant_is_valid (mado_lease_file_find_until (sample->path)));
  lend (sample);
  g_assert_true (mado_lease_file_renew (sample->path, add (5 * DAY), NULL));
  g_assert_cmpint (mado_lease_file_find_until (sample->path).microseconds, ==, add (5 * DAY + LENGTH).microseconds);
  assert_lends (sample, 11 * DAY);
  assert_refuses (sample, 5 * DAY + LENGTH, MADO_STORE_ERROR_LEASE_OVER);
}

/* The service says for how many days; what renews it does so for as many. */
static void
test_service_says_for_how_long (StoreSample *sample, gconstpointer data)
{
  const MadoLeaseTerm term = { add (2 * DAY), 2 };

  g_assert_true (mado_lease_file_save (sample->path, sample->service_share, &term, NULL));
  assert_refuses (sample, -DAY, MADO_STORE_ERROR_CLOCK); /* it was lent at 0, not five days before */
  assert_lends (sample, DAY);
  g_assert_true (mado_lease_file_renew (sample->path, add (DAY), NULL));
  g_assert_cmpint (mado_lease_file_find_until (sample->path).microseconds, ==, add (3 * DAY).microseconds);
  assert_refuses (sample, 3 * DAY, MADO_STORE_ERROR_LEASE_OVER);
}

static void
test_what_is_no_lease_lends_nothing (StoreSample *sample, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "{",
    "{\"share\":\"00\",\"until\":\"2099-01-01T00:00:00.000000Z\",\"seen\":\"2026-01-01T00:00:00.000000Z\"}",
    "{\"until\":\"2099-01-01T00:00:00.000000Z\",\"seen\":\"2026-01-01T00:00:00.000000Z\"}",
  };
  g_autofree char *path = store_sample_name (sample, ".lease");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    assert_refuses (sample, 0, MADO_STORE_ERROR_LEASE_OVER);
    g_assert_false (mado_instant_is_valid (mado_lease_file_find_until (sample->path)));
  }
}

/* A profile from before its service lent anything is locked anew; from then on the password alone opens nothing. */
static void
test_profile_takes_it_into_its_key (StoreSample *sample, gconstpointer data)
{
  const MadoKeyShares alone = { sample->shares.password, sample->shares.terminal_share, NULL };
  const MadoKeyShares all = { alone.password, alone.terminal_share, sample->service_share };
  g_autofree char *key = store_sample_name (sample, ".key");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (MadoSecret) opened = NULL, again = NULL;

  database = mado_profile_create (&sample->place, &sample->profile, &alone, &store_sample_cost, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++) { /* and the second time nothing changes */
    mado_profile_take_lease (sample->path, sample->profile.id, &all, &(MadoLeaseTerm) { add (LENGTH), 0 },
                             &store_sample_cost, &error);
    g_assert_no_error (error);
  }
  g_assert_null (mado_key_file_open (key, sample->profile.id, &alone, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_SHARE_MISSING);
  opened = mado_key_file_open (key, sample->profile.id, &all, NULL);
  g_assert_nonnull (opened);
  g_clear_pointer (&database, mado_database_free);
  g_assert_true (mado_profile_destroy (sample->path, NULL));
  g_assert_cmpuint (store_sample_count_files (sample), ==, 0);
}

#define test(name, function)                                                                                           \
  g_test_add ("/lease-file/" name, StoreSample, NULL, store_sample_set_up, function, store_sample_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test ("it-is-lent-for-seven-days", test_it_is_lent_for_seven_days);
  test ("clock-that-is-set-back-is-caught", test_clock_that_is_set_back_is_caught);
  test ("service-renews-it", test_service_renews_it);
  store_sample_add ("/lease-file/service-says-for-how-long", test_service_says_for_how_long);
  test ("what-is-no-lease-lends-nothing", test_what_is_no_lease_lends_nothing);
  test ("profile-takes-it-into-its-key", test_profile_takes_it_into_its_key);

  return g_test_run ();
}
