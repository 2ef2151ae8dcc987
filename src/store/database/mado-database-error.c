/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite answers, in the words of this layer. */

#include "mado-database-private.h"

#include "mado-store-error.h"

static const struct {
  int result;
  MadoStoreError code;
} codes[] = {
  { SQLITE_NOTADB, MADO_STORE_ERROR_NOT_A_DATABASE },
  { SQLITE_CORRUPT, MADO_STORE_ERROR_DAMAGED },
  { SQLITE_FULL, MADO_STORE_ERROR_FULL },
  { SQLITE_READONLY, MADO_STORE_ERROR_READ_ONLY },
  { SQLITE_PERM, MADO_STORE_ERROR_READ_ONLY },
  { SQLITE_BUSY, MADO_STORE_ERROR_IN_USE },
  { SQLITE_LOCKED, MADO_STORE_ERROR_IN_USE },
  { SQLITE_IOERR, MADO_STORE_ERROR_IO },
  { SQLITE_CANTOPEN, MADO_STORE_ERROR_IO },
  { SQLITE_CONSTRAINT, MADO_STORE_ERROR_CONSTRAINT },
};

static MadoStoreError
classify_result (int result)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].result == (result & 0xFF))
      return codes[i].code;

  return MADO_STORE_ERROR_FAILED;
}

/**
 * mado_database_set_error:
 * @self: a database
 * @result: what SQLite answered
 * @error: where to put it
 *
 * SQLite's own message quotes SQL, so it goes to the debug log alone.
 */
void
mado_database_set_error (MadoDatabase *self, int result, GError **error)
{
  g_debug ("SQLite: %d, %s", result, sqlite3_errmsg (self->connection));
  if ((result & 0xFF) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the work on the database was cancelled");
  else
    g_set_error (error, MADO_STORE_ERROR, (int) classify_result (result), "cannot use the database: %s",
                 sqlite3_errstr (result));
}
