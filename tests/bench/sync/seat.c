/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sits down at a profile of its own. */

#include "seat.h"

#include "mado-queue-page.h"
#include "mado-statement.h"
#include "queue-sample.h"
#include "service-world.h"
#include "visitor.h"

#define PROGRAMME "ninpu-r7"
#define SAVED_AT_ONCE 50

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, G_GNUC_UNUSED const char *programme, G_GNUC_UNUSED GError **error)
{
  return queue_sample_load_programme (PROGRAMME ".json");
}

static MadoDesk *
open_desk (Seat *self, guint cache)
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

  opening.place.cache_limit = cache;
  opening.profile.programme = PROGRAMME;
  desk = mado_desk_create (&opening, &store_sample_cost, &error);
  if (desk == NULL)
    g_error ("%s", error->message);

  return desk;
}

/**
 * seat_new:
 * @hand: (transfer full): who works there
 * @cache: KiB of pages that each of its connections may keep; 0: as many as terminals do
 *
 * Returns: (transfer full): an empty profile, open
 */
Seat *
seat_new (Terminal *hand, guint cache)
{
  Seat *self = g_new0 (Seat, 1);

  self->hand = hand;
  self->token = world_get_token (hand);
  store_sample_set_up (&self->sample, NULL);
  self->desk = open_desk (self, cache);

  return self;
}

/**
 * seat_free:
 * @self: (transfer full): a seat; nothing of it stays
 */
void
seat_free (Seat *self)
{
  if (self->sync != NULL)
    mado_sync_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->courier, mado_courier_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  mado_desk_close (self->desk);
  g_object_unref (self->desk);
  terminal_free (self->hand);
  g_free (self->token);
  store_sample_tear_down (&self->sample, NULL);
  g_free (self);
}

/**
 * seat_connect:
 * @self: a seat
 * @courier: (transfer full): who goes to its service
 */
void
seat_connect (Seat *self, MadoCourier *courier)
{
  self->courier = courier;
  self->sync = mado_sync_new (self->desk, courier);
}

/**
 * seat_sign_in:
 * @self: a seat that is connected
 */
void
seat_sign_in (Seat *self)
{
  mado_sync_sign_in (self->sync, self->token);
}

/**
 * seat_do:
 * @self: a seat
 * @work: what is done on the thread that writes
 * @request: with what
 */
void
seat_do (Seat *self, MadoStoreWork work, gpointer request)
{
  g_autoptr (GError) error = NULL;

  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, work, request, &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

/* --- work ----------------------------------------------------------------------------------------------------------
 */

typedef struct {
  Seat *seat;
  GPtrArray *operations;
} Saving;

static void
save_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Saving *saving = request;
  const MadoInstant now = mado_instant_now ();
  GError *error = NULL;
  g_autoptr (GPtrArray) outcomes =
      mado_replica_save (mado_desk_get_replica (saving->seat->desk), saving->operations, now, now, &error);

  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    if (mado_outcome_is_refused (g_ptr_array_index (outcomes, i)))
      g_error ("refused: %s", ((MadoOutcome *) g_ptr_array_index (outcomes, i))->refusal->code);
  if (outcomes != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * seat_save_cases:
 * @self: a seat
 * @n_cases: receptions of made-up applications that are saved there
 */
void
seat_save_cases (Seat *self, guint n_cases)
{
  while (n_cases > 0) {
    g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
    Saving saving = { self, operations };

    for (; operations->len < SAVED_AT_ONCE && n_cases > 0; n_cases--) {
      GBytes *text;

      visitor_receive_case (self->hand);
      text = g_array_index (self->hand->journal, MadoPushedOperation, self->hand->journal->len - 1).text;
      g_ptr_array_add (operations, mado_operation_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL));
    }
    seat_do (self, save_work, &saving);
  }
  if (self->sync != NULL)
    mado_sync_wake (self->sync);
}

/* --- what is there ---------------------------------------------------------------------------------------------------
 */

#define PAGE 100

typedef struct {
  Seat *seat;
  guint n_shown;
  gint64 n_rows;
} Look;

/* As a window does it: whatever is shown first of the list of those that wait. */
static void
look_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Look *look = request;
  g_autoptr (MadoProgramme) programme = mado_programme_ref (mado_desk_get_programme (look->seat->desk));
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const MadoQueueList list = { programme, "intake", columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .limit = PAGE };
  g_autoptr (GPtrArray) entries = NULL;

  g_ptr_array_add (columns, (gpointer) "name");
  g_ptr_array_add (columns, (gpointer) "received_on");
  entries = mado_queue_load_page (database, &list, &query, NULL);
  look->n_shown = entries != NULL ? entries->len : 0;
  g_task_return_boolean (task, TRUE);
}

static void
count_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Look *look = request;
  g_autoptr (MadoStatement) statement = mado_statement_take (database, "SELECT count (*) FROM entity");

  if (mado_statement_step (statement))
    look->n_rows = mado_statement_get_int (statement, 0);
  g_task_return_boolean (task, TRUE);
}

/**
 * seat_count_open:
 * @self: a seat
 *
 * Returns: how many lines the first page of its first list has, beside whatever is being written
 */
guint
seat_count_open (Seat *self)
{
  Look look = { .seat = self };

  mado_desk_do_and_wait (self->desk, MADO_DESK_READER, look_work, &look, NULL);

  return look.n_shown;
}

/**
 * seat_count_rows:
 * @self: a seat
 *
 * Returns: how many entities it has
 */
gint64
seat_count_rows (Seat *self)
{
  Look look = { .seat = self };

  mado_desk_do_and_wait (self->desk, MADO_DESK_READER, count_work, &look, NULL);

  return look.n_rows;
}

/**
 * seat_is_current:
 * @self: a seat that is connected
 * @position: of the log
 *
 * Returns: whether nothing is unsent there, and the log is there up to it
 */
gboolean
seat_is_current (const Seat *self, gint64 position)
{
  gint64 here = 0;

  g_object_get (self->sync, "position", &here, NULL);

  return mado_sync_get_state (self->sync) == MADO_LINE_CURRENT && mado_sync_get_unsent (self->sync) == 0 &&
         here >= position;
}
