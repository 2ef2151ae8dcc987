/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-operation.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* The ledger of hand-overs as it leaves the house: each step as it was signed, chained, and the whole signed by whoever
 * exports it. Nothing but public keys is needed to prove it. */

#define MADO_LEDGER_FORMAT "madoguchi-ledger/1"

typedef struct _MadoLedgerBundle MadoLedgerBundle;

MadoLedgerBundle *mado_ledger_bundle_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_ledger_bundle_free (MadoLedgerBundle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLedgerBundle, mado_ledger_bundle_free)

gboolean mado_ledger_bundle_add (MadoLedgerBundle *self, const MadoOperation *operation);
guint64 mado_ledger_bundle_get_count (const MadoLedgerBundle *self);
const char *mado_ledger_bundle_get_head (const MadoLedgerBundle *self);
GBytes *mado_ledger_bundle_sign (MadoLedgerBundle *self, MadoInstant now, const MadoSigningKey *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_ledger_takes (const MadoOperation *operation);
void mado_ledger_write_facts (yyjson_mut_doc *doc, yyjson_mut_val *entry, const MadoOperation *operation);

G_END_DECLS
