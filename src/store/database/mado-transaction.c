/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Transactions that undo themselves. */

#include "mado-transaction.h"

#include "mado-database-private.h"
#include "mado-fault-point.h"
#include "mado-statement.h"

struct _MadoTransaction {
  MadoDatabase *database;
};

static gboolean
run (MadoDatabase *database, const char *sql, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_run (statement, error);
}

/**
 * mado_transaction_begin:
 * @database: a database with no transaction
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): a transaction, to be committed
 */
MadoTransaction *
mado_transaction_begin (MadoDatabase *database, GError **error)
{
  MadoTransaction *self;

  if (!run (database, database->is_reader ? "BEGIN" : "BEGIN IMMEDIATE", error))
    return NULL;
  self = g_new (MadoTransaction, 1);
  self->database = database;
  mado_fault_point ("transaction-begun");

  return self;
}

/**
 * mado_transaction_commit:
 * @self: (transfer full): a transaction
 * @error: set where all of it is undone
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_transaction_commit (MadoTransaction *self, GError **error)
{
  g_autoptr (MadoTransaction) undone = self;

  mado_fault_point ("transaction-commits");
  if (!run (self->database, "COMMIT", error))
    return FALSE;
  mado_fault_point ("transaction-committed");

  return TRUE;
}

/**
 * mado_transaction_undo:
 * @self: (nullable) (transfer full): a transaction; one that is over is left as it is
 */
void
mado_transaction_undo (MadoTransaction *self)
{
  if (self == NULL)
    return;

  if (sqlite3_get_autocommit (self->database->connection) == 0)
    (void) run (self->database, "ROLLBACK", NULL); /* ignored: it was undone already, or is when the file is opened */
  g_free (self);
}
