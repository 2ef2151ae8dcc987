/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read as a whole on the thread that reads: a programme has some hundred hand-overs in a year. */

#include "mado-ledger.h"

#include "mado-advice.h"

#define KEY "mado-ledger"

struct _MadoLedger {
  GObject parent_instance;

  MadoSession *session;   /* has the ledger */
  MadoHandoverBook *book; /* (nullable): %NULL: not read yet */
};

G_DEFINE_FINAL_TYPE (MadoLedger, mado_ledger, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
mado_ledger_finalize (GObject *object)
{
  g_clear_pointer (&MADO_LEDGER (object)->book, mado_handover_book_free);

  G_OBJECT_CLASS (mado_ledger_parent_class)->finalize (object);
}

static void
mado_ledger_class_init (MadoLedgerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_ledger_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_ledger_init (MadoLedger *self)
{
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
load_work (GTask *task, MadoDatabase *database, gpointer session, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoHandoverBook *book = mado_handover_book_load (database, mado_session_get_programme (session),
                                                    mado_session_get_person (session), &error);

  if (book == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, book, (GDestroyNotify) mado_handover_book_free);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoLedger *self = MADO_LEDGER (object);
  g_autoptr (GError) error = NULL;
  MadoHandoverBook *book = g_task_propagate_pointer (G_TASK (result), &error);

  if (book != NULL) {
    g_clear_pointer (&self->book, mado_handover_book_free);
    self->book = book;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  } else if (mado_advice_is_wanted (error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  }
}

static void
refreshed_cb (MadoSession *session, MadoLedger *self)
{
  GTask *task = g_task_new (self, NULL, loaded_cb, NULL);

  g_task_set_task_data (task, g_object_ref (session), g_object_unref);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_READER, task, load_work);
}

/**
 * mado_ledger_of:
 * @session: a session
 *
 * Returns: (transfer none): its ledger, which lives as long as the session
 */
MadoLedger *
mado_ledger_of (MadoSession *session)
{
  MadoLedger *self = g_object_get_data (G_OBJECT (session), KEY);

  if (self != NULL)
    return self;
  self = g_object_new (MADO_TYPE_LEDGER, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_DEFAULT);
  refreshed_cb (session, self);

  return self;
}

/* --- what is in it ------------------------------------------------------------------------------------------------ */

/**
 * mado_ledger_is_for:
 * @session: a session
 *
 * Returns: whether its person has anything to do with media
 */
gboolean
mado_ledger_is_for (MadoSession *session)
{
  static const char *const duties[] = { "handover", "receive", "oversee", NULL };

  for (const char *const *duty = duties; *duty != NULL; duty++)
    if (mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), *duty))
      return TRUE;

  return FALSE;
}

/**
 * mado_ledger_get_session:
 * @self: a ledger
 *
 * Returns: (transfer none): whose it is
 */
MadoSession *
mado_ledger_get_session (MadoLedger *self)
{
  return self->session;
}

/**
 * mado_ledger_get_book:
 * @self: a ledger
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL: nothing yet
 */
const MadoHandoverBook *
mado_ledger_get_book (MadoLedger *self)
{
  return self->book;
}

static MadoHandoverSheet *
make_sheet (MadoLedger *self, MadoEntity *handover)
{
  return mado_handover_sheet_new (self->book, handover, mado_session_get_programme (self->session),
                                  mado_session_get_person (self->session), mado_instant_now ());
}

/**
 * mado_ledger_list_sheets:
 * @self: a ledger
 *
 * Returns: (transfer full) (element-type MadoHandoverSheet): all that is in it, as its person sees it now
 */
GPtrArray *
mado_ledger_list_sheets (MadoLedger *self)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_handover_sheet_free);

  for (guint i = 0; self->book != NULL && i < self->book->handovers->len; i++)
    g_ptr_array_add (sheets, make_sheet (self, g_ptr_array_index (self->book->handovers, i)));

  return sheets;
}

/**
 * mado_ledger_find_sheet:
 * @self: a ledger
 * @id: of an entry
 *
 * Returns: (transfer full) (nullable): the entry, as its person sees it now
 */
MadoHandoverSheet *
mado_ledger_find_sheet (MadoLedger *self, MadoId id)
{
  MadoEntity *handover = self->book != NULL ? mado_handover_book_find (self->book, id) : NULL;

  return handover != NULL ? make_sheet (self, handover) : NULL;
}

/**
 * mado_ledger_count_waiting:
 * @self: a ledger
 *
 * Returns: how many entries wait for its person, or are overdue
 */
gint64
mado_ledger_count_waiting (MadoLedger *self)
{
  g_autoptr (GPtrArray) sheets = mado_ledger_list_sheets (self);
  gint64 count = 0;

  for (guint i = 0; i < sheets->len; i++) {
    const MadoHandoverSheet *sheet = g_ptr_array_index (sheets, i);

    count += sheet->is_overdue || mado_handover_sheet_waits (sheet) ? 1 : 0;
  }

  return count;
}

/**
 * mado_ledger_count_overdue:
 * @self: a ledger
 *
 * Returns: how many entries should have been back, or were missed at the last count
 */
gint64
mado_ledger_count_overdue (MadoLedger *self)
{
  g_autoptr (GPtrArray) sheets = mado_ledger_list_sheets (self);
  gint64 count = 0;

  for (guint i = 0; i < sheets->len; i++) {
    const MadoHandoverSheet *sheet = g_ptr_array_index (sheets, i);

    count += sheet->is_overdue || sheet->is_missed ? 1 : 0;
  }

  return count;
}
