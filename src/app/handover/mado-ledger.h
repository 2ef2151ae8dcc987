/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-book.h"
#include "mado-handover-sheet.h"
#include "mado-outlook.h"

G_BEGIN_DECLS

/* How the hand-over ledger of a session stands. */
#define MADO_TYPE_LEDGER (mado_ledger_get_type ())
G_DECLARE_FINAL_TYPE (MadoLedger, mado_ledger, MADO, LEDGER, MadoOutlook)

MadoLedger *mado_ledger_of (MadoSession *session);

MadoSession *mado_ledger_get_session (MadoLedger *self);
const MadoHandoverBook *mado_ledger_get_book (MadoLedger *self);
GPtrArray *mado_ledger_list_sheets (MadoLedger *self) G_GNUC_WARN_UNUSED_RESULT;
MadoHandoverSheet *mado_ledger_find_sheet (MadoLedger *self, MadoId id) G_GNUC_WARN_UNUSED_RESULT;
gint64 mado_ledger_count_overdue (MadoLedger *self);
gint64 mado_ledger_count_waiting (MadoLedger *self);
gboolean mado_ledger_is_for (MadoSession *session);

G_END_DECLS
