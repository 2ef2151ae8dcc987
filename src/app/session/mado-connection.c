/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts what the line says of itself into words, and ends the session at the service with the one here. */

#include "mado-connection.h"

#include <glib/gi18n.h>

#include "mado-lease-file.h"
#include "mado-reference-fetch.h"

#define KNOCK_EVERY 10 /* seconds, while nobody is signed in at the service */
#define RENEW_EVERY G_TIME_SPAN_HOUR
#define LAST_WORDS 3 /* seconds until nobody waits any more for the answer to a sign-out */

struct _MadoConnection {
  GObject parent_instance;

  MadoDesk *desk;
  MadoContact *contact;
  MadoCourier *courier;
  MadoSync *sync;
  char *token;           /* (nullable): nobody is signed in at the service */
  MadoOffices offices;   /* of whoever is */
  MadoObstacle obstacle; /* while nobody is */
  gint64 last;           /* answer to a knock */
  guint knocker;
  guint64 knock;         /* ticket; 0: nobody knocks just now */
  GCancellable *errands; /* what is fetched beside the line */
  gboolean was_connected;
  gint64 renewed; /* when the service's share was lent anew last, by the service's time */
};

G_DEFINE_FINAL_TYPE (MadoConnection, mado_connection, G_TYPE_OBJECT)

static guint news_signal, programme_signal, revoked_signal;

static void
mado_connection_dispose (GObject *object)
{
  MadoConnection *self = MADO_CONNECTION (object);

  g_clear_handle_id (&self->knocker, g_source_remove);
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_cancellable_cancel (self->errands);
  g_clear_object (&self->errands);
  g_clear_object (&self->sync); /* it stops itself */
  g_clear_pointer (&self->courier, mado_courier_free);
  g_clear_object (&self->contact);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (mado_connection_parent_class)->dispose (object);
}

static void
mado_connection_finalize (GObject *object)
{
  g_free (MADO_CONNECTION (object)->token);

  G_OBJECT_CLASS (mado_connection_parent_class)->finalize (object);
}

static void
mado_connection_class_init (MadoConnectionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_connection_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_connection_finalize;

  news_signal =
      g_signal_new ("news", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  programme_signal = g_signal_new ("programme-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  revoked_signal =
      g_signal_new ("revoked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_connection_init (MadoConnection *self)
{
  self->errands = g_cancellable_new ();
}

/* --- the lease ---------------------------------------------------------------------------------------------------- */

typedef struct {
  char *profile;
  MadoInstant official; /* none: it is only looked at */
  MadoInstant until;
} Lease;

static void
free_lease (gpointer data)
{
  g_free (((Lease *) data)->profile);
  g_free (data);
}

static void
lease_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  Lease *lease = request;

  if (mado_instant_is_valid (lease->official))
    (void) mado_lease_file_renew (lease->profile, lease->official, NULL); /* ignored: it holds as long as before */
  lease->until = mado_lease_file_find_until (lease->profile);
  g_task_return_boolean (task, TRUE);
}

static void
lease_read_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  const Lease *lease = g_task_get_task_data (G_TASK (result));

  if (MADO_CONNECTION (object)->contact != NULL && g_task_propagate_boolean (G_TASK (result), NULL))
    mado_contact_set_offline_until (MADO_CONNECTION (object)->contact, lease->until);
}

static void
look_at_lease (MadoConnection *self, MadoInstant official)
{
  GTask *task = g_task_new (self, NULL, lease_read_cb, NULL);
  Lease *lease = g_new0 (Lease, 1);

  lease->profile = g_strdup (mado_desk_get_path (self->desk));
  lease->official = official;
  g_task_set_task_data (task, lease, free_lease);
  mado_desk_do (self->desk, MADO_DESK_WRITER, task, lease_work);
}

/* Whoever is signed in and is answered may go on without the service for as long as anybody may. */
static void
renew_lease (MadoConnection *self)
{
  const MadoInstant official = mado_sync_get_official_time (self->sync);

  if (!mado_instant_is_valid (official) || official.microseconds - self->renewed < RENEW_EVERY)
    return;
  self->renewed = official.microseconds;
  look_at_lease (self, official);
}

/* --- how it stands ------------------------------------------------------------------------------------------------ */

/* What somebody at the terminal can wait out needs no code; the rest somebody else has to be told. */
static char *
write_message (MadoObstacle obstacle)
{
  const char *remedy = _ (mado_obstacle_get_remedy (obstacle));

  switch (obstacle) {
  case MADO_OBSTACLE_NONE:
  case MADO_OBSTACLE_UNREACHABLE:
    return NULL;
  case MADO_OBSTACLE_BUSY:
  case MADO_OBSTACLE_STANDBY:
  case MADO_OBSTACLE_SIGN_IN:
    return g_strdup (remedy);
  case MADO_OBSTACLE_STRANGER:
  case MADO_OBSTACLE_SERVICE_CERTIFICATE:
  case MADO_OBSTACLE_OWN_CERTIFICATE:
  case MADO_OBSTACLE_CLOCK:
  case MADO_OBSTACLE_TURNED_AWAY:
  case MADO_OBSTACLE_REVOKED:
  case MADO_OBSTACLE_NO_ROLE:
  case MADO_OBSTACLE_PROGRAMME:
  case MADO_OBSTACLE_OUTDATED:
  case MADO_OBSTACLE_GARBLED:
  case MADO_OBSTACLE_DISK:
  default:
    /* Translators: what to do, and a code to read out */
    return g_strdup_printf (_ ("%s (code: %s)"), remedy, mado_obstacle_get_name (obstacle));
  }
}

static MadoContactRemedy
find_remedy (MadoObstacle obstacle)
{
  switch (obstacle) {
  case MADO_OBSTACLE_SIGN_IN:
    return MADO_CONTACT_REMEDY_SIGN_IN;
  case MADO_OBSTACLE_NONE:
  case MADO_OBSTACLE_REVOKED:
  case MADO_OBSTACLE_NO_ROLE:
  case MADO_OBSTACLE_OUTDATED:
    return MADO_CONTACT_REMEDY_NONE;
  case MADO_OBSTACLE_UNREACHABLE:
  case MADO_OBSTACLE_BUSY:
  case MADO_OBSTACLE_STANDBY:
  case MADO_OBSTACLE_STRANGER:
  case MADO_OBSTACLE_SERVICE_CERTIFICATE:
  case MADO_OBSTACLE_OWN_CERTIFICATE:
  case MADO_OBSTACLE_CLOCK:
  case MADO_OBSTACLE_TURNED_AWAY:
  case MADO_OBSTACLE_PROGRAMME:
  case MADO_OBSTACLE_GARBLED:
  case MADO_OBSTACLE_DISK:
  default:
    return MADO_CONTACT_REMEDY_RETRY;
  }
}

static MadoContactState
find_blocked_state (MadoObstacle obstacle)
{
  if (obstacle == MADO_OBSTACLE_SIGN_IN || obstacle == MADO_OBSTACLE_NO_ROLE || obstacle == MADO_OBSTACLE_REVOKED)
    return MADO_CONTACT_LOCKED_OUT;

  return obstacle == MADO_OBSTACLE_OUTDATED ? MADO_CONTACT_OUTDATED : MADO_CONTACT_OFFLINE;
}

static void
show_blocked (MadoConnection *self, MadoObstacle obstacle, gint64 last)
{
  g_autofree char *message = write_message (obstacle);

  self->was_connected = FALSE;
  mado_contact_set (self->contact,
                    &(MadoContactStand) { find_blocked_state (obstacle), last, message, find_remedy (obstacle) });
  if (obstacle == MADO_OBSTACLE_REVOKED)
    g_signal_emit (self, revoked_signal, 0);
}

static void
show_connected (MadoConnection *self, MadoContactState state)
{
  const MadoObstacle obstacle =
      mado_sync_get_obstacle (self->sync); /* a clock that is wrong, and hinders nothing yet */
  g_autofree char *message = write_message (obstacle);

  if (message == NULL && mado_sync_has_forked (self->sync))
    message = g_strdup (_ ("The data of this terminal were an older copy, or there is a second one of it. All that was "
                           "done here was sent again, and nothing is lost. Tell the administrator."));
  self->was_connected = TRUE;
  renew_lease (self);
  mado_contact_set (self->contact, &(MadoContactStand) { state, mado_sync_get_last_contact (self->sync), message,
                                                         MADO_CONTACT_REMEDY_NONE });
}

static MadoContactState
weigh_current (MadoConnection *self)
{
  return mado_sync_get_unsent (self->sync) > 0 ? MADO_CONTACT_SENDING : MADO_CONTACT_IN_STEP;
}

/* Greeting comes with every new try: until it has succeeded, things stand as they stood before. */
static void
show (MadoConnection *self)
{
  switch (mado_sync_get_state (self->sync)) {
  case MADO_LINE_GREETING:
    if (mado_contact_get_state (self->contact) == MADO_CONTACT_ALONE)
      mado_contact_set (self->contact, &(MadoContactStand) { .state = MADO_CONTACT_CALLING });
    break;
  case MADO_LINE_LOADING:
    show_connected (self, MADO_CONTACT_LOADING);
    break;
  case MADO_LINE_CATCHING_UP: /* a few entries more or less are not worth a word */
    show_connected (self, self->was_connected ? mado_contact_get_state (self->contact) : MADO_CONTACT_CALLING);
    break;
  case MADO_LINE_CURRENT:
    show_connected (self, weigh_current (self));
    break;
  case MADO_LINE_OFFLINE:
  case MADO_LINE_APART:
  case MADO_LINE_OUTDATED:
  case MADO_LINE_LOCKED_OUT:
  default:
    show_blocked (self, mado_sync_get_obstacle (self->sync), mado_sync_get_last_contact (self->sync));
  }
}

static void
changed_cb (MadoSync *sync, GParamSpec *property, MadoConnection *self)
{
  if (self->token != NULL)
    show (self);
}

static void
news_cb (MadoSync *sync, MadoConnection *self)
{
  g_signal_emit (self, news_signal, 0);
}

static void
programme_changed_cb (MadoSync *sync, MadoConnection *self)
{
  g_signal_emit (self, programme_signal, 0);
}

/* --- knocking ----------------------------------------------------------------------------------------------------- */

/* Somebody who is answered without a session can sign in. */
static void
knocked_cb (gpointer connection, guint64 ticket, const MadoResponse *answer)
{
  MadoConnection *self = connection;

  self->knock = 0;
  if (answer->status != 0)
    self->last = mado_instant_now ().microseconds;
  self->obstacle = answer->obstacle != MADO_OBSTACLE_NONE ? answer->obstacle : MADO_OBSTACLE_SIGN_IN;
  show_blocked (self, self->obstacle, self->last);
}

static gboolean
knock_cb (gpointer connection)
{
  MadoConnection *self = connection;

  if (self->knock == 0)
    self->knock = mado_courier_send (self->courier, mado_message_new ("GET", "/v1/order", NULL), knocked_cb, self);

  return G_SOURCE_CONTINUE;
}

static void
stop_knocking (MadoConnection *self)
{
  g_clear_handle_id (&self->knocker, g_source_remove);
  if (self->knock != 0)
    mado_courier_cancel (self->courier, self->knock);
  self->knock = 0;
}

/* --- for the session ---------------------------------------------------------------------------------------------- */

/**
 * mado_connection_new:
 * @desk: an open profile
 * @contact: is told how it stands
 * @courier: (transfer full): who goes to the service
 *
 * Returns: (transfer full): a connection on which nobody is signed in
 */
MadoConnection *
mado_connection_new (MadoDesk *desk, MadoContact *contact, MadoCourier *courier)
{
  static const char *const told[] = { "notify::state", "notify::obstacle", "notify::unsent", "notify::last-contact",
                                      "notify::has-forked" };
  MadoConnection *self = g_object_new (MADO_TYPE_CONNECTION, NULL);

  self->desk = g_object_ref (desk);
  self->contact = g_object_ref (contact);
  self->courier = courier;
  self->sync = mado_sync_new (desk, courier);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect (self->sync, told[i], G_CALLBACK (changed_cb), self);
  g_signal_connect (self->sync, "news", G_CALLBACK (news_cb), self);
  g_signal_connect (self->sync, "programme-changed", G_CALLBACK (programme_changed_cb), self);
  look_at_lease (self, MADO_INSTANT_NONE);

  return self;
}

/* Whoever is in charge of accounts alone gets nothing of the programme. */
static gboolean
has_role (MadoConnection *self)
{
  return *mado_desk_get_person (self->desk)->roles != NULL;
}

/**
 * mado_connection_set_offices:
 * @self: a connection
 * @offices: as the service says
 */
void
mado_connection_set_offices (MadoConnection *self, MadoOffices offices)
{
  self->offices = offices;
}

/**
 * mado_connection_get_offices:
 * @self: a connection
 *
 * Returns: what its person may do beside the work; nothing where nobody is signed in at the service
 */
MadoOffices
mado_connection_get_offices (MadoConnection *self)
{
  return self->token != NULL ? self->offices : (MadoOffices) { FALSE, FALSE };
}

/**
 * mado_connection_fetch_lists:
 * @self: a connection on which somebody is signed in at the service
 *
 * Takes the lists that the ward works by and this machine has not: banks, postal codes.
 */
void
mado_connection_fetch_lists (MadoConnection *self)
{
  const MadoDoor door = mado_connection_get_door (self);

  if (door.courier != NULL)
    mado_reference_fetch (&door, self->errands);
}

/**
 * mado_connection_sign_in:
 * @self: a connection
 * @token: of a session at the service
 */
void
mado_connection_sign_in (MadoConnection *self, const char *token)
{
  stop_knocking (self);
  g_set_str (&self->token, token);
  mado_connection_fetch_lists (self);
  if (!has_role (self)) {
    mado_contact_set (self->contact,
                      &(MadoContactStand) { .state = MADO_CONTACT_IN_STEP, .last = mado_instant_now ().microseconds });
    return;
  }
  mado_contact_set (self->contact, &(MadoContactStand) { .state = MADO_CONTACT_CALLING });
  mado_sync_sign_in (self->sync, token);
}

/**
 * mado_connection_work_offline:
 * @self: a connection
 * @obstacle: why nobody is signed in at the service
 */
void
mado_connection_work_offline (MadoConnection *self, MadoObstacle obstacle)
{
  self->obstacle = obstacle;
  show_blocked (self, obstacle, 0);
  self->knocker = g_timeout_add_seconds (KNOCK_EVERY, knock_cb, self);
}

/**
 * mado_connection_wake:
 * @self: a connection
 *
 * Something was saved, and is to be sent.
 */
void
mado_connection_wake (MadoConnection *self)
{
  mado_sync_wake (self->sync);
}

/**
 * mado_connection_retry:
 * @self: a connection
 *
 * Somebody does not want to wait until it is tried again.
 */
void
mado_connection_retry (MadoConnection *self)
{
  if (self->token == NULL)
    knock_cb (self);
  else if (mado_sync_get_state (self->sync) == MADO_LINE_OFFLINE || mado_sync_get_state (self->sync) == MADO_LINE_APART)
    mado_sync_sign_in (self->sync, self->token);
  else
    mado_sync_wake (self->sync);
}

/**
 * mado_connection_get_sync:
 * @self: a connection
 *
 * Returns: (transfer none): the line of its profile
 */
MadoSync *
mado_connection_get_sync (MadoConnection *self)
{
  return self->sync;
}

/**
 * mado_connection_get_door:
 * @self: a connection
 *
 * Returns: the door, for as long as the connection has not ended
 */
MadoDoor
mado_connection_get_door (MadoConnection *self)
{
  return (MadoDoor) { self->courier, mado_desk_get_profile (self->desk)->ward, self->token };
}

/**
 * mado_connection_ask:
 * @self: a connection
 * @verb: of the stream, beside the log
 * @body: what is asked
 * @answered: is told, unless it is forgotten
 * @user_data: for @answered
 *
 * Returns: what to forget it by; 0: nobody is signed in at the service, and nobody is told anything
 */
guint64
mado_connection_ask (
    MadoConnection *self, const char *verb, GBytes *body, MadoCourierAnswered answered, gpointer user_data)
{
  const MadoProfile *profile = mado_desk_get_profile (self->desk);
  g_autofree char *target = g_strdup_printf ("/v1/s/%s/%s/%s", profile->ward, profile->programme, verb);
  MadoMessage *message;

  if (self->token == NULL || self->courier == NULL)
    return 0;
  message = mado_message_new ("POST", target, body);
  message->token = g_strdup (self->token);

  return mado_courier_send (self->courier, message, answered, user_data);
}

/**
 * mado_connection_forget:
 * @self: a connection
 * @ticket: of something that was asked
 */
void
mado_connection_forget (MadoConnection *self, guint64 ticket)
{
  if (self->courier != NULL)
    mado_courier_cancel (self->courier, ticket);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* What somebody says who goes. It outlives the connection, and keeps the program until it was heard, or nobody has
 * answered for a moment. */
typedef struct {
  MadoCourier *courier;
  GApplication *application; /* (nullable) */
} Leaving;

static gboolean
leave_cb (gpointer data)
{
  Leaving *self = data;

  mado_courier_free (self->courier);
  if (self->application != NULL)
    g_application_release (self->application);
  g_free (self);

  return G_SOURCE_REMOVE;
}

static void
left_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer leaving)
{
  g_auto (MadoAccessReply) reply = { 0 };

  /* ignored: a session that was not ended is over by itself, and with the next one here */
  (void) mado_door_say_finish (result, &reply, NULL);
  leave_cb (leaving);
}

static gboolean
wait_no_longer_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/**
 * mado_connection_end:
 * @self: a connection, of which nothing is used any more
 *
 * Ends the line, and the session at the service where there is one. To be called before the desk is closed.
 */
void
mado_connection_end (MadoConnection *self)
{
  const MadoAccessRequest nothing = { 0 };
  g_autoptr (GCancellable) patience = g_cancellable_new ();
  MadoDoor door = mado_connection_get_door (self);
  Leaving *leaving;

  stop_knocking (self);
  g_cancellable_cancel (self->errands);
  mado_sync_stop (self->sync);
  if (self->token == NULL || mado_sync_get_state (self->sync) == MADO_LINE_OFFLINE) {
    g_clear_pointer (&self->courier, mado_courier_free);
    return;
  }
  leaving = g_new0 (Leaving, 1);
  leaving->courier = g_steal_pointer (&self->courier);
  leaving->application = g_application_get_default ();
  if (leaving->application != NULL)
    g_application_hold (leaving->application);
  mado_door_say_async (&door, "sign-out", &nothing, patience, left_cb, leaving);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, LAST_WORDS, wait_no_longer_cb, g_steal_pointer (&patience),
                              g_object_unref);
}
