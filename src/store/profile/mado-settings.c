/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of a profile. */

#include "mado-settings.h"

#include "mado-statement.h"

static const char find_setting[] = "SELECT value FROM settings WHERE key = ?1";

/**
 * mado_settings_load:
 * @database: a database
 * @key: the name of a setting
 * @out_value: (out) (transfer full) (nullable): its value, %NULL where it was never set
 * @error: where to put what went wrong
 *
 * Returns: whether that could be found out
 */
gboolean
mado_settings_load (MadoDatabase *database, const char *key, char **out_value, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_setting);
  g_autofree char *value = NULL;

  mado_statement_bind_text (statement, 1, key);
  if (mado_statement_step (statement))
    value = g_strdup (mado_statement_get_text (statement, 0));
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_value = g_steal_pointer (&value);

  return TRUE;
}

static const char save_setting[] = "INSERT INTO settings (key, value) VALUES (?1, ?2)"
                                   " ON CONFLICT (key) DO UPDATE SET value = excluded.value";

/**
 * mado_settings_save:
 * @database: the database that writes
 * @key: the name of a setting
 * @value: its value from now on
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk, or will be when the transaction is committed
 */
gboolean
mado_settings_save (MadoDatabase *database, const char *key, const char *value, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, save_setting);

  mado_statement_bind_text (statement, 1, key);
  mado_statement_bind_text (statement, 2, value);

  return mado_statement_run (statement, error);
}
