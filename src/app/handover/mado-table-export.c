/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the ledger anew, as its person may see it. */

#include "mado-table-export.h"

#include <glib/gi18n.h>

#include "mado-handover-table.h"
#include "mado-ledger-paper.h"

static GBytes *
make (gpointer data, MadoDatabase *database, GError **error)
{
  MadoSession *session = mado_ledger_get_session (data);
  g_autoptr (MadoHandoverBook) book = mado_handover_book_load (database, mado_session_get_programme (session),
                                                               mado_session_get_person (session), error);

  return book != NULL ? mado_handover_table_write (book, error) : NULL;
}

/**
 * mado_table_export_present:
 * @ledger: a ledger
 * @parent: what is on its window
 */
void
mado_table_export_present (MadoLedger *ledger, GtkWidget *parent)
{
  mado_ledger_paper_save (&(const MadoLedgerPaper) {
      .parent = parent,
      .session = mado_ledger_get_session (ledger),
      .title = _ ("Save the Ledger as a Spreadsheet"),
      .name = "媒体台帳.xlsx",
      .make = make,
      .data = g_object_ref (ledger),
      .free_data = g_object_unref,
  });
}
