/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* All or nothing. On the connection that writes, a transaction that is not committed is undone when it goes out of
 * scope; on one that reads, it holds one snapshot of the file over several queries. */

typedef struct _MadoTransaction MadoTransaction;

MadoTransaction *mado_transaction_begin (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_transaction_commit (MadoTransaction *self, GError **error);
void mado_transaction_undo (MadoTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTransaction, mado_transaction_undo)

G_END_DECLS
