/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends what is said at the door as a message, and reads what is answered. */

#include "mado-door.h"

#define PATIENCE 30 /* seconds: somebody stands there and waits */

typedef struct {
  MadoCourier *courier;
  guint64 ticket;
  gulong cancelled; /* handler; 0: nobody can cancel it */
  GBytes *answer;   /* (nullable) */
} Saying;

static void
free_saying (gpointer data)
{
  Saying *self = data;

  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self);
}

static void
set_obstacle (GError **error, MadoObstacle obstacle)
{
  g_set_error (error, MADO_OBSTACLE_ERROR, (int) obstacle, "cannot speak with the service: %s",
               mado_obstacle_get_name (obstacle));
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static void
forget_cancelling (GTask *task)
{
  Saying *self = g_task_get_task_data (task);

  if (self->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled);
  self->cancelled = 0;
}

static void
answered_cb (gpointer user_data, guint64 ticket, const MadoResponse *answer)
{
  g_autoptr (GTask) task = user_data;
  Saying *self = g_task_get_task_data (task);
  GError *error = NULL;

  forget_cancelling (task);
  if (answer->obstacle != MADO_OBSTACLE_NONE)
    set_obstacle (&error, answer->obstacle);
  else
    self->answer = g_bytes_ref (answer->body);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* The task goes with it: the courier tells nobody of what was cancelled. */
static void
cancelled_cb (G_GNUC_UNUSED GCancellable *cancellable, GTask *task)
{
  Saying *self = g_task_get_task_data (task);

  mado_courier_cancel (self->courier, self->ticket);
  self->cancelled = 0;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

/**
 * mado_door_say_async:
 * @door: where
 * @verb: of the door
 * @request: what is said
 * @cancellable: (nullable): ends it, in the main context where the courier was made
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_door_say_async (const MadoDoor *door,
                     const char *verb,
                     const MadoAccessRequest *request,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *target = g_strconcat ("/v1/a/", door->ward, "/", verb, NULL);
  GError *error = NULL;
  g_autoptr (GBytes) body = mado_access_request_write (request, &error);
  Saying *self = g_new0 (Saying, 1);
  MadoMessage *message;

  g_task_set_source_tag (task, mado_door_say_async);
  g_task_set_task_data (task, self, free_saying);
  if (body == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  message = mado_message_new ("POST", target, body);
  message->token = g_strdup (door->token);
  message->patience = PATIENCE;
  self->courier = door->courier;
  self->ticket = mado_courier_send (door->courier, message, answered_cb, task);
  if (cancellable != NULL)
    self->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/**
 * mado_door_say_finish:
 * @result: of mado_door_say_async()
 * @out_reply: (out caller-allocates): what the service says, with its verdict; untouched on failure
 * @error: %MADO_OBSTACLE_ERROR with what is in the way, %MADO_BASE_ERROR_INVALID where it cannot be said,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was answered
 */
gboolean
mado_door_say_finish (GAsyncResult *result, MadoAccessReply *out_reply, GError **error)
{
  const Saying *self = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (!mado_access_reply_read (self->answer, out_reply, NULL)) {
    set_obstacle (error, MADO_OBSTACLE_GARBLED);
    return FALSE;
  }

  return TRUE;
}

/* A refusal where a list was asked for is a reply like any other. */
static gboolean
find_refusal (GBytes *answer, MadoAccessVerdict *out_verdict)
{
  g_auto (MadoAccessReply) reply = { 0 };

  if (!mado_access_reply_read (answer, &reply, NULL))
    return FALSE;
  *out_verdict = reply.verdict;

  return TRUE;
}

static gpointer
hear (GAsyncResult *result,
      gpointer (*read) (GBytes *text, GError **error),
      MadoAccessVerdict *out_verdict,
      GError **error)
{
  const Saying *self = g_task_get_task_data (G_TASK (result));
  gpointer heard;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (find_refusal (self->answer, out_verdict))
    return NULL;
  *out_verdict = MADO_ACCESS_DONE;
  heard = read (self->answer, NULL);
  if (heard == NULL)
    set_obstacle (error, MADO_OBSTACLE_GARBLED);

  return heard;
}

static gpointer
read_accounts (GBytes *text, GError **error)
{
  return mado_access_roll_read (text, error);
}

static gpointer
read_terminals (GBytes *text, GError **error)
{
  return mado_terminal_roll_read (text, error);
}

static gpointer
read_service (GBytes *text, GError **error)
{
  return mado_service_sheet_read (text, error);
}

static gpointer
read_lists (GBytes *text, GError **error)
{
  return mado_reference_roll_read (text, error);
}

static gpointer
read_list (GBytes *text, GError **error)
{
  return mado_reference_text_read (text, error);
}

static gpointer
read_report (GBytes *text, GError **error)
{
  return mado_audit_sheet_read (text, error);
}

/**
 * mado_door_hear_accounts:
 * @result: of mado_door_say_async() with "accounts/list"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable): the accounts
 */
MadoAccessRoll *
mado_door_hear_accounts (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_accounts, out_verdict, error);
}

/**
 * mado_door_hear_terminals:
 * @result: of mado_door_say_async() with "terminals/list"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable): the terminals
 */
MadoTerminalRoll *
mado_door_hear_terminals (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_terminals, out_verdict, error);
}

/**
 * mado_door_hear_report:
 * @result: of mado_door_say_async() with "audit/report"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable): what stands out in the logs
 */
MadoAuditSheet *
mado_door_hear_report (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_report, out_verdict, error);
}

/**
 * mado_door_hear_service:
 * @result: of mado_door_say_async() with "service/look", "service/save" or "service/drill"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable): how the service does
 */
MadoServiceSheet *
mado_door_hear_service (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_service, out_verdict, error);
}

/**
 * mado_door_hear_lists:
 * @result: of mado_door_say_async() with "lists/look"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable) (element-type MadoReferenceList): the lists that the ward works by
 */
GPtrArray *
mado_door_hear_lists (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_lists, out_verdict, error);
}

/**
 * mado_door_hear_list:
 * @result: of mado_door_say_async() with "lists/get"
 * @out_verdict: (out): what else the service says, where it says no; untouched where there is an error
 * @error: as in mado_door_say_finish()
 *
 * Returns: (transfer full) (nullable): the text of the list
 */
GBytes *
mado_door_hear_list (GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  return hear (result, read_list, out_verdict, error);
}
