/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A clerk waits for the desk's threads: so each act runs on a thread of GTask, which is neither these nor the
 * window's. */

#include "mado-till.h"

#include "mado-batch-stage.h"
#include "mado-leave.h"

struct _MadoTill {
  MadoOutlook parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoTill, mado_till, MADO_TYPE_OUTLOOK)

static gpointer
load (MadoDatabase *database, MadoSession *session, GError **error)
{
  return mado_batch_tally_load (database, mado_session_get_programme (session), error);
}

static void
mado_till_class_init (MadoTillClass *class)
{
  MadoOutlookClass *outlook_class = MADO_OUTLOOK_CLASS (class);

  outlook_class->hand = MADO_DESK_SEARCHER;
  outlook_class->load = load;
  outlook_class->free_loaded = (GDestroyNotify) g_ptr_array_unref;
}

static void
mado_till_init (MadoTill *self)
{
}

/**
 * mado_till_of:
 * @session: a session
 *
 * Returns: (transfer none): its till, which lives as long as the session
 */
MadoTill *
mado_till_of (MadoSession *session)
{
  return mado_outlook_of (session, MADO_TYPE_TILL);
}

/**
 * mado_till_is_for:
 * @session: a session
 *
 * Returns: whether its person makes or approves batches, or takes over what comes back for them
 */
gboolean
mado_till_is_for (MadoSession *session)
{
  return mado_batch_stage_is_any_for (mado_session_get_programme (session), mado_session_get_person (session));
}

/**
 * mado_till_get_session:
 * @self: a till
 *
 * Returns: (transfer none): whose it is
 */
MadoSession *
mado_till_get_session (MadoTill *self)
{
  return mado_outlook_get_session (MADO_OUTLOOK (self));
}

/**
 * mado_till_get_batches:
 * @self: a till
 *
 * Returns: (transfer none) (nullable) (element-type MadoBatchTally): the youngest first; %NULL: not read yet
 */
const GPtrArray *
mado_till_get_batches (MadoTill *self)
{
  return mado_outlook_get_loaded (MADO_OUTLOOK (self));
}

/**
 * mado_till_count_waiting:
 * @self: a till
 *
 * Returns: how many batches wait for its person
 */
gint64
mado_till_count_waiting (MadoTill *self)
{
  MadoSession *session = mado_till_get_session (self);
  const GPtrArray *batches = mado_till_get_batches (self);
  gint64 count = 0;

  for (guint i = 0; batches != NULL && i < batches->len; i++) {
    const MadoBatchTally *tally = g_ptr_array_index (batches, i);

    count +=
        mado_batch_stage_waits_for (tally, mado_session_get_programme (session), mado_session_get_person (session));
  }

  return count;
}

/* --- doing -------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoMoneyAct act;
  MadoMoneySheet *sheet; /* (nullable) */
  MadoMoneyOrder *order;
} Doing;

static void
free_doing (gpointer data)
{
  Doing *doing = data;

  g_clear_pointer (&doing->sheet, mado_money_sheet_unref);
  mado_money_order_unref (doing->order);
  g_object_unref (doing->session);
  g_free (doing);
}

/* The service gives leave to whoever has signed in, also where somebody else signs. */
static gboolean
may_sign (const Doing *doing, GError **error)
{
  const MadoSecret *own = doing->order->signer != NULL ? doing->order->own : doing->order->password;

  return own == NULL || mado_leave_take (doing->session, own, error);
}

static void
do_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Doing *doing = data;
  GError *error = NULL;

  if (doing->sheet == NULL)
    doing->sheet = mado_money_sheet_new (mado_session_get_desk (doing->session), &error);
  if (doing->sheet == NULL || !may_sign (doing, &error)) {
    g_task_return_error (task, error);
    return;
  }
  doing->sheet->clerk->now = mado_instant_now ();
  doing->sheet->refused = NULL;
  doing->sheet->is_written = FALSE;
  if (doing->act (doing->sheet, doing->order, &error))
    g_task_return_pointer (task, mado_money_sheet_ref (doing->sheet), (GDestroyNotify) mado_money_sheet_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mado_till_do_async:
 * @self: a till
 * @act: what is done
 * @sheet: (nullable): with what; %NULL: a new one. Nobody looks at it meanwhile
 * @order: (transfer full): how
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_till_do_async (MadoTill *self,
                    MadoMoneyAct act,
                    MadoMoneySheet *sheet,
                    MadoMoneyOrder *order,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Doing *doing = g_new0 (Doing, 1);

  *doing = (Doing) { g_object_ref (mado_till_get_session (self)), act,
                     sheet != NULL ? mado_money_sheet_ref (sheet) : NULL, order };
  g_task_set_task_data (task, doing, free_doing);
  g_task_run_in_thread (task, do_work);
}

/**
 * mado_till_do_finish:
 * @self: a till
 * @result: of mado_till_do_async()
 * @error: why it was not done
 *
 * Returns: (transfer full) (nullable): the sheet afterwards
 */
MadoMoneySheet *
mado_till_do_finish (MadoTill *self, GAsyncResult *result, GError **error)
{
  MadoMoneySheet *sheet = g_task_propagate_pointer (G_TASK (result), error);
  const Doing *doing = g_task_get_task_data (G_TASK (result));

  if (doing->sheet != NULL && doing->sheet->is_written)
    mado_session_note_saved (mado_till_get_session (self));

  return sheet;
}
