/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread that has all of curl to itself. Others leave messages in its box and wake it; what it brings back is left
 * in the main context of whoever made it, and not looked at where the message was cancelled meanwhile. */

#include "mado-courier.h"

#include <string.h>

#include "mado-fault-point.h"
#include "mado-journey.h"
#include "mado-order.h"

#define POLL 60000                   /* milliseconds: it is woken anyway */
#define CLOCK_FAULT G_TIME_SPAN_HOUR /* more than this is no mere inaccuracy */

/* A message from its sending to its answer. */
typedef struct {
  guint64 ticket;
  MadoMessage *message;
  MadoCourierAnswered answered;
  gpointer user_data;
  MadoJourney *journey; /* (nullable): it has not set out yet */
  guint address;        /* where it went */
  MadoMessage *inquiry; /* (nullable): why it was not answered */
  MadoResponse answer;
} Errand;

struct _MadoCourier {
  gatomicrefcount n_owners;
  MadoPapers *papers;
  MadoCourierClock clock;
  GMainContext *context;
  GThread *thread;
  CURLM *multi;
  GHashTable *under_way; /* (element-type Errand): the thread's */
  guint n_hang_ups;      /* without any answer between them; the thread's */
  MadoObstacle *found;   /* at each address, since anybody answered; the thread's */

  GMutex mutex;     /* of what follows */
  GHashTable *open; /* (element-type guint64): tickets of whom nobody was told, and who were not cancelled */
  GQueue box;       /* (element-type Errand): that have not set out */
  guint64 n_tickets;
  guint address;
  gboolean ends;
};

static void
free_errand (gpointer data)
{
  Errand *self = data;

  g_clear_pointer (&self->journey, mado_journey_free);
  g_clear_pointer (&self->inquiry, mado_message_free);
  mado_message_free (self->message);
  mado_response_clear (&self->answer);
  g_free (self);
}

/* --- answers go back ---------------------------------------------------------------------------------------------- */

static void release (MadoCourier *self);

/* An answer on its way to whoever waits for it. */
typedef struct {
  MadoCourier *courier;
  Errand *errand;
} Delivery;

static void
free_delivery (gpointer data)
{
  Delivery *self = data;

  free_errand (self->errand);
  release (self->courier);
  g_free (self);
}

static gboolean
close_errand (MadoCourier *self, guint64 ticket)
{
  gboolean was_open;

  g_mutex_lock (&self->mutex);
  was_open = g_hash_table_remove (self->open, &ticket);
  g_mutex_unlock (&self->mutex);

  return was_open;
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *self = data;
  const Errand *errand = self->errand;

  if (close_errand (self->courier, errand->ticket))
    errand->answered (errand->user_data, errand->ticket, &errand->answer);

  return G_SOURCE_REMOVE;
}

static Delivery *
make_delivery (MadoCourier *courier, Errand *errand)
{
  Delivery *self = g_new (Delivery, 1);

  *self = (Delivery) { courier, errand };

  return self;
}

static void
hand_over (MadoCourier *self, Errand *errand)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_hash_table_steal (self->under_way, errand);
  g_clear_pointer (&errand->journey, mado_journey_free); /* curl's things stay on curl's thread */
  g_atomic_ref_count_inc (&self->n_owners);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, make_delivery (self, errand), free_delivery);
  g_source_attach (source, self->context);
}

/* --- journeys ----------------------------------------------------------------------------------------------------- */

static guint
count_places (const MadoCourier *self)
{
  return g_strv_length ((GStrv) mado_papers_get_addresses (self->papers));
}

static guint
get_place (MadoCourier *self)
{
  guint address;

  g_mutex_lock (&self->mutex);
  address = self->address;
  g_mutex_unlock (&self->mutex);

  return address;
}

/* All that were under way to one address may find out at once that nobody is there: that is one step, not many. */
static void
leave_place (MadoCourier *self, guint address)
{
  g_mutex_lock (&self->mutex);
  if (self->address == address)
    self->address = (address + 1) % count_places (self);
  g_mutex_unlock (&self->mutex);
}

static void
set_out (MadoCourier *self, Errand *errand)
{
  const MadoJourneyPlan plan = {
    .papers = self->papers,
    .address = mado_papers_get_addresses (self->papers)[errand->address],
    .now = self->clock (),
    .is_timeless = errand->inquiry != NULL,
  };

  errand->journey = mado_journey_new (&plan, errand->inquiry != NULL ? errand->inquiry : errand->message, errand);
  mado_fault_point ("request-sets-out");
  curl_multi_add_handle (self->multi, mado_journey_get_handle (errand->journey));
}

static void
come_home (MadoCourier *self, Errand *errand)
{
  curl_multi_remove_handle (self->multi, mado_journey_get_handle (errand->journey));
  g_clear_pointer (&errand->journey, mado_journey_free);
}

/* --- what is in the way ------------------------------------------------------------------------------------------- */

/* Somebody who is turned away is told no more than that. At the one place where whoever is known at all is answered,
 * and whatever the time is, it comes out whether it is the terminal, its person, or a clock. */
static gboolean
begin_inquiry (MadoCourier *self, Errand *errand)
{
  const MadoObstacle obstacle = errand->answer.obstacle;

  if (errand->inquiry != NULL || (obstacle != MADO_OBSTACLE_SERVICE_CERTIFICATE && obstacle != MADO_OBSTACLE_NO_ROLE))
    return FALSE;
  errand->inquiry = mado_message_new ("GET", "/v1/order", NULL);
  set_out (self, errand);

  return TRUE;
}

static void
learn (MadoCourier *self, Errand *errand, const MadoResponse *found)
{
  g_auto (MadoOrder) order = { 0 };

  if (found->obstacle == MADO_OBSTACLE_TURNED_AWAY || found->obstacle == MADO_OBSTACLE_NO_ROLE)
    errand->answer.obstacle = MADO_OBSTACLE_TURNED_AWAY;
  if (found->body == NULL || !mado_order_read (found->body, &order, NULL))
    return;
  if (order.kind == MADO_ORDER_WIPE)
    errand->answer.obstacle = MADO_OBSTACLE_REVOKED;
  else if (errand->answer.obstacle == MADO_OBSTACLE_SERVICE_CERTIFICATE &&
           ABS (order.now.microseconds - self->clock ().microseconds) > CLOCK_FAULT)
    errand->answer.obstacle = MADO_OBSTACLE_CLOCK;
}

/* A service that dies hangs up, too: it has to happen twice. */
static MadoObstacle
weigh_hang_up (MadoCourier *self, MadoObstacle obstacle)
{
  if (obstacle != MADO_OBSTACLE_TURNED_AWAY)
    return obstacle;
  if (!mado_papers_are_valid_at (self->papers, self->clock ()))
    return MADO_OBSTACLE_OWN_CERTIFICATE;

  return ++self->n_hang_ups > 1 ? MADO_OBSTACLE_TURNED_AWAY : MADO_OBSTACLE_UNREACHABLE;
}

/* Where nobody is at one address, what is in the way at the other says more. */
static void
compare_places (MadoCourier *self, Errand *errand)
{
  MadoResponse *answer = &errand->answer;

  self->found[errand->address] = answer->obstacle;
  if (answer->status != 0) {
    self->n_hang_ups = 0;
    memset (self->found, 0, count_places (self) * sizeof *self->found);
  }
  for (guint i = 0; answer->obstacle == MADO_OBSTACLE_UNREACHABLE && i < count_places (self); i++)
    if (self->found[i] != MADO_OBSTACLE_NONE)
      answer->obstacle = self->found[i];
}

static gboolean
is_of_the_place (MadoObstacle obstacle)
{
  return obstacle != MADO_OBSTACLE_NONE && obstacle != MADO_OBSTACLE_SIGN_IN && obstacle != MADO_OBSTACLE_NO_ROLE &&
         obstacle != MADO_OBSTACLE_REVOKED && obstacle != MADO_OBSTACLE_GARBLED;
}

static void
conclude (MadoCourier *self, Errand *errand, CURLcode result)
{
  g_auto (MadoResponse) found = { 0 };

  mado_fault_point ("answer-whole");
  mado_journey_conclude (errand->journey, result, &found);
  come_home (self, errand);
  if (errand->inquiry != NULL) {
    learn (self, errand, &found);
  } else {
    errand->answer = found;
    errand->answer.obstacle = weigh_hang_up (self, found.obstacle);
    found = (MadoResponse) { 0 };
    if (begin_inquiry (self, errand))
      return;
  }
  if (is_of_the_place (errand->answer.obstacle))
    leave_place (self, errand->address);
  compare_places (self, errand);
  hand_over (self, errand);
}

/* --- the thread --------------------------------------------------------------------------------------------------- */

static gboolean
is_open (MadoCourier *self, const Errand *errand)
{
  return g_hash_table_contains (self->open, &errand->ticket);
}

static void
forget (MadoCourier *self, Errand *errand)
{
  if (errand->journey != NULL)
    come_home (self, errand);
  free_errand (errand);
}

/* Returns: whether there is to be more */
static gboolean
empty_box (MadoCourier *self, GPtrArray *fresh, GPtrArray *cancelled)
{
  GHashTableIter iter;
  gpointer errand;
  gboolean goes_on;

  g_mutex_lock (&self->mutex);
  while ((errand = g_queue_pop_head (&self->box)) != NULL)
    g_ptr_array_add (fresh, errand);
  g_hash_table_iter_init (&iter, self->under_way);
  while (g_hash_table_iter_next (&iter, &errand, NULL))
    if (!is_open (self, errand))
      g_ptr_array_add (cancelled, errand);
  goes_on = !self->ends;
  g_mutex_unlock (&self->mutex);

  return goes_on;
}

static gboolean
look_into_box (MadoCourier *self)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GPtrArray) cancelled = g_ptr_array_new ();
  const gboolean goes_on = empty_box (self, fresh, cancelled);

  for (guint i = 0; i < cancelled->len; i++) {
    g_hash_table_steal (self->under_way, g_ptr_array_index (cancelled, i));
    forget (self, g_ptr_array_index (cancelled, i));
  }
  for (guint i = 0; i < fresh->len; i++) {
    Errand *errand = g_ptr_array_index (fresh, i);

    errand->address = get_place (self);
    g_hash_table_add (self->under_way, errand);
    set_out (self, errand);
  }

  return goes_on;
}

static void
look_who_is_back (MadoCourier *self)
{
  CURLMsg *done;
  int n_left;

  while ((done = curl_multi_info_read (self->multi, &n_left)) != NULL) {
    const CURLcode result = done->data.result;
    gpointer errand = NULL;

    curl_easy_getinfo (done->easy_handle, CURLINFO_PRIVATE, &errand);
    conclude (self, errand, result);
  }
}

static void
forget_all (MadoCourier *self)
{
  g_autoptr (GPtrArray) errands = g_hash_table_steal_all_keys (self->under_way);

  g_ptr_array_set_free_func (errands, NULL);
  for (guint i = 0; i < errands->len; i++)
    forget (self, g_ptr_array_index (errands, i));
}

static gpointer
run_thread (gpointer data)
{
  MadoCourier *self = data;
  int n_running;

  while (look_into_box (self)) {
    curl_multi_perform (self->multi, &n_running);
    mado_fault_point ("request-goes-on");
    look_who_is_back (self);
    curl_multi_poll (self->multi, NULL, 0, POLL, NULL);
  }
  forget_all (self);

  return NULL;
}

/* --- for everybody ------------------------------------------------------------------------------------------------ */

/**
 * mado_courier_new:
 * @papers: (transfer full): by what it is known, and where it goes
 * @clock: what time it is
 *
 * Returns: (transfer full): a courier
 */
MadoCourier *
mado_courier_new (MadoPapers *papers, MadoCourierClock clock)
{
  static gsize is_ready;
  MadoCourier *self = g_new0 (MadoCourier, 1);

  if (g_once_init_enter (&is_ready)) {
    curl_global_init (CURL_GLOBAL_DEFAULT);
    g_once_init_leave (&is_ready, 1);
  }
  g_atomic_ref_count_init (&self->n_owners);
  self->papers = papers;
  self->clock = clock;
  self->context = g_main_context_ref_thread_default ();
  self->multi = curl_multi_init ();
  self->found = g_new0 (MadoObstacle, count_places (self));
  self->under_way = g_hash_table_new (NULL, NULL);
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->box);
  self->thread = g_thread_new ("courier", run_thread, self);

  return self;
}

static void
release (MadoCourier *self)
{
  if (!g_atomic_ref_count_dec (&self->n_owners))
    return;
  g_free (self->found);
  g_hash_table_unref (self->open);
  g_main_context_unref (self->context);
  mado_papers_free (self->papers);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * mado_courier_free:
 * @self: (transfer full): a courier; nobody is answered any more
 */
void
mado_courier_free (MadoCourier *self)
{
  g_mutex_lock (&self->mutex);
  self->ends = TRUE;
  g_hash_table_remove_all (self->open);
  g_mutex_unlock (&self->mutex);
  curl_multi_wakeup (self->multi);
  g_thread_join (self->thread);
  g_hash_table_unref (self->under_way);
  curl_multi_cleanup (self->multi);
  release (self);
}

/**
 * mado_courier_send:
 * @self: a courier
 * @message: (transfer full): what is asked
 * @answered: is told, once, unless it is cancelled
 * @user_data: for @answered
 *
 * Returns: what to cancel it by
 */
guint64
mado_courier_send (MadoCourier *self, MadoMessage *message, MadoCourierAnswered answered, gpointer user_data)
{
  Errand *errand = g_new0 (Errand, 1);
  guint64 ticket;

  errand->message = message;
  errand->answered = answered;
  errand->user_data = user_data;
  g_mutex_lock (&self->mutex);
  ticket = errand->ticket = ++self->n_tickets;
  g_hash_table_add (self->open, g_memdup2 (&ticket, sizeof ticket));
  g_queue_push_tail (&self->box, errand);
  g_mutex_unlock (&self->mutex);
  curl_multi_wakeup (self->multi);

  return ticket;
}

/**
 * mado_courier_cancel:
 * @self: a courier
 * @ticket: of a message; one that was answered makes no difference
 *
 * Where this is called in the main context where the courier was made, nobody is told after it.
 */
void
mado_courier_cancel (MadoCourier *self, guint64 ticket)
{
  if (close_errand (self, ticket))
    curl_multi_wakeup (self->multi);
}

/**
 * mado_courier_go_elsewhere:
 * @self: a courier
 *
 * Whoever is where it goes is not whom it looks for.
 */
void
mado_courier_go_elsewhere (MadoCourier *self)
{
  leave_place (self, get_place (self));
}

/**
 * mado_courier_get_address:
 * @self: a courier
 *
 * Returns: (transfer none): where the next message goes
 */
const char *
mado_courier_get_address (MadoCourier *self)
{
  return mado_papers_get_addresses (self->papers)[get_place (self)];
}
