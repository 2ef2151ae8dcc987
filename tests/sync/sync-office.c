/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service, the seats, and what is done at them. */

#include "sync-office.h"

#include <glib/gstdio.h>

#include "case-sample.h"
#include "mado-journal.h"
#include "queue-sample.h"

#define PATIENCE 90 /* seconds: then something is wrong */
#define PROGRAMME "ninpu-r7"

gint64 office_clock_fault;

static MadoInstant
get_clock (void)
{
  return (MadoInstant) { mado_instant_now ().microseconds + office_clock_fault };
}

/* --- the service -------------------------------------------------------------------------------------------------- */

void
office_start_service (Office *self, guint place)
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
      mado_papers_new ((const char *const *) office->ways, papers->authority, papers->certificate, secret, &error);

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

void
office_set_up (Office *self, gconstpointer data)
{
  static const char *const accounts[OFFICE_N_SEATS] = { "v-01", "v-02" };

  office_clock_fault = 0;
  self->cases = g_ptr_array_new_with_free_func (g_free);
  self->n_published = 1;
  world_set_up (&self->world, NULL);
  for (guint i = 0; i < OFFICE_N_PLACES; i++)
    self->addresses[i] = world_find_address ();
  if (data != NULL)
    self->wire = mado_cut_wire_new (self->addresses[0], GPOINTER_TO_UINT (data));
  for (guint i = 0; i < OFFICE_N_PLACES; i++)
    self->ways[i] = g_strdup (self->wire != NULL ? mado_cut_wire_get_address (self->wire) : self->addresses[i]);
  office_start_service (self, 0);
  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    take_seat (self, &self->seats[i], accounts[i]);
}

void
office_tear_down (Office *self, gconstpointer data)
{
  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    leave_seat (&self->seats[i]);
  for (guint i = 0; i < OFFICE_N_PLACES; i++) {
    g_free (self->addresses[i]);
    g_free (self->ways[i]);
  }
  g_clear_pointer (&self->wire, mado_cut_wire_free);
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

MadoId
office_receive_case (Office *office, Seat *self)
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

  return id;
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

  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    g_test_message ("seat %u: state %u, in the way: %s, %u unsent", i, mado_sync_get_state (office->seats[i].sync),
                    mado_obstacle_get_name (mado_sync_get_obstacle (office->seats[i].sync)),
                    mado_sync_get_unsent (office->seats[i].sync));
  g_error ("it does not come to that");

  return G_SOURCE_REMOVE;
}

void
office_await (Office *self, OfficeQuestion question)
{
  const guint alarm = g_timeout_add_seconds (PATIENCE, cry_cb, self);

  while (!question (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

void
office_await_obstacle (Office *self, MadoObstacle obstacle)
{
  const guint alarm = g_timeout_add_seconds (PATIENCE, cry_cb, self);

  while (mado_sync_get_obstacle (self->seats[0].sync) != obstacle)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

/* The log has an entry for each case, beside those of the programme. */
gboolean
office_is_all_well (Office *office)
{
  for (guint i = 0; i < OFFICE_N_SEATS; i++) {
    const MadoSync *sync = office->seats[i].sync;
    gint64 position = 0;

    g_object_get (office->seats[i].sync, "position", &position, NULL);
    if (mado_sync_get_state (sync) != MADO_LINE_CURRENT || mado_sync_get_unsent (sync) > 0 ||
        position < office->n_published + (gint64) office->cases->len)
      return FALSE;
  }

  return TRUE;
}

/* And whoever did something has heard what came of it. */
gboolean
office_is_all_told (Office *office)
{
  guint n_applied = 0;

  for (guint i = 0; i < OFFICE_N_SEATS; i++) {
    const Look look = look_at (&office->seats[i], MADO_ID_NONE);

    n_applied += look.counts[MADO_JOURNAL_APPLIED];
  }

  return n_applied == office->cases->len && office_is_all_well (office);
}

void
office_assert_same_everywhere (Office *self)
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

void
office_sign_everybody_in (Office *self)
{
  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    mado_sync_sign_in (self->seats[i].sync, self->seats[i].token);
}
