/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One step after the other, each of which may be the last: the door, another password, what stands for a forgotten one,
 * the profile. */

#include "mado-entrance.h"

#include <string.h>

#include "mado-config.h"
#include "mado-hex.h"
#include "mado-key-file.h"
#include "mado-software.h"
#include "mado-store-error.h"
#include "mado-terminal.h"

#define MOST_KNOCKS 6        /* where the service says that it is busy */
#define BETWEEN_KNOCKS 1500u /* milliseconds */

struct _MadoEntrance {
  GObject parent_instance;

  char *terminal;        /* (nullable): it belongs to no service */
  MadoCourier *courier;  /* (nullable): the same, or the session has it */
  char *token;           /* (nullable): of a session that wants another password first */
  MadoInstant until;     /* as the service said last; none: it did not */
  MadoObstacle obstacle; /* the last that was in the way */
};

G_DEFINE_FINAL_TYPE (MadoEntrance, mado_entrance, G_TYPE_OBJECT)
G_DEFINE_QUARK (mado - access - error - quark, mado_access_error)
G_DEFINE_QUARK (mado - entrance - error - quark, mado_entrance_error)

static void
mado_entrance_finalize (GObject *object)
{
  MadoEntrance *self = MADO_ENTRANCE (object);

  g_clear_pointer (&self->courier, mado_courier_free);
  g_free (self->terminal);
  g_free (self->token);

  G_OBJECT_CLASS (mado_entrance_parent_class)->finalize (object);
}

static void
mado_entrance_class_init (MadoEntranceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_entrance_finalize;
}

static void
mado_entrance_init (MadoEntrance *self)
{
  self->until = MADO_INSTANT_NONE;
}

/**
 * mado_entrance_new:
 * @papers: (nullable): of the terminal; %NULL: it belongs to no service
 *
 * Returns: (transfer full): the way in
 */
MadoEntrance *
mado_entrance_new (const MadoPapers *papers)
{
  MadoEntrance *self = g_object_new (MADO_TYPE_ENTRANCE, NULL);

  if (papers != NULL) {
    self->terminal = g_strdup (mado_papers_get_terminal (papers));
    self->courier = mado_courier_new (mado_papers_copy (papers), mado_instant_now);
  }

  return self;
}

/* --- what somebody said ------------------------------------------------------------------------------------------- */

typedef struct {
  char *account;
  char *programme;
  char *ward;
  MadoSecret *password;
  MadoSecret *next;   /* (nullable) */
  MadoSecret *before; /* (nullable): the password that was changed just now */
  char *code;
  guint n_knocks;
  char *token;         /* (nullable): of the session at the service */
  GStrv roles;         /* (nullable): as the service says, … */
  MadoOffices offices; /* … and this */
  MadoSecret *lent;    /* (nullable): its share of the key, … */
  MadoLeaseTerm term;  /* … and until when it is lent */
  gboolean wants_recovery;
  MadoSecret *recovery; /* (nullable) */
} Words;

static void
free_words (gpointer data)
{
  Words *words = data;

  g_free (words->account);
  g_free (words->programme);
  g_free (words->ward);
  g_clear_pointer (&words->password, mado_secret_free);
  g_clear_pointer (&words->next, mado_secret_free);
  g_clear_pointer (&words->before, mado_secret_free);
  g_clear_pointer (&words->lent, mado_secret_free);
  g_clear_pointer (&words->recovery, mado_secret_free);
  g_free (words->code);
  g_free (words->token);
  g_strfreev (words->roles);
  g_free (words);
}

static MadoDoor
get_door (MadoEntrance *self, const Words *words)
{
  return (MadoDoor) { self->courier, words->ward, words->token };
}

static void
fail (GTask *task, GError *error)
{
  g_autoptr (GTask) owned = task;

  g_task_return_error (owned, error);
}

static void
refuse (GTask *task, MadoEntranceError code, const char *message)
{
  fail (task, g_error_new_literal (MADO_ENTRANCE_ERROR, (int) code, message));
}

static void
refuse_with_verdict (GTask *task, const MadoAccessReply *reply)
{
  MadoEntrance *self = g_task_get_source_object (task);

  self->until = reply->until;
  fail (task,
        g_error_new_literal (MADO_ACCESS_ERROR, (int) reply->verdict, mado_access_verdict_get_name (reply->verdict)));
}

/* --- the profile -------------------------------------------------------------------------------------------------- */

static void ask_for_shares (GTask *task, gboolean is_recovery);

static MadoSession *
begin_session (MadoEntrance *self, const Words *words, MadoDesk *desk)
{
  MadoSession *session = mado_session_new (desk, FALSE);

  if (self->courier != NULL)
    mado_session_connect (session, g_steal_pointer (&self->courier), words->token, self->obstacle);
  if (mado_session_get_connection (session) != NULL)
    mado_connection_set_offices (mado_session_get_connection (session), words->offices);

  return session;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MadoEntrance *self = g_task_get_source_object (task);
  const Words *words = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_terminal_open_finish (result, &error);

  if (desk != NULL)
    g_task_return_pointer (task, begin_session (self, words, desk), g_object_unref);
  else if (words->token != NULL && words->recovery == NULL &&
           g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD))
    ask_for_shares (g_steal_pointer (&task), TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
open_profile (GTask *task)
{
  MadoEntrance *self = g_task_get_source_object (task);
  const Words *words = g_task_get_task_data (task);
  const MadoTerminalEntry entry = {
    .account = words->account,
    .programme = words->programme,
    .password = words->password,
    .lent = words->lent,
    .term = words->term,
    .roles = (const char *const *) words->roles,
    .terminal = words->roles != NULL ? self->terminal : NULL,
    .recovery = words->recovery,
    .before = words->before,
  };

  mado_terminal_open_async (&entry, g_task_get_cancellable (task), opened_cb, task);
}

/* --- the service's shares ----------------------------------------------------------------------------------------- */

/* Returns: whether the service has done what it was asked; otherwise whoever waits was told, and @task is gone */
static gboolean
hear_consent (GTask *task, GAsyncResult *result, MadoAccessReply *out_reply)
{
  GError *error = NULL;

  if (!mado_door_say_finish (result, out_reply, &error)) {
    fail (task, error);
    return FALSE;
  }
  if (out_reply->verdict != MADO_ACCESS_DONE) {
    refuse_with_verdict (task, out_reply);
    return FALSE;
  }

  return TRUE;
}

static gboolean
read_share (const char *hex, MadoSecret **out_share)
{
  MadoSecret *share = mado_secret_new (MADO_KEY_SHARE_SIZE);

  if (!mado_hex_to_bytes (hex != NULL ? hex : "", mado_secret_get_bytes (share), MADO_KEY_SHARE_SIZE, NULL)) {
    mado_secret_free (share);
    return FALSE;
  }
  g_clear_pointer (out_share, mado_secret_free);
  *out_share = share;

  return TRUE;
}

static gboolean
take_shares (Words *words, const MadoAccessReply *reply)
{
  words->term = (MadoLeaseTerm) { reply->until, reply->lease_days };

  return read_share (reply->lent, &words->lent) &&
         (!words->wants_recovery || read_share (reply->recovery, &words->recovery));
}

static void
lent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_auto (MadoAccessReply) reply = { 0 };

  if (!hear_consent (task, result, &reply))
    return;
  if (take_shares (g_task_get_task_data (task), &reply))
    open_profile (task);
  else
    fail (task, g_error_new_literal (MADO_OBSTACLE_ERROR, MADO_OBSTACLE_GARBLED, "cannot use the service's share"));
}

/* Also the one that stands for a forgotten password: where there is no profile yet, or its password opens nothing. */
static void
ask_for_shares (GTask *task, gboolean is_recovery)
{
  Words *words = g_task_get_task_data (task);
  const MadoDoor door = get_door (g_task_get_source_object (task), words);
  const MadoAccessRequest request = { .programme = words->programme, .is_recovery = is_recovery };

  words->wants_recovery = is_recovery;
  mado_door_say_async (&door, "share", &request, g_task_get_cancellable (task), lent_cb, task);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static void knock (GTask *task);

static GStrv
find_roles (const GPtrArray *grants, const char *programme)
{
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();

  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    if (strcmp (grant->programme, programme) == 0)
      g_strv_builder_add (roles, grant->role);
  }

  return g_strv_builder_end (roles);
}

static const MadoGrant *
get_grant (const MadoAccessReply *reply, guint place)
{
  return g_ptr_array_index (reply->grants, place);
}

/* Whoever works on one programme alone does not have to say which. Offices are of none. */
static gboolean
is_granted_one (const MadoAccessReply *reply)
{
  if (reply->is_administrator || reply->is_overseer || reply->grants == NULL || reply->grants->len == 0)
    return FALSE;
  for (guint i = 1; i < reply->grants->len; i++)
    if (strcmp (get_grant (reply, i)->programme, get_grant (reply, 0)->programme) != 0)
      return FALSE;

  return g_strv_contains (mado_terminal_programmes, get_grant (reply, 0)->programme);
}

static const char *
find_only_profile (const char *account)
{
  const char *only = NULL;

  for (const char *const *programme = mado_terminal_programmes; *programme != NULL; programme++) {
    if (!mado_terminal_has_profile (account, *programme))
      continue;
    if (only != NULL)
      return NULL;
    only = *programme;
  }

  return only;
}

static void
take_roles (Words *words, const MadoAccessReply *reply)
{
  if (is_granted_one (reply))
    g_set_str (&words->programme, get_grant (reply, 0)->programme);
  words->roles = find_roles (reply->grants, words->programme);
  words->offices = (MadoOffices) { reply->is_administrator, reply->is_overseer };
}

static void
come_in (GTask *task, MadoAccessReply *reply)
{
  MadoEntrance *self = g_task_get_source_object (task);
  Words *words = g_task_get_task_data (task);

  words->token = g_steal_pointer (&reply->token);
  if (reply->must_change) {
    g_set_str (&self->token, words->token);
    refuse (task, MADO_ENTRANCE_ERROR_MUST_CHANGE, "the password has to be changed first");
    return;
  }
  take_roles (words, reply);
  if (*words->roles == NULL && !reply->is_administrator && !reply->is_overseer)
    refuse (task, MADO_ENTRANCE_ERROR_NO_ROLE, "there is no role in this programme");
  else
    ask_for_shares (task, !mado_terminal_has_profile (words->account, words->programme));
}

/* Whoever is not the service must not be worked beside, nor may a terminal that was taken away. Where it is the clock,
 * the service is there, and what it lent would seem to be over and go: the clock is set, and then it goes on. */
static gboolean
lets_work_alone (MadoObstacle obstacle)
{
  return obstacle != MADO_OBSTACLE_STRANGER && obstacle != MADO_OBSTACLE_REVOKED &&
         obstacle != MADO_OBSTACLE_TURNED_AWAY && obstacle != MADO_OBSTACLE_NO_ROLE && obstacle != MADO_OBSTACLE_CLOCK;
}

static void
go_without (GTask *task, GError *error)
{
  MadoEntrance *self = g_task_get_source_object (task);
  Words *words = g_task_get_task_data (task);
  const char *only = find_only_profile (words->account);

  self->obstacle = error->domain == MADO_OBSTACLE_ERROR ? (MadoObstacle) error->code : MADO_OBSTACLE_NONE;
  if (error->domain != MADO_OBSTACLE_ERROR || !lets_work_alone (self->obstacle) || words->next != NULL) {
    fail (task, error);
    return;
  }
  g_error_free (error);
  if (only != NULL)
    g_set_str (&words->programme, only);
  if (mado_terminal_has_profile (words->account, words->programme))
    open_profile (task);
  else
    refuse (task, MADO_ENTRANCE_ERROR_FIRST_TIME, "there is no profile, and nobody to make one with");
}

static gboolean
knock_again_cb (gpointer task)
{
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    knock (task);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Words *words = g_task_get_task_data (task);
  g_auto (MadoAccessReply) reply = { 0 };
  GError *error = NULL;

  if (!mado_door_say_finish (result, &reply, &error))
    go_without (task, error);
  else if (reply.verdict == MADO_ACCESS_BUSY && ++words->n_knocks < MOST_KNOCKS)
    g_timeout_add (BETWEEN_KNOCKS, knock_again_cb, task);
  else if (reply.verdict != MADO_ACCESS_DONE)
    refuse_with_verdict (task, &reply);
  else
    come_in (task, &reply);
}

static void
knock (GTask *task)
{
  const Words *words = g_task_get_task_data (task);
  const MadoDoor door = get_door (g_task_get_source_object (task), words);
  const MadoAccessRequest request = { .account = words->account,
                                      .password = words->password,
                                      .code = words->code,
                                      .release = (char *) MADO_VERSION,
                                      .system = (char *) mado_software_get_system () };

  mado_door_say_async (&door, "sign-in", &request, g_task_get_cancellable (task), answered_cb, task);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MadoEntrance *self = g_task_get_source_object (task);
  Words *words = g_task_get_task_data (task);
  g_auto (MadoAccessReply) reply = { 0 };

  if (!hear_consent (task, result, &reply))
    return;
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&words->token, g_free);
  words->before = words->password;
  words->password = g_steal_pointer (&words->next);
  come_in (task, &reply);
}

static void
change_password (GTask *task)
{
  MadoEntrance *self = g_task_get_source_object (task);
  Words *words = g_task_get_task_data (task);
  const MadoAccessRequest request = { .password = words->password, .next = words->next };
  MadoDoor door;

  g_set_str (&words->token, self->token);
  door = get_door (self, words);
  mado_door_say_async (&door, "password", &request, g_task_get_cancellable (task), changed_cb, task);
}

/* --- for the page ------------------------------------------------------------------------------------------------- */

/**
 * mado_entrance_enter_async:
 * @self: a way in, that nobody else is on
 * @words: what is said; all of it is copied
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_entrance_enter_async (MadoEntrance *self,
                           const MadoEntranceWords *words,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Words *copy = g_new0 (Words, 1);

  copy->account = g_strdup (words->account);
  copy->programme = g_strdup (words->programme);
  copy->ward = g_strdup (words->ward);
  copy->password = mado_secret_copy (words->password);
  copy->next = mado_secret_copy (words->next);
  copy->code = g_strdup (words->code);
  g_task_set_source_tag (task, mado_entrance_enter_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy, free_words);
  self->until = MADO_INSTANT_NONE;
  self->obstacle = MADO_OBSTACLE_NONE;
  if (self->courier == NULL || copy->ward == NULL)
    open_profile (task);
  else if (copy->next != NULL && self->token != NULL)
    change_password (task);
  else
    knock (task);
}

/**
 * mado_entrance_enter_finish:
 * @self: a way in
 * @result: of mado_entrance_enter_async()
 * @error: %MADO_ACCESS_ERROR, %MADO_ENTRANCE_ERROR, %MADO_OBSTACLE_ERROR, or a code of the store; mado_advice_find()
 *   has words for each
 *
 * Returns: (transfer full) (nullable): the session; the way in is used up
 */
MadoSession *
mado_entrance_enter_finish (MadoEntrance *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mado_entrance_get_until:
 * @self: a way in
 *
 * Returns: when a lock ends that the service spoke of last; none: it spoke of none
 */
MadoInstant
mado_entrance_get_until (MadoEntrance *self)
{
  return self->until;
}

/**
 * mado_entrance_get_obstacle:
 * @self: a way in
 *
 * Returns: what kept the terminal from the service last
 */
MadoObstacle
mado_entrance_get_obstacle (MadoEntrance *self)
{
  return self->obstacle;
}
