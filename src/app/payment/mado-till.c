/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A clerk waits for the desk's threads: so each act runs on a thread of GTask, which is neither these nor the
 * window's. */

#include "mado-till.h"

#include "mado-advice.h"
#include "mado-batch-stage.h"

#define KEY "mado-till"

struct _MadoTill {
  GObject parent_instance;

  MadoSession *session; /* has the till */
  GPtrArray *batches;   /* (nullable) (element-type MadoBatchTally): the youngest first; %NULL: not read yet */
};

G_DEFINE_FINAL_TYPE (MadoTill, mado_till, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
mado_till_finalize (GObject *object)
{
  g_clear_pointer (&MADO_TILL (object)->batches, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_till_parent_class)->finalize (object);
}

static void
mado_till_class_init (MadoTillClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_till_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_till_init (MadoTill *self)
{
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
load_work (GTask *task, MadoDatabase *database, gpointer session, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *batches = mado_batch_tally_load (database, mado_session_get_programme (session), &error);

  if (batches == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, batches, (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoTill *self = MADO_TILL (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *batches = g_task_propagate_pointer (G_TASK (result), &error);

  if (batches != NULL) {
    g_clear_pointer (&self->batches, g_ptr_array_unref);
    self->batches = batches;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  } else if (mado_advice_is_wanted (error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  }
}

static void
refreshed_cb (MadoSession *session, MadoTill *self)
{
  GTask *task = g_task_new (self, NULL, loaded_cb, NULL);

  g_task_set_task_data (task, g_object_ref (session), g_object_unref);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_SEARCHER, task, load_work);
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
  MadoTill *self = g_object_get_data (G_OBJECT (session), KEY);

  if (self != NULL)
    return self;
  self = g_object_new (MADO_TYPE_TILL, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_DEFAULT);
  refreshed_cb (session, self);

  return self;
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
  return self->session;
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
  return self->batches;
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
  const MadoProgramme *programme = mado_session_get_programme (self->session);
  gint64 count = 0;

  for (guint i = 0; self->batches != NULL && i < self->batches->len; i++) {
    const MadoBatchTally *tally = g_ptr_array_index (self->batches, i);

    count += mado_batch_stage_waits_for (tally, programme, mado_session_get_person (self->session));
  }

  return count;
}

/* --- doing -------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoDesk *desk;
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
  g_object_unref (doing->desk);
  g_free (doing);
}

static void
do_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Doing *doing = data;
  GError *error = NULL;

  if (doing->sheet == NULL)
    doing->sheet = mado_money_sheet_new (doing->desk, &error);
  if (doing->sheet == NULL) {
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

  *doing = (Doing) { g_object_ref (mado_session_get_desk (self->session)), act,
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
    mado_session_note_change (self->session);

  return sheet;
}
