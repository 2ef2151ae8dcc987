/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an index again, whole or not at all, and knows when that is due. */

#include "mado-index.h"

#include <string.h>

#include "mado-basis.h"
#include "mado-transaction.h"

/**
 * mado_index_add_text:
 * @hasher: takes a basis
 * @text: a part of it
 */
void
mado_index_add_text (MadoHasher *hasher, const char *text)
{
  mado_hasher_update (hasher, text, strlen (text) + 1); /* with its end, so that no two parts run together */
}

static MadoHash
hash_basis (const MadoIndex *self, const MadoProgramme *programme)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  self->add_basis (hasher, programme);

  return mado_hasher_finish (hasher);
}

/**
 * mado_index_rebuild:
 * @self: an index
 * @database: the database that writes, outside a transaction; its cancellable ends it
 * @programme: the programme that its rows are of
 * @error: set where the index is as it was
 *
 * Takes half a minute where there are hundreds of thousands of rows.
 *
 * Returns: whether the index was made again of all rows
 */
gboolean
mado_index_rebuild (const MadoIndex *self, MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);
  MadoHash basis = hash_basis (self, programme);

  return transaction != NULL && self->rebuild (database, programme, error) &&
         mado_basis_save (database, self->name, &basis, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * mado_index_renew:
 * @self: an index
 * @database: as for mado_index_rebuild()
 * @programme: the programme that its rows are of from now on
 * @error: set where the index is as it was
 *
 * Where it was made for another one that makes no difference to it, nothing is done.
 *
 * Returns: whether the index is as the programme wants it
 */
gboolean
mado_index_renew (const MadoIndex *self, MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  MadoHash basis = hash_basis (self, programme);
  gboolean is_same = FALSE;

  return mado_basis_compare (database, self->name, &basis, &is_same, error) &&
         (is_same || mado_index_rebuild (self, database, programme, error));
}
