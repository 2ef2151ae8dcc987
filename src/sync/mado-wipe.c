/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order counts when the authority has signed it for this terminal. The profile is destroyed as soon as what was not
 * sent is sealed on this disk, and not only when the service has it: a terminal that is in wrong hands, or has no line,
 * must not go on holding what its key opens. */

#include "mado-wipe.h"

#include <string.h>

#include "mado-durable-file.h"
#include "mado-fault-point.h"
#include "mado-profile.h"
#include "mado-sync-error.h"

static char *
name_mark (const char *path)
{
  return g_strconcat (path, ".wipe", NULL);
}

/* --- the order ---------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoCourier *courier;
  const MadoPapers *papers;
  guint64 ticket;
  char *path;     /* (nullable) */
  char *envelope; /* (nullable): that is under way */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request->envelope);
  g_free (request);
}

static void
free_order (gpointer data)
{
  mado_order_clear (data);
  g_free (data);
}

static gboolean
is_for_us (const MadoPapers *papers, const MadoOrder *order)
{
  g_autoptr (GBytes) statement = mado_order_write_statement (order, NULL);

  return statement != NULL && order->kind == MADO_ORDER_WIPE &&
         strcmp (mado_papers_get_terminal (papers), order->terminal) == 0 &&
         mado_papers_have_signed (papers, statement, order->signature);
}

static void
fail_with_obstacle (GTask *task, MadoObstacle obstacle)
{
  g_task_return_new_error (task, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE, "cannot ask the service: %s",
                           mado_obstacle_get_name (obstacle));
}

static void
ordered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  g_autoptr (GTask) task = user_data;
  const Request *request = g_task_get_task_data (task);
  g_auto (MadoOrder) order = { 0 };

  if (answer->obstacle != MADO_OBSTACLE_NONE) {
    fail_with_obstacle (task, answer->obstacle);
  } else if (!mado_order_read (answer->body, &order, NULL) || !is_for_us (request->papers, &order)) {
    g_task_return_new_error (task, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER,
                             "cannot wipe the profile: nobody whom this terminal believes has ordered it");
  } else {
    MadoOrder *given = g_memdup2 (&order, sizeof order);

    order = (MadoOrder) { 0 };
    g_task_return_pointer (task, given, free_order);
  }
}

static Request *
begin (GTask *task, MadoCourier *courier)
{
  Request *request = g_new0 (Request, 1);

  request->courier = courier;
  g_task_set_task_data (task, request, free_request);

  return request;
}

/**
 * mado_wipe_ask_async:
 * @courier: of the terminal; answers before it is freed
 * @papers: the terminal's; the same
 * @cancellable: (nullable): of the answer alone
 * @callback: is told
 * @user_data: for @callback
 *
 * Asks for the order to wipe this terminal, where it was said to be revoked.
 */
void
mado_wipe_ask_async (MadoCourier *courier,
                     const MadoPapers *papers,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = begin (task, courier);

  request->papers = papers;
  request->ticket = mado_courier_send (courier, mado_message_new ("GET", "/v1/order", NULL), ordered_cb, task);
}

/**
 * mado_wipe_ask_finish:
 * @result: of mado_wipe_ask_async()
 * @out_order: (out caller-allocates): the order, which counts
 * @error: %MADO_SYNC_ERROR_NO_LINE; %MADO_SYNC_ERROR_OTHER where there is none that counts
 *
 * Returns: whether this terminal is to be wiped
 */
gboolean
mado_wipe_ask_finish (GAsyncResult *result, MadoOrder *out_order, GError **error)
{
  g_autofree MadoOrder *order = g_task_propagate_pointer (G_TASK (result), error);

  if (order != NULL)
    *out_order = *order;

  return order != NULL;
}

/* --- sealing ------------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoDesk *desk;
  const MadoOrder *order;
  MadoSealed *out_sealed;
} Sealing;

static void
seal_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Sealing *self = data;
  GError *error = NULL;

  if (mado_sealing_run (self->desk, self->order->seal_to, self->out_sealed, &error) &&
      mado_wipe_begin (mado_desk_get_path (self->desk), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_wipe_seal:
 * @desk: an open profile in which nobody works any more
 * @order: which counts
 * @out_sealed: (out caller-allocates): what was not sent
 * @error: what the disk said: the profile is whole then
 *
 * Returns: whether all that was not sent is sealed on the disk, and the profile is to be destroyed, whatever happens
 */
gboolean
mado_wipe_seal (MadoDesk *desk, const MadoOrder *order, MadoSealed *out_sealed, GError **error)
{
  Sealing sealing = { desk, order, out_sealed };

  return mado_desk_do_and_wait (desk, MADO_DESK_WRITER, seal_work, &sealing, error);
}

/**
 * mado_wipe_begin:
 * @path: of a profile whose unsent work is sealed, as far as anybody here can
 * @error: what the disk said: the profile is whole then
 *
 * Returns: whether it is to be destroyed, whatever happens
 */
gboolean
mado_wipe_begin (const char *path, GError **error)
{
  g_autofree char *mark = name_mark (path);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("wipe\n", 5);

  mado_fault_point ("wipe-decided");

  return mado_durable_file_save (mark, nothing, MADO_DURABLE_FILE_REPLACE, error);
}

/* --- destroying --------------------------------------------------------------------------------------------------- */

/**
 * mado_wipe_is_due:
 * @path: of a profile, without an ending
 *
 * Returns: whether it is to be destroyed, and not to be opened any more
 */
gboolean
mado_wipe_is_due (const char *path)
{
  g_autofree char *mark = name_mark (path);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

/**
 * mado_wipe_destroy:
 * @path: of a profile whose wipe is due, and which nobody has open
 * @error: what the system says
 *
 * Returns: whether nothing of it is left but what is to be handed in
 */
gboolean
mado_wipe_destroy (const char *path, GError **error)
{
  return mado_profile_destroy (path, error);
}

/* --- handing in --------------------------------------------------------------------------------------------------- */

static void hand_in_next (GTask *task);

/* Only what the service has goes; the mark goes last. */
static void
handed_in_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (answer->obstacle != MADO_OBSTACLE_NONE)
    fail_with_obstacle (task, answer->obstacle);
  else if (!mado_durable_file_remove (request->envelope, &error))
    g_task_return_error (task, error);
  else
    hand_in_next (g_steal_pointer (&task));
}

static void
hand_in_next (GTask *task)
{
  g_autoptr (GTask) own = task;
  Request *request = g_task_get_task_data (task);
  g_autofree char *path = mado_sealing_find (request->path);
  g_autofree char *mark = name_mark (request->path);
  g_autoptr (GBytes) envelope = NULL;
  MadoMessage *message;
  GError *error = NULL;

  if (path == NULL) {
    if (mado_durable_file_remove (mark, &error))
      g_task_return_boolean (task, TRUE);
    else
      g_task_return_error (task, error);
    return;
  }
  g_set_str (&request->envelope, path);
  envelope = mado_durable_file_load (path, MADO_SEALING_MAX, &error);
  if (envelope == NULL) {
    g_task_return_error (task, error);
    return;
  }
  message = mado_message_new ("POST", "/v1/unsent", envelope);
  message->is_raw = TRUE;
  request->ticket = mado_courier_send (request->courier, message, handed_in_cb, g_steal_pointer (&own));
}

/**
 * mado_wipe_hand_in_async:
 * @path: of a profile that was destroyed
 * @courier: of the terminal; answers before it is freed
 * @cancellable: (nullable): of the answer alone
 * @callback: is told
 * @user_data: for @callback
 *
 * Hands in what was sealed. Where that is not possible now, it is done again, later, from there on.
 */
void
mado_wipe_hand_in_async (
    const char *path, MadoCourier *courier, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = begin (task, courier);

  request->path = g_strdup (path);
  hand_in_next (task);
}

/**
 * mado_wipe_hand_in_finish:
 * @result: of mado_wipe_hand_in_async()
 * @error: %MADO_SYNC_ERROR_NO_LINE, or what the disk said: what the service does not have is still here
 *
 * Returns: whether the service has all of it, and nothing is left here
 */
gboolean
mado_wipe_hand_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
