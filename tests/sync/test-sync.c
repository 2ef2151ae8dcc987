/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two terminals, with everything that they have, at the real service: its program, which is killed and goes elsewhere;
 * their encrypted profiles, their couriers, and what a window is told meanwhile. */

#include <glib/gstdio.h>
#include <signal.h>

#include "case-sample.h"
#include "mado-journal.h"
#include "mado-sync.h"
#include "queue-sample.h"
#include "service-world.h"
#include "store-sample.h"

#define N_SEATS 2
#define N_PLACES 2
#define PATIENCE 90 /* seconds: then something is wrong */
#define PROGRAMME "ninpu-r7"

typedef struct {
  StoreSample sample;
  Papers papers;
  char *token;
  Terminal *hand; /* that writes operations */
  MadoDesk *desk;
  MadoCourier *courier;
  MadoSync *sync;
  guint states; /* a bit for each that was told */
} Seat;

typedef struct {
  World world;
  char *addresses[N_PLACES + 1];
  Seat seats[N_SEATS];
  GPtrArray *cases; /* (element-type MadoId) */
} Office;

static gint64 clock_fault; /* of the terminals, in microseconds */

static MadoInstant
get_clock (void)
{
  return (MadoInstant) { mado_instant_now ().microseconds + clock_fault };
}

/* --- the service -------------------------------------------------------------------------------------------------- */

static void
start_service (Office *self, guint place)
{
  g_autofree char *configuration =
      g_strdup_printf ("listen=%s\naddress=127.0.0.1:8443\nallow=127.0.0.1/32\nfolder=data\nfree-disk-mib=64\n"
                       "threads=2\n",
                       self->addresses[place]);

  world_configure (&self->world, configuration, WORLD_WARD);
  world_start (&self->world);
}

/* --- seats -------------------------------------------------------------------------------------------------------- */

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  return queue_sample_load_programme (PROGRAMME ".json");
}

static MadoDesk *
open_desk (Seat *self)
{
  MadoDeskOpening opening = {
    .place = self->sample.place,
    .profile = self->sample.profile,
    .shares = self->sample.shares,
    .person = self->hand->caller.person,
    .find_programme = find_programme,
  };
  g_autoptr (GError) error = NULL;
  MadoDesk *desk;

  opening.profile.programme = PROGRAMME;
  desk = mado_desk_create (&opening, &store_sample_cost, &error);
  g_assert_no_error (error);

  return desk;
}

static MadoCourier *
employ (Office *office, const Papers *papers)
{
  g_autofree char *key = g_strdup (papers->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (GError) error = NULL;
  MadoPapers *own =
      mado_papers_new ((const char *const *) office->addresses, papers->authority, papers->certificate, secret, &error);

  g_assert_no_error (error);

  return mado_courier_new (own, get_clock);
}

static void
note_state_cb (MadoSync *sync, G_GNUC_UNUSED GParamSpec *pspec, gpointer user_data)
{
  ((Seat *) user_data)->states |= 1U << mado_sync_get_state (sync);
}

static void
take_seat (Office *office, Seat *self, const char *account)
{
  const WardStream *stream = g_ptr_array_index (office->world.notes->streams, 0);
  g_autofree char *name = g_strconcat ("t-", account, NULL);

  store_sample_set_up (&self->sample, NULL);
  world_enrol (&office->world, name, &self->papers);
  self->hand = terminal_new (office->world.notes, stream->stream, account, "verifier");
  self->token = world_get_token (self->hand);
  self->desk = open_desk (self);
  self->courier = employ (office, &self->papers);
  self->sync = mado_sync_new (self->desk, self->courier);
  g_signal_connect (self->sync, "notify::state", G_CALLBACK (note_state_cb), self);
}

static void
leave_seat (Seat *self)
{
  mado_sync_stop (self->sync);
  g_object_unref (self->sync);
  mado_courier_free (self->courier);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  mado_desk_close (self->desk);
  g_object_unref (self->desk);
  terminal_free (self->hand);
  g_free (self->token);
  papers_clear (&self->papers);
  store_sample_tear_down (&self->sample, NULL);
}

static void
set_up (Office *self, gconstpointer data)
{
  static const char *const accounts[N_SEATS] = { "v-01", "v-02" };

  clock_fault = 0;
  self->cases = g_ptr_array_new_with_free_func (g_free);
  world_set_up (&self->world, NULL);
  for (guint i = 0; i < N_PLACES; i++)
    self->addresses[i] = world_find_address ();
  start_service (self, 0);
  for (guint i = 0; i < N_SEATS; i++)
    take_seat (self, &self->seats[i], accounts[i]);
}

static void
tear_down (Office *self, gconstpointer data)
{
  for (guint i = 0; i < N_SEATS; i++)
    leave_seat (&self->seats[i]);
  for (guint i = 0; i < N_PLACES; i++)
    g_free (self->addresses[i]);
  g_ptr_array_unref (self->cases);
  world_tear_down (&self->world, NULL);
}

/* --- work --------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoReplica *replica;
  GPtrArray *operations;
} Saving;

static void
save_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const Saving *saving = request;
  const MadoInstant now = mado_instant_now ();
  GError *error = NULL;
  g_autoptr (GPtrArray) outcomes = mado_replica_save (saving->replica, saving->operations, now, now, &error);

  if (outcomes != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
receive_case (Office *office, Seat *self)
{
  const MadoId id = ward_draw_id (office->world.notes);
  g_autofree char *number = g_strdup_printf ("'%010u'", office->cases->len + 1);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  Saving saving = { mado_desk_get_replica (self->desk), operations };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (operations, terminal_write (self->hand, id, "case.move",
                                               "{'transition':'receive','receipt':'form:%u','edits':" CASE_EDITS "}",
                                               office->cases->len + 1, number));
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, save_work, &saving, &error));
  g_assert_no_error (error);
  g_ptr_array_add (office->cases, g_memdup2 (&id, sizeof id));
  mado_sync_wake (self->sync);
}

/* --- what is there ------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoReplica *replica;
  MadoId id;
  MadoEntity *entity; /* (nullable) */
  guint counts[MADO_JOURNAL_N_STATES];
} Look;

static void
look_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  Look *look = request;
  const MadoRecords *records = mado_replica_get_records (look->replica);

  g_task_return_boolean (task, mado_records_find_entity (records, look->id, &look->entity, NULL) &&
                                   mado_journal_count (database, look->counts, NULL));
}

static Look
look_at (Seat *self, MadoId id)
{
  Look look = { .replica = mado_desk_get_replica (self->desk), .id = id };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, look_work, &look, NULL));

  return look;
}

static gboolean
cry_cb (gpointer user_data)
{
  Office *office = user_data;

  for (guint i = 0; i < N_SEATS; i++)
    g_test_message ("seat %u: state %u, in the way: %s, %u unsent", i, mado_sync_get_state (office->seats[i].sync),
                    mado_obstacle_get_name (mado_sync_get_obstacle (office->seats[i].sync)),
                    mado_sync_get_unsent (office->seats[i].sync));
  g_error ("it does not come to that");

  return G_SOURCE_REMOVE;
}

typedef gboolean (*Question) (Office *office);

static void
await (Office *self, Question question)
{
  const guint alarm = g_timeout_add_seconds (PATIENCE, cry_cb, self);

  while (!question (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

static void
await_obstacle (Office *self, MadoObstacle obstacle)
{
  const guint alarm = g_timeout_add_seconds (PATIENCE, cry_cb, self);

  while (mado_sync_get_obstacle (self->seats[0].sync) != obstacle)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

/* The log has an entry for each case, after that of the programme. */
static gboolean
is_all_well (Office *office)
{
  for (guint i = 0; i < N_SEATS; i++) {
    const MadoSync *sync = office->seats[i].sync;
    gint64 position = 0;

    g_object_get (office->seats[i].sync, "position", &position, NULL);
    if (mado_sync_get_state (sync) != MADO_LINE_CURRENT || mado_sync_get_unsent (sync) > 0 ||
        position < 1 + (gint64) office->cases->len)
      return FALSE;
  }

  return TRUE;
}

static void
assert_same_everywhere (Office *self)
{
  for (guint i = 0; i < self->cases->len; i++) {
    const MadoId *id = g_ptr_array_index (self->cases, i);
    const Look one = look_at (&self->seats[0], *id);
    const Look other = look_at (&self->seats[1], *id);

    g_assert_nonnull (one.entity);
    g_assert_nonnull (other.entity);
    g_assert_true (g_bytes_equal (mado_entity_get_text (one.entity), mado_entity_get_text (other.entity)));
    g_assert_cmpuint (one.counts[MADO_JOURNAL_APPLIED] + other.counts[MADO_JOURNAL_APPLIED], ==, self->cases->len);
    mado_entity_unref (one.entity);
    mado_entity_unref (other.entity);
  }
}

static void
sign_everybody_in (Office *self)
{
  for (guint i = 0; i < N_SEATS; i++)
    mado_sync_sign_in (self->seats[i].sync, self->seats[i].token);
}

/* --- together ----------------------------------------------------------------------------------------------------- */

static void
test_what_one_does_the_other_has (Office *self, gconstpointer data)
{
  g_autofree char *remedy = NULL;
  gint64 last_contact = 0;

  receive_case (self, &self->seats[0]); /* before anybody signs in */
  sign_everybody_in (self);
  await (self, is_all_well);
  for (guint i = 0; i < 3; i++) {
    receive_case (self, &self->seats[0]);
    receive_case (self, &self->seats[1]);
  }
  await (self, is_all_well);
  assert_same_everywhere (self);
  g_assert_cmpuint (self->seats[1].states & (1U << MADO_LINE_GREETING), !=, 0);
  g_assert_cmpuint (self->seats[1].states & (1U << MADO_LINE_LOADING), !=, 0);
  g_object_get (self->seats[1].sync, "remedy", &remedy, "last-contact", &last_contact, NULL);
  g_assert_cmpstr (remedy, ==, "");
  g_assert_cmpint (ABS (last_contact - mado_instant_now ().microseconds), <, G_TIME_SPAN_HOUR);
}

/* It is killed while they work, comes back where it was, and is killed once more to come back elsewhere. */
static void
test_the_service_dies_and_goes_elsewhere (Office *self, gconstpointer data)
{
  static const guint places[] = { 0, 1 };

  sign_everybody_in (self);
  await (self, is_all_well);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    receive_case (self, &self->seats[0]);
    receive_case (self, &self->seats[1]);
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
    receive_case (self, &self->seats[1]);
    await_obstacle (self, MADO_OBSTACLE_UNREACHABLE);
    start_service (self, places[i]);
    await (self, is_all_well);
  }
  assert_same_everywhere (self);
  g_assert_cmpstr (mado_courier_get_address (self->seats[0].courier), ==, self->addresses[1]);
}

/* --- in the way --------------------------------------------------------------------------------------------------- */

static void
test_nobody_is_signed_in (Office *self, gconstpointer data)
{
  g_assert_cmpint (mado_sync_get_obstacle (self->seats[0].sync), ==, MADO_OBSTACLE_SIGN_IN);
  receive_case (self, &self->seats[0]);
  mado_sync_sign_in (self->seats[0].sync, "no-session-at-all");
  while (mado_sync_get_state (self->seats[0].sync) == MADO_LINE_LOCKED_OUT)
    g_main_context_iteration (NULL, TRUE);
  await_obstacle (self, MADO_OBSTACLE_SIGN_IN);
  g_assert_cmpint (mado_sync_get_state (self->seats[0].sync), ==, MADO_LINE_LOCKED_OUT);
  g_assert_cmpuint (mado_sync_get_unsent (self->seats[0].sync), ==, 1);
  sign_everybody_in (self);
  await (self, is_all_well);
  assert_same_everywhere (self);
}

static void
take_away (Office *self, const char *how)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "terminal", "revoke", "t-v-01", how, NULL);

  g_assert_nonnull (said);
  g_assert_cmpint (status, ==, 0);
}

/* The service hears of it within a second, and whoever waits for news only when he asks again. */
static void
work_until (Office *self, MadoObstacle obstacle)
{
  while (mado_sync_get_obstacle (self->seats[0].sync) != obstacle) {
    receive_case (self, &self->seats[0]);
    for (guint i = 0; i < 20; i++) {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  }
}

static void
test_a_terminal_that_is_revoked_keeps_what_it_has (Office *self, gconstpointer data)
{
  sign_everybody_in (self);
  await (self, is_all_well);
  take_away (self, NULL);
  work_until (self, MADO_OBSTACLE_REVOKED);
  receive_case (self, &self->seats[0]);
  while (mado_sync_get_unsent (self->seats[0].sync) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mado_sync_get_state (self->seats[0].sync), ==, MADO_LINE_LOCKED_OUT);
}

static void
test_a_terminal_that_is_revoked_at_once_is_turned_away (Office *self, gconstpointer data)
{
  sign_everybody_in (self);
  await (self, is_all_well);
  take_away (self, "--at-once");
  work_until (self, MADO_OBSTACLE_TURNED_AWAY);
}

static void
test_a_clock_that_is_wrong_and_set_right (Office *self, gconstpointer data)
{
  clock_fault = 5000 * 24 * G_TIME_SPAN_HOUR;
  sign_everybody_in (self);
  await_obstacle (self, MADO_OBSTACLE_CLOCK);
  clock_fault = 0;
  await (self, is_all_well);
}

#define add(name, function) g_test_add ("/sync/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("what-one-does-the-other-has", test_what_one_does_the_other_has);
  add ("the-service-dies-and-goes-elsewhere", test_the_service_dies_and_goes_elsewhere);
  add ("nobody-is-signed-in", test_nobody_is_signed_in);
  add ("a-terminal-that-is-revoked-keeps-what-it-has", test_a_terminal_that_is_revoked_keeps_what_it_has);
  add ("a-terminal-that-is-revoked-at-once-is-turned-away", test_a_terminal_that_is_revoked_at_once_is_turned_away);
  add ("a-clock-that-is-wrong-and-set-right", test_a_clock_that_is_wrong_and_set_right);

  return g_test_run ();
}
