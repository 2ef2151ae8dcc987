/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-hash.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* Proves a ledger that was exported: every finding, with the place of its entry; 0: the bundle as a whole. */

#define MADO_LEDGER_FINDING_BUNDLE "E_BUNDLE" /* not what its exporter signed, or he is not on the list */
#define MADO_LEDGER_FINDING_HEAD "E_HEAD"     /* another last hash than it says, or than stands on the paper */
#define MADO_LEDGER_FINDING_OPERATION                                                                                  \
  "E_OPERATION"                                     /* no step of a hand-over, or the entry says something else of it  \
                                                     */
#define MADO_LEDGER_FINDING_SIGNATURE "E_SIGNATURE" /* the step is not signed, or by nobody on the list */
#define MADO_LEDGER_FINDING_STEP "E_STEP"           /* the step before it is missing */
#define MADO_LEDGER_FINDING_TWICE "E_TWICE"         /* the operation stands there already */

typedef struct {
  gint64 n_entries;
  gint64 n_handovers;
  MadoHash head;
} MadoLedgerFound;

gboolean mado_ledger_check (GBytes *bundle,
                            const GArray *keys,
                            const MadoHash *anchor,
                            MadoLedgerFound *out_found,
                            MadoFindings *findings,
                            GError **error);

G_END_DECLS
