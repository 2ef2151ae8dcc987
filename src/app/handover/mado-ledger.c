/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read as a whole on the thread that reads: a programme has some hundred hand-overs in a year. */

#include "mado-ledger.h"

struct _MadoLedger {
  MadoOutlook parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoLedger, mado_ledger, MADO_TYPE_OUTLOOK)

static gpointer
load (MadoDatabase *database, MadoSession *session, GError **error)
{
  return mado_handover_book_load (database, mado_session_get_programme (session), mado_session_get_person (session),
                                  error);
}

static void
mado_ledger_class_init (MadoLedgerClass *class)
{
  MadoOutlookClass *outlook_class = MADO_OUTLOOK_CLASS (class);

  outlook_class->hand = MADO_DESK_READER;
  outlook_class->load = load;
  outlook_class->free_loaded = (GDestroyNotify) mado_handover_book_free;
}

static void
mado_ledger_init (MadoLedger *self)
{
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
  return mado_outlook_of (session, MADO_TYPE_LEDGER);
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
  return mado_outlook_get_session (MADO_OUTLOOK (self));
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
  return mado_outlook_get_loaded (MADO_OUTLOOK (self));
}

static MadoHandoverSheet *
make_sheet (MadoLedger *self, MadoEntity *handover)
{
  MadoSession *session = mado_ledger_get_session (self);

  return mado_handover_sheet_new (mado_ledger_get_book (self), handover, mado_session_get_programme (session),
                                  mado_session_get_person (session), mado_instant_now ());
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
  const MadoHandoverBook *book = mado_ledger_get_book (self);

  for (guint i = 0; book != NULL && i < book->handovers->len; i++)
    g_ptr_array_add (sheets, make_sheet (self, g_ptr_array_index (book->handovers, i)));

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
  const MadoHandoverBook *book = mado_ledger_get_book (self);
  MadoEntity *handover = book != NULL ? mado_handover_book_find (book, id) : NULL;

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
