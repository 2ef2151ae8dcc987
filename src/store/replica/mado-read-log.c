/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of reads. */

#include "mado-read-log.h"

#include "mado-statement.h"

/**
 * mado_reading_free:
 * @self: (transfer full): a reading from a list
 */
void
mado_reading_free (MadoReading *self)
{
  g_free (self->account);
  g_free (self->reason);
  g_free (self);
}

static const char add_reading[] = "INSERT INTO read_log (entity, account, at, reason) VALUES (?1, ?2, ?3, ?4)";

/**
 * mado_read_log_add:
 * @database: the database that writes
 * @reading: what was looked at; its number is given here
 * @error: where to put what went wrong; the entity is then not to be shown
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_read_log_add (MadoDatabase *database, const MadoReading *reading, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, add_reading);

  mado_statement_bind_id (statement, 1, reading->entity);
  mado_statement_bind_text (statement, 2, reading->account);
  mado_statement_bind_int (statement, 3, reading->at.microseconds);
  mado_statement_bind_text (statement, 4, reading->reason);

  return mado_statement_run (statement, error);
}

static const char list_readings[] =
    "SELECT number, entity, account, at, reason FROM read_log WHERE number > ?1 ORDER BY number LIMIT ?2";

/**
 * mado_read_log_list:
 * @database: any connection
 * @after: a number; 0: from the first on
 * @limit: how many at most
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoReading): the oldest that the service does not have
 */
GPtrArray *
mado_read_log_list (MadoDatabase *database, gint64 after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reading_free);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_readings);

  mado_statement_bind_int (statement, 1, after);
  mado_statement_bind_int (statement, 2, limit);
  while (mado_statement_step (statement)) {
    MadoReading *reading = g_new (MadoReading, 1);

    reading->number = mado_statement_get_int (statement, 0);
    reading->entity = mado_statement_get_id (statement, 1);
    reading->account = g_strdup (mado_statement_get_text (statement, 2));
    reading->at.microseconds = mado_statement_get_int (statement, 3);
    reading->reason = g_strdup (mado_statement_get_text (statement, 4));
    g_ptr_array_add (readings, reading);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&readings) : NULL;
}

static const char find_last[] = "SELECT coalesce (max (number), 0) FROM read_log";

/**
 * mado_read_log_find_last:
 * @database: any connection
 * @out_last: (out): the number of the last that the service does not have; 0: it has all of them
 * @error: where to put why nobody can say
 *
 * Returns: whether it was looked up
 */
gboolean
mado_read_log_find_last (MadoDatabase *database, gint64 *out_last, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_last);

  *out_last = mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : 0;

  return mado_statement_finish (statement, error);
}

static const char forget_readings[] = "DELETE FROM read_log WHERE number <= ?1";

/**
 * mado_read_log_forget:
 * @database: the database that writes
 * @last: the last that the service has
 * @error: where to put what went wrong
 *
 * Returns: whether all up to there are forgotten here
 */
gboolean
mado_read_log_forget (MadoDatabase *database, gint64 last, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, forget_readings);

  mado_statement_bind_int (statement, 1, last);

  return mado_statement_run (statement, error);
}
