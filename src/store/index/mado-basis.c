/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Remembers in the file for which rules things in it were made. */

#include "mado-basis.h"

#include "mado-statement.h"

static void
bind (MadoStatement *statement, const char *name, const MadoHash *hash)
{
  mado_statement_bind_text (statement, 1, name);
  mado_statement_bind_bytes (statement, 2, hash->bytes, sizeof hash->bytes);
}

static const char compare_basis[] = "SELECT 1 FROM basis WHERE name = ?1 AND hash = ?2";

/**
 * mado_basis_compare:
 * @database: any connection
 * @name: of what is made of the rows
 * @hash: what it should be made for
 * @out_is_same: (out): whether it is
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_basis_compare (
    MadoDatabase *database, const char *name, const MadoHash *hash, gboolean *out_is_same, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, compare_basis);

  bind (statement, name, hash);
  *out_is_same = mado_statement_step (statement);

  return mado_statement_finish (statement, error);
}

static const char save_basis[] = "INSERT INTO basis (name, hash) VALUES (?1, ?2)"
                                 " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash";

/**
 * mado_basis_save:
 * @database: the database that writes, in the transaction that makes it
 * @name: of what is made of the rows
 * @hash: what it is made for
 * @error: where to put what went wrong
 *
 * Returns: whether the file will say so when the transaction is committed
 */
gboolean
mado_basis_save (MadoDatabase *database, const char *name, const MadoHash *hash, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, save_basis);

  bind (statement, name, hash);

  return mado_statement_run (statement, error);
}
