/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carries what happens to the thread of the replica, and back how it stands then. Two works may be on their way at
 * once: they are done in the order in which they were handed over, and so are their results. */

#include "mado-sync.h"

G_DEFINE_ENUM_TYPE (MadoLineState,
                    mado_line_state,
                    G_DEFINE_ENUM_VALUE (MADO_LINE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_GREETING, "greeting"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_CATCHING_UP, "catching-up"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_CURRENT, "current"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_APART, "apart"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_OUTDATED, "outdated"),
                    G_DEFINE_ENUM_VALUE (MADO_LINE_LOCKED_OUT, "locked-out"))

struct _MadoSync {
  GObject parent_instance;

  MadoDesk *desk;
  MadoCourier *courier; /* somebody else's */
  MadoExchange *exchange;
  MadoStanding standing;
  GPtrArray *waiting; /* (element-type GTask): for attachments */
  GSource *alarm;     /* (nullable): %NULL: it was stopped */
};

G_DEFINE_FINAL_TYPE (MadoSync, mado_sync, G_TYPE_OBJECT)

enum {
  PROP_STATE = 1,
  PROP_OBSTACLE,
  PROP_REMEDY,
  PROP_UNSENT,
  PROP_PAPERS_UNSENT,
  PROP_POSITION,
  PROP_BEHIND,
  PROP_LAST_CONTACT,
  PROP_HAS_FORKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint news_signal, programme_signal;

/* Something that happened, on its way to the exchange. */
typedef struct {
  void (*tell) (MadoExchange *exchange, gpointer happening);
  MadoExchange *exchange;
  char *token;
  guint64 ticket;
  MadoResponse answer;
  MadoId entity;
  MadoHash hash;
} Happening;

/* How it stands after it. */
typedef struct {
  MadoStanding standing;
  GPtrArray *tidings; /* (element-type MadoBlobTiding) */
} Aftermath;

static void
free_aftermath (gpointer data)
{
  Aftermath *self = data;

  g_ptr_array_unref (self->tidings);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Aftermath, free_aftermath)

static void
free_happening (gpointer data)
{
  Happening *self = data;

  g_free (self->token);
  mado_response_clear (&self->answer);
  g_free (self);
}

/* --- how it stands ------------------------------------------------------------------------------------------------ */

static gint64
get_last_contact (const MadoSync *self)
{
  return mado_instant_is_valid (self->standing.last_contact) ? self->standing.last_contact.microseconds : 0;
}

static void
notify_changes (MadoSync *self, const MadoStanding *before)
{
  const MadoStanding *now = &self->standing;
  const gboolean has_changed[N_PROPS] = {
    [PROP_STATE] = before->state != now->state,
    [PROP_OBSTACLE] = before->obstacle != now->obstacle,
    [PROP_REMEDY] = before->obstacle != now->obstacle,
    [PROP_UNSENT] = before->n_unsent != now->n_unsent,
    [PROP_PAPERS_UNSENT] = before->n_papers_unsent != now->n_papers_unsent,
    [PROP_POSITION] = before->position != now->position,
    [PROP_BEHIND] = before->behind != now->behind,
    [PROP_HAS_FORKED] = before->has_forked != now->has_forked,
    [PROP_LAST_CONTACT] = before->last_contact.microseconds != now->last_contact.microseconds,
  };

  for (guint prop = PROP_STATE; prop < N_PROPS; prop++)
    if (has_changed[prop])
      g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
take_standing (MadoSync *self, const MadoStanding *standing)
{
  const MadoStanding before = self->standing;

  self->standing = *standing;
  g_source_set_ready_time (self->alarm,
                           mado_instant_is_valid (standing->next_wake) ? standing->next_wake.microseconds : -1);
  g_object_freeze_notify (G_OBJECT (self));
  notify_changes (self, &before);
  g_object_thaw_notify (G_OBJECT (self));
  if (standing->n_programmes != before.n_programmes)
    g_signal_emit (self, programme_signal, 0);
  if (standing->n_news != before.n_news)
    g_signal_emit (self, news_signal, 0);
}

/* --- attachments -------------------------------------------------------------------------------------------------- */

/* Somebody who waits for one. */
typedef struct {
  MadoHash hash;
  MadoSyncProgress told; /* (nullable) */
  gpointer told_data;
  GSource *cancelled; /* (nullable) */
} Wait;

static void
free_wait (gpointer data)
{
  Wait *self = data;

  g_clear_pointer (&self->cancelled, g_source_unref);
  g_free (self);
}

/* Returns: (transfer full): whoever waits for it, until this moment */
static GTask *
take_out (MadoSync *self, guint index)
{
  GTask *task = g_ptr_array_steal_index (self->waiting, index);
  const Wait *wait = g_task_get_task_data (task);

  if (wait->cancelled != NULL)
    g_source_destroy (wait->cancelled);

  return task;
}

static const Wait *
get_wait (const MadoSync *self, guint index)
{
  return g_task_get_task_data (g_ptr_array_index (self->waiting, index));
}

static gboolean
find_waiting (const MadoSync *self, const MadoHash *hash, guint *index)
{
  for (; *index < self->waiting->len; (*index)++)
    if (mado_hash_equals (&get_wait (self, *index)->hash, hash))
      return TRUE;

  return FALSE;
}

static void
end_waiting (MadoSync *self, const MadoBlobTiding *tiding)
{
  for (guint i = 0; find_waiting (self, &tiding->hash, &i);) {
    g_autoptr (GTask) task = take_out (self, i);

    if (tiding->error != NULL)
      g_task_return_error (task, g_error_copy (tiding->error));
    else
      g_task_return_boolean (task, TRUE);
  }
}

static void
pass_on (MadoSync *self, const MadoBlobTiding *tiding)
{
  if (tiding->is_over) {
    end_waiting (self, tiding);
    return;
  }
  for (guint i = 0; find_waiting (self, &tiding->hash, &i); i++) {
    const Wait *wait = get_wait (self, i);

    if (wait->told != NULL)
      wait->told (wait->told_data, tiding->n_here, tiding->n_whole);
  }
}

/* --- what happens ------------------------------------------------------------------------------------------------- */

static void
happen_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  Happening *happening = request;
  Aftermath *aftermath = g_new (Aftermath, 1);

  happening->tell (happening->exchange, happening);
  aftermath->standing = mado_exchange_look (happening->exchange);
  aftermath->tidings = mado_exchange_take_tidings (happening->exchange);
  g_task_return_pointer (task, aftermath, free_aftermath);
}

static void
happened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoSync *self = MADO_SYNC (source);
  g_autoptr (Aftermath) aftermath = g_task_propagate_pointer (G_TASK (result), NULL);

  if (aftermath == NULL || self->alarm == NULL) /* ignored: the profile is closed, and nobody looks any more */
    return;
  take_standing (self, &aftermath->standing);
  for (guint i = 0; i < aftermath->tidings->len; i++)
    pass_on (self, g_ptr_array_index (aftermath->tidings, i));
}

static void
hand_over (MadoSync *self, Happening happening)
{
  GTask *task;

  if (self->alarm == NULL) {
    free_happening (g_memdup2 (&happening, sizeof happening));
    return;
  }
  happening.exchange = self->exchange;
  task = g_task_new (self, NULL, happened_cb, NULL);
  g_task_set_task_data (task, g_memdup2 (&happening, sizeof happening), free_happening);
  mado_desk_do (self->desk, MADO_DESK_WRITER, task, happen_work);
}

static void
tell_answer (MadoExchange *exchange, gpointer happening)
{
  const Happening *self = happening;

  mado_exchange_hear (exchange, self->ticket, &self->answer);
}

static void
tell_sign_in (MadoExchange *exchange, gpointer happening)
{
  mado_exchange_sign_in (exchange, ((Happening *) happening)->token);
}

static void
tell_sign_out (MadoExchange *exchange, G_GNUC_UNUSED gpointer happening)
{
  mado_exchange_sign_out (exchange);
}

static void
tell_wake (MadoExchange *exchange, G_GNUC_UNUSED gpointer happening)
{
  mado_exchange_wake (exchange);
}

static void
tell_wish (MadoExchange *exchange, gpointer happening)
{
  const Happening *self = happening;

  mado_exchange_wish (exchange, self->entity, &self->hash);
}

static void
tell_nobody_waits (MadoExchange *exchange, gpointer happening)
{
  mado_exchange_forget (exchange, &((const Happening *) happening)->hash);
}

static void
answered_cb (gpointer user_data, guint64 ticket, const MadoResponse *answer)
{
  Happening happening = { .tell = tell_answer, .ticket = ticket, .answer = *answer };

  if (answer->body != NULL)
    g_bytes_ref (answer->body);
  hand_over (user_data, happening);
}

/* --- the alarm ---------------------------------------------------------------------------------------------------- */

static gboolean
alarm_cb (gpointer user_data)
{
  MadoSync *self = user_data;

  g_source_set_ready_time (self->alarm, -1);
  mado_sync_wake (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_alarm (G_GNUC_UNUSED GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSource *
set_up_alarm (MadoSync *self)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_alarm };
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource *alarm = g_source_new (&funcs, sizeof (GSource));

  g_source_set_static_name (alarm, "mado-sync");
  g_source_set_callback (alarm, alarm_cb, self, NULL);
  g_source_attach (alarm, context);

  return alarm;
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static void
mado_sync_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const MadoSync *self = MADO_SYNC (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_enum (value, (gint) self->standing.state);
    break;
  case PROP_OBSTACLE:
    g_value_set_enum (value, (gint) self->standing.obstacle);
    break;
  case PROP_REMEDY:
    g_value_set_static_string (value, mado_obstacle_get_remedy (self->standing.obstacle));
    break;
  case PROP_UNSENT:
    g_value_set_uint (value, self->standing.n_unsent);
    break;
  case PROP_PAPERS_UNSENT:
    g_value_set_uint (value, self->standing.n_papers_unsent);
    break;
  case PROP_POSITION:
    g_value_set_int64 (value, self->standing.position);
    break;
  case PROP_BEHIND:
    g_value_set_int64 (value, self->standing.behind);
    break;
  case PROP_LAST_CONTACT:
    g_value_set_int64 (value, get_last_contact (self));
    break;
  case PROP_HAS_FORKED:
    g_value_set_boolean (value, self->standing.has_forked);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
mado_sync_dispose (GObject *object)
{
  mado_sync_stop (MADO_SYNC (object));

  G_OBJECT_CLASS (mado_sync_parent_class)->dispose (object);
}

static void
mado_sync_finalize (GObject *object)
{
  MadoSync *self = MADO_SYNC (object);

  mado_exchange_free (self->exchange);
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->desk);

  G_OBJECT_CLASS (mado_sync_parent_class)->finalize (object);
}

static void
mado_sync_class_init (MadoSyncClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = mado_sync_get_property;
  object_class->dispose = mado_sync_dispose;
  object_class->finalize = mado_sync_finalize;
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, MADO_TYPE_LINE_STATE, (gint) MADO_LINE_LOCKED_OUT, flags);
  props[PROP_OBSTACLE] =
      g_param_spec_enum ("obstacle", NULL, NULL, MADO_TYPE_OBSTACLE, (gint) MADO_OBSTACLE_SIGN_IN, flags);
  props[PROP_REMEDY] = g_param_spec_string ("remedy", NULL, NULL, "", flags);
  props[PROP_UNSENT] = g_param_spec_uint ("unsent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_PAPERS_UNSENT] = g_param_spec_uint ("papers-unsent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_BEHIND] = g_param_spec_int64 ("behind", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_LAST_CONTACT] = g_param_spec_int64 ("last-contact", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_HAS_FORKED] = g_param_spec_boolean ("has-forked", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  news_signal =
      g_signal_new ("news", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  programme_signal = g_signal_new ("programme-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mado_sync_init (MadoSync *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->standing = (MadoStanding) {
    .state = MADO_LINE_LOCKED_OUT,
    .obstacle = MADO_OBSTACLE_SIGN_IN,
    .next_wake = MADO_INSTANT_NONE,
    .last_contact = MADO_INSTANT_NONE,
  };
}

/**
 * mado_sync_new:
 * @desk: an open profile
 * @courier: who goes to the service, made in this main context; outlives the object's work
 *
 * Returns: (transfer full): its line, on which nobody is signed in
 */
MadoSync *
mado_sync_new (MadoDesk *desk, MadoCourier *courier)
{
  MadoSync *self = g_object_new (MADO_TYPE_SYNC, NULL);

  self->desk = g_object_ref (desk);
  self->courier = courier;
  self->exchange = mado_exchange_new (desk, courier, answered_cb, self);
  self->alarm = set_up_alarm (self);

  return self;
}

static gboolean
leave (MadoSync *self)
{
  GSource *alarm = g_steal_pointer (&self->alarm);

  if (alarm == NULL)
    return FALSE;
  g_source_destroy (alarm);
  g_source_unref (alarm);

  return TRUE;
}

static void
let_nobody_wait (MadoSync *self)
{
  while (self->waiting->len > 0) {
    g_autoptr (GTask) task = take_out (self, 0);

    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             "cannot fetch the attachment: the profile is being closed");
  }
}

static void
hang_up_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  mado_exchange_end (request);
  g_task_return_boolean (task, TRUE);
}

/**
 * mado_sync_stop:
 * @self: a line; one that was stopped stays so
 *
 * Waits until the replica's thread has done what it was given. Nothing is sent after it, and nobody is told anything.
 */
void
mado_sync_stop (MadoSync *self)
{
  if (!leave (self))
    return;
  (void) mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, hang_up_work, self->exchange,
                                NULL); /* ignored: a profile that is closed says nothing any more */
  let_nobody_wait (self);
}

/**
 * mado_sync_sign_in:
 * @self: a line
 * @token: of somebody's session on this terminal
 */
void
mado_sync_sign_in (MadoSync *self, const char *token)
{
  hand_over (self, (Happening) { .tell = tell_sign_in, .token = g_strdup (token) });
}

/**
 * mado_sync_sign_out:
 * @self: a line
 */
void
mado_sync_sign_out (MadoSync *self)
{
  hand_over (self, (Happening) { .tell = tell_sign_out });
}

/**
 * mado_sync_wake:
 * @self: a line
 *
 * To be called when something was saved, so that it is sent.
 */
void
mado_sync_wake (MadoSync *self)
{
  hand_over (self, (Happening) { .tell = tell_wake });
}

static gboolean
cancelled_cb (G_GNUC_UNUSED GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  MadoSync *self = g_task_get_source_object (user_data);
  const Wait *wait = g_task_get_task_data (user_data);
  guint first = 0, index = 0;

  if (!g_ptr_array_find (self->waiting, user_data, &index))
    return G_SOURCE_REMOVE;
  task = take_out (self, index);
  if (!find_waiting (self, &wait->hash, &first))
    hand_over (self, (Happening) { .tell = tell_nobody_waits, .hash = wait->hash });
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
heed_cancellable (GTask *task, GCancellable *cancellable)
{
  Wait *wait = g_task_get_task_data (task);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  if (cancellable == NULL)
    return;
  wait->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (wait->cancelled, context);
}

/**
 * mado_sync_fetch_async:
 * @self: a line
 * @entity: whose attachment
 * @hash: its hash, as the entity names it
 * @told: (nullable): is told of each piece that comes
 * @told_data: for @told, which is not called after @callback
 * @cancellable: (nullable): ends it; what has come stays
 * @callback: is told when it is in the cache of the profile, or why not
 * @user_data: for @callback
 *
 * It comes before all that was asked for before. Where it is here already, nobody is asked.
 */
void
mado_sync_fetch_async (MadoSync *self,
                       MadoId entity,
                       const MadoHash *hash,
                       MadoSyncProgress told,
                       gpointer told_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const Wait wait = { *hash, told, told_data, NULL };

  g_task_set_source_tag (task, mado_sync_fetch_async);
  g_task_set_task_data (task, g_memdup2 (&wait, sizeof wait), free_wait);
  g_ptr_array_add (self->waiting, task);
  if (self->alarm == NULL) {
    let_nobody_wait (self);
    return;
  }
  heed_cancellable (task, cancellable);
  hand_over (self, (Happening) { .tell = tell_wish, .entity = entity, .hash = *hash });
}

/**
 * mado_sync_fetch_finish:
 * @self: a line
 * @result: of mado_sync_fetch_async()
 * @error: %MADO_SYNC_ERROR, what the disk said, %G_IO_ERROR_CLOSED, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is in the cache of the profile
 */
gboolean
mado_sync_fetch_finish (MadoSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mado_sync_get_state:
 * @self: a line
 *
 * Returns: where it is
 */
MadoLineState
mado_sync_get_state (const MadoSync *self)
{
  return self->standing.state;
}

/**
 * mado_sync_get_last_contact:
 * @self: a line
 *
 * Returns: when the service last said anything, in microseconds since 1970; 0: not yet
 */
gint64
mado_sync_get_last_contact (const MadoSync *self)
{
  return get_last_contact (self);
}

/**
 * mado_sync_get_official_time:
 * @self: a line
 *
 * Returns: the service's time when it last said anything; none: it has not yet
 */
MadoInstant
mado_sync_get_official_time (const MadoSync *self)
{
  MadoInstant time = self->standing.last_contact;

  if (mado_instant_is_valid (time))
    time.microseconds += self->standing.clock_offset;

  return time;
}

/**
 * mado_sync_has_forked:
 * @self: a line
 *
 * Returns: whether this disk turned out to be an older copy of itself, or to have a twin
 */
gboolean
mado_sync_has_forked (const MadoSync *self)
{
  return self->standing.has_forked;
}

/**
 * mado_sync_get_obstacle:
 * @self: a line
 *
 * Returns: what is in the way
 */
MadoObstacle
mado_sync_get_obstacle (const MadoSync *self)
{
  return self->standing.obstacle;
}

/**
 * mado_sync_get_unsent:
 * @self: a line
 *
 * Returns: how many operations the service does not have
 */
guint
mado_sync_get_unsent (const MadoSync *self)
{
  return self->standing.n_unsent;
}
