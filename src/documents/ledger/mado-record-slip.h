/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ledger-words.h"

G_BEGIN_DECLS

MadoManuscript *mado_record_slip_write (const MadoEntity *handover,
                                        const GPtrArray *people,
                                        const char *last_hash,
                                        const MadoLedgerHeading *heading) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
