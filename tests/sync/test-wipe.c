/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal that is revoked: what was not sent is with the service, its key and its files are gone, and whoever reads
 * what was handed in has all of it. Whatever is killed meanwhile goes on where it was. */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mado-durable-file.h"
#include "mado-envelope.h"
#include "mado-wipe.h"
#include "quarantine.h"

#define N_UNSENT 50

/* --- the steps ---------------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean is_over;
  GError *error;
  MadoOrder order;
} Waiting;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->is_over = TRUE;
  mado_wipe_ask_finish (result, &waiting->order, &waiting->error);
}

static void
handed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->is_over = TRUE;
  g_assert_cmpint (mado_wipe_hand_in_finish (result, &waiting->error), ==, waiting->error == NULL);
}

static void
await_end (Waiting *waiting)
{
  while (!waiting->is_over)
    g_main_context_iteration (NULL, TRUE);
}

static MadoPapers *
make_papers (Office *office, const Papers *papers)
{
  g_autofree char *key = g_strdup (papers->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (GError) error = NULL;
  MadoPapers *own =
      mado_papers_new ((const char *const *) office->ways, papers->authority, papers->certificate, secret, &error);

  g_assert_no_error (error);

  return own;
}

static Waiting
ask (Office *office, Seat *seat, const Papers *believed)
{
  g_autoptr (MadoPapers) papers = make_papers (office, believed);
  Waiting waiting = { 0 };

  mado_wipe_ask_async (seat->courier, papers, NULL, asked_cb, &waiting);
  await_end (&waiting);

  return waiting;
}

static GError *
hand_in (Seat *seat)
{
  Waiting waiting = { 0 };

  mado_wipe_hand_in_async (seat->sample.path, seat->courier, NULL, handed_in_cb, &waiting);
  await_end (&waiting);

  return waiting.error;
}

/* It may go to the other address first. */
static void
assert_hands_in (Seat *seat)
{
  g_autoptr (GError) error = NULL;

  do {
    g_clear_error (&error);
    error = hand_in (seat);
  } while (g_error_matches (error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE));
  g_assert_no_error (error);
}

/* The service hears of it within a second. */
static MadoOrder
await_order (Office *office, Seat *seat)
{
  for (;;) {
    Waiting waiting = ask (office, seat, &seat->papers);

    if (waiting.error == NULL)
      return waiting.order;
    g_assert_error (waiting.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER);
    g_clear_error (&waiting.error);
    g_usleep (100000);
  }
}

static guint
count_files (Seat *seat)
{
  return store_sample_count_files (&seat->sample);
}

static void
assert_destroyed (Seat *seat)
{
  static const char *const endings[] = { ".key", ".db", ".db-wal", ".db-shm", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (&seat->sample, endings[i]);

    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

static void
assert_handed_in (Office *self)
{
  g_auto (Quarantine) quarantine = { 0 };

  quarantine_read (&quarantine, self);
  g_assert_cmpuint (quarantine.n_operations, ==, N_UNSENT);
}

/* --- the tests ---------------------------------------------------------------------------------------------------- */

static void
work_without_the_service (Office *self)
{
  for (guint i = 0; i < N_UNSENT; i++)
    (void) office_receive_case (self, &self->seats[0]);
}

static void
close_desk (Seat *seat)
{
  mado_sync_stop (seat->sync);
  mado_desk_close (seat->desk);
}

static void
test_nothing_of_it_is_lost_and_nothing_is_left (Office *self, gconstpointer data)
{
  Seat *seat = &self->seats[0];
  g_auto (MadoOrder) order = { 0 };
  MadoSealed sealed = { 0 };

  work_without_the_service (self);
  quarantine_revoke (self);
  order = await_order (self, seat);
  g_assert_true (mado_wipe_seal (seat->desk, &order, &sealed, NULL));
  g_assert_cmpuint (sealed.n_operations, ==, N_UNSENT);
  close_desk (seat);
  g_assert_true (mado_wipe_is_due (seat->sample.path));
  g_assert_true (mado_wipe_destroy (seat->sample.path, NULL));
  assert_destroyed (seat);
  assert_hands_in (seat);
  g_assert_false (mado_wipe_is_due (seat->sample.path));
  g_assert_cmpuint (count_files (seat), ==, 0);
  assert_handed_in (self);
}

static void
test_only_the_service_orders_it (Office *self, gconstpointer data)
{
  Seat *seat = &self->seats[0];
  g_auto (MadoOrder) order = { 0 };
  Waiting waiting;

  waiting = ask (self, seat, &seat->papers);
  g_assert_error (waiting.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER); /* nobody has revoked it */
  g_clear_error (&waiting.error);
  quarantine_revoke (self);
  order = await_order (self, seat);
  waiting = ask (self, seat, &self->seats[1].papers);
  g_assert_error (waiting.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER); /* it is another terminal's */
  g_clear_error (&waiting.error);

  g_autoptr (MadoPapers) papers = make_papers (self, &seat->papers);
  g_autoptr (GBytes) statement = mado_order_write_statement (&order, NULL);
  g_autofree char *signature = g_strdup (order.signature);

  g_assert_true (mado_papers_have_signed (papers, statement, signature));
  signature[20] = signature[20] == '0' ? '1' : '0';
  g_assert_false (mado_papers_have_signed (papers, statement, signature));
  g_assert_false (mado_papers_have_signed (papers, statement, ""));
  g_assert_false (mado_papers_have_signed (papers, statement, "zz"));
}

/* A line that breaks, a service that dies: what is sealed stays until the service has it, and goes in once. */
static void
test_handing_in_goes_on (Office *self, gconstpointer data)
{
  Seat *seat = &self->seats[0];
  g_auto (MadoOrder) order = { 0 };
  g_autoptr (GError) error = NULL;
  MadoSealed sealed = { 0 };

  work_without_the_service (self);
  quarantine_revoke (self);
  order = await_order (self, seat);
  g_assert_true (mado_wipe_seal (seat->desk, &order, &sealed, NULL));
  close_desk (seat);
  g_assert_true (mado_wipe_destroy (seat->sample.path, NULL));
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  error = hand_in (seat);
  g_assert_error (error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE);
  g_assert_true (mado_wipe_is_due (seat->sample.path));
  office_start_service (self, 0);
  assert_hands_in (seat);
  assert_hands_in (seat); /* there is nothing more */
  g_assert_cmpuint (count_files (seat), ==, 0);
  assert_handed_in (self);
}

/* Killed at any moment of the destroying, which is then done once more. */
static void
test_a_wipe_that_is_killed_goes_on (Office *self, gconstpointer data)
{
  Seat *seat = &self->seats[0];
  g_auto (MadoOrder) order = { 0 };
  MadoSealed sealed = { 0 };

  work_without_the_service (self);
  quarantine_revoke (self);
  order = await_order (self, seat);
  g_assert_true (mado_wipe_seal (seat->desk, &order, &sealed, NULL));
  g_assert_true (mado_wipe_seal (seat->desk, &order, &sealed, NULL)); /* it came to life again before the mark */
  close_desk (seat);
  for (guint i = 0; i < 20; i++) {
    const pid_t child = fork ();
    int status = 0;

    if (child == 0) {
      (void) mado_wipe_destroy (seat->sample.path, NULL);
      _exit (0);
    }
    g_usleep ((gulong) g_test_rand_int_range (0, 3000));
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  }
  g_assert_true (mado_wipe_is_due (seat->sample.path));
  g_assert_true (mado_wipe_destroy (seat->sample.path, NULL));
  assert_destroyed (seat);
  assert_hands_in (seat);
  assert_handed_in (self);
}

static void
test_an_envelope_opens_for_one (void)
{
  static const guint8 seeds[][32] = { { 1, 2, 3 }, { 4, 5, 6 } };
  g_autoptr (MadoSecret) own_secret = mado_secret_new (sizeof seeds[0]);
  g_autoptr (MadoSecret) other_secret = mado_secret_new (sizeof seeds[1]);
  g_autoptr (MadoEnvelopeKey) own = NULL, other = NULL, again = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("what was not sent", 17);
  g_autoptr (GBytes) envelope = NULL, opened = NULL, cut = NULL;
  g_autofree guint8 *altered = NULL;
  gsize length = 0;

  memcpy (mado_secret_get_bytes (own_secret), seeds[0], sizeof seeds[0]);
  memcpy (mado_secret_get_bytes (other_secret), seeds[1], sizeof seeds[1]);
  own = mado_envelope_key_derive (own_secret, "a", NULL);
  again = mado_envelope_key_derive (own_secret, "a", NULL);
  other = mado_envelope_key_derive (other_secret, "a", NULL);
  g_assert_cmpstr (mado_envelope_key_get_public (own), ==, mado_envelope_key_get_public (again));
  envelope = mado_envelope_close (mado_envelope_key_get_public (own), "a", bytes, NULL);
  opened = mado_envelope_open (again, "a", envelope, NULL);
  g_assert_true (g_bytes_equal (opened, bytes));
  g_assert_null (mado_envelope_open (other, "a", envelope, NULL));
  g_assert_null (mado_envelope_open (own, "b", envelope, NULL));
  length = g_bytes_get_size (envelope);
  altered = g_memdup2 (g_bytes_get_data (envelope, NULL), length);
  for (gsize i = 0; i < length; i++) {
    g_autoptr (GBytes) one = NULL;

    altered[i] ^= 1;
    one = g_bytes_new (altered, length);
    altered[i] ^= 1;
    g_assert_null (mado_envelope_open (own, "a", one, NULL));
  }
  cut = g_bytes_new_from_bytes (envelope, 0, 40);
  g_assert_null (mado_envelope_open (own, "a", cut, NULL));
  g_assert_null (mado_envelope_close ("no key", "a", bytes, NULL));
}

#define add(name, function) g_test_add ("/wipe/" name, Office, NULL, office_set_up, function, office_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wipe/an-envelope-opens-for-one", test_an_envelope_opens_for_one);
  add ("nothing-of-it-is-lost-and-nothing-is-left", test_nothing_of_it_is_lost_and_nothing_is_left);
  add ("only-the-service-orders-it", test_only_the_service_orders_it);
  add ("handing-in-goes-on", test_handing_in_goes_on);
  add ("a-wipe-that-is-killed-goes-on", test_a_wipe_that_is_killed_goes_on);

  return g_test_run ();
}
