/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever signs waits on a thread of his own; the service is asked on the window's, which has the connection. Nobody
 * answers where the session ends meanwhile, so he does not wait for ever. */

#include "mado-leave.h"

#define LONGEST_WAIT (45 * G_TIME_SPAN_SECOND) /* longer than the door does */

typedef struct {
  MadoSession *session;
  MadoSecret *password;
  GMutex mutex;
  GCond cond;
  gboolean is_over;
  GError *error; /* (nullable) */
} Asking;

G_DEFINE_QUARK (mado - leave - error - quark, mado_leave_error)

static void
clear_asking (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->session);
  mado_secret_free (self->password);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static void
unref_asking (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear_asking);
}

/* @error: (transfer full) (nullable) */
static void
tell (Asking *self, GError *error)
{
  g_mutex_lock (&self->mutex);
  self->error = error;
  self->is_over = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static GError *
find_fault (MadoAccessVerdict verdict)
{
  const MadoLeaveError code = verdict == MADO_ACCESS_WRONG ? MADO_LEAVE_ERROR_PASSWORD : MADO_LEAVE_ERROR_REFUSED;

  return verdict == MADO_ACCESS_DONE
             ? NULL
             : g_error_new_literal (MADO_LEAVE_ERROR, (int) code, mado_access_verdict_get_name (verdict));
}

static GError *
miss_service (void)
{
  return g_error_new_literal (MADO_LEAVE_ERROR, MADO_LEAVE_ERROR_NO_SERVICE,
                              "cannot ask the service for leave to sign");
}

static void
answered_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer asking)
{
  g_auto (MadoAccessReply) reply = { 0 };

  tell (asking, mado_door_say_finish (result, &reply, NULL) ? find_fault (reply.verdict) : miss_service ());
  unref_asking (asking);
}

static gboolean
ask_cb (gpointer asking)
{
  Asking *self = asking;
  MadoConnection *connection = mado_session_get_connection (self->session);
  const MadoAccessRequest request = { .password = self->password };
  MadoDoor door;

  if (connection == NULL) {
    tell (self, NULL);
    return G_SOURCE_REMOVE;
  }
  door = mado_connection_get_door (connection);
  if (door.courier == NULL || door.token == NULL)
    tell (self, miss_service ());
  else
    mado_door_say_async (&door, "leave", &request, NULL, answered_cb, g_atomic_rc_box_acquire (self));

  return G_SOURCE_REMOVE;
}

static gboolean
hear (Asking *self, GError **error)
{
  const gint64 latest = g_get_monotonic_time () + LONGEST_WAIT;
  gboolean is_given;

  g_mutex_lock (&self->mutex);
  while (!self->is_over && g_cond_wait_until (&self->cond, &self->mutex, latest))
    ;
  is_given = self->is_over && self->error == NULL;
  if (!is_given)
    g_propagate_error (error, self->is_over ? g_steal_pointer (&self->error) : miss_service ());
  g_mutex_unlock (&self->mutex);

  return is_given;
}

/**
 * mado_leave_take:
 * @session: whose person is about to sign
 * @password: of his account, as he has just typed it
 * @error: %MADO_LEAVE_ERROR
 *
 * To be called on a thread that is not the window's: it waits for the service. Where there is none, as in practice,
 * nobody has to be asked.
 *
 * Returns: whether the service takes what is signed in the next minutes
 */
gboolean
mado_leave_take (MadoSession *session, const MadoSecret *password, GError **error)
{
  Asking *self = g_atomic_rc_box_new0 (Asking);
  gboolean is_given;

  self->session = g_object_ref (session);
  self->password = mado_secret_copy (password);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, ask_cb, g_atomic_rc_box_acquire (self), unref_asking);
  is_given = hear (self, error);
  unref_asking (self);

  return is_given;
}
