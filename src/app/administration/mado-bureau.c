/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes to the door with the session's courier, and makes a refusal an error that has its words. */

#include "mado-bureau.h"

#include "mado-entrance.h"

struct _MadoBureau {
  GObject parent_instance;

  MadoSession *session; /* whose it is, and which it does not outlive */
};

G_DEFINE_FINAL_TYPE (MadoBureau, mado_bureau, G_TYPE_OBJECT)

static guint changed_signal;

static void
mado_bureau_class_init (MadoBureauClass *class)
{
  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_bureau_init (MadoBureau *self)
{
}

/**
 * mado_bureau_of:
 * @session: a session
 *
 * Returns: (transfer none): its bureau, which lives as long as the session
 */
MadoBureau *
mado_bureau_of (MadoSession *session)
{
  MadoBureau *self = g_object_get_data (G_OBJECT (session), "mado-bureau");

  if (self == NULL) {
    self = g_object_new (MADO_TYPE_BUREAU, NULL);
    self->session = session;
    g_object_set_data_full (G_OBJECT (session), "mado-bureau", self, g_object_unref);
  }

  return self;
}

static MadoOffices
find_offices (MadoSession *session)
{
  MadoConnection *connection = mado_session_get_connection (session);

  return connection != NULL ? mado_connection_get_offices (connection) : (MadoOffices) { FALSE, FALSE };
}

/**
 * mado_bureau_is_for:
 * @session: a session
 *
 * Returns: whether its person is in charge of accounts: he administers or oversees, and has signed in at the service
 */
gboolean
mado_bureau_is_for (MadoSession *session)
{
  const MadoOffices offices = find_offices (session);

  return offices.is_administrator || offices.is_overseer;
}

/**
 * mado_bureau_is_for_administrator:
 * @session: a session
 *
 * Returns: whether its person administers
 */
gboolean
mado_bureau_is_for_administrator (MadoSession *session)
{
  return find_offices (session).is_administrator;
}

/**
 * mado_bureau_get_session:
 * @self: a bureau
 *
 * Returns: (transfer none): whose it is
 */
MadoSession *
mado_bureau_get_session (MadoBureau *self)
{
  return self->session;
}

/**
 * mado_bureau_note_change:
 * @self: a bureau
 *
 * Something was done: what is shown is asked for anew.
 */
void
mado_bureau_note_change (MadoBureau *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_bureau_say_async:
 * @self: a bureau
 * @verb: of the door
 * @request: what is said
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_bureau_say_async (MadoBureau *self,
                       const char *verb,
                       const MadoAccessRequest *request,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  MadoConnection *connection = mado_session_get_connection (self->session);
  const MadoDoor door = mado_connection_get_door (connection);

  if (door.courier != NULL)
    mado_door_say_async (&door, verb, request, NULL, callback, user_data);
}

/**
 * mado_bureau_refuse:
 * @error: (nullable): where to put it
 * @verdict: why the service does not do it
 */
void
mado_bureau_refuse (GError **error, MadoAccessVerdict verdict)
{
  g_set_error_literal (error, MADO_ACCESS_ERROR, (int) verdict, mado_access_verdict_get_name (verdict));
}

/**
 * mado_bureau_say_finish:
 * @result: of mado_bureau_say_async()
 * @out_reply: (out caller-allocates): what the service says; untouched on failure
 * @error: %MADO_ACCESS_ERROR, or %MADO_OBSTACLE_ERROR; mado_advice_find() has words for each
 *
 * Returns: whether it was done
 */
gboolean
mado_bureau_say_finish (GAsyncResult *result, MadoAccessReply *out_reply, GError **error)
{
  g_auto (MadoAccessReply) reply = { 0 };

  if (!mado_door_say_finish (result, &reply, error))
    return FALSE;
  if (reply.verdict != MADO_ACCESS_DONE) {
    mado_bureau_refuse (error, reply.verdict);
    return FALSE;
  }
  *out_reply = reply;
  reply = (MadoAccessReply) { 0 };

  return TRUE;
}
