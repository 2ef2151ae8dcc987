/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads all that the service has, row by row, while the service goes on: rows are of different moments, so nothing is
 * trusted before the log has come past the last of them. What was here before stays to be seen until the loading is
 * over; what the service has not named by then is gone. */

#include "mado-replica-private.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-take.h"
#include "mado-transaction.h"

#define FIRST_PLACE ""
#define TO_CONFIRM (-1)
#define PAGE 500

static gboolean
run (MadoReplica *self, const char *sql, gint64 number, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, sql);

  mado_statement_bind_int (statement, 1, number);

  return mado_statement_run (statement, error);
}

/* The one statement that goes through all rows: whatever is here may have changed. */
static const char doubt_rows[] = "UPDATE entity SET seq = ?1";
static const char doubt_bases[] = "UPDATE overlay SET seq = ?1";

/**
 * mado_replica_begin_loading:
 * @self: a replica
 * @epoch: of the service's log
 * @head: where its log stands
 * @error: where to put what went wrong
 *
 * Returns: whether rows can be loaded now; a loading that was not finished is begun anew
 */
gboolean
mado_replica_begin_loading (MadoReplica *self, gint64 epoch, const MadoLogPlace *head, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error))
    return FALSE;
  mado_cursor_clear (&cursor);
  cursor.epoch = epoch;
  cursor.at = cursor.highest = *head;
  cursor.place = g_strdup (FIRST_PLACE);

  return run (self, doubt_rows, TO_CONFIRM, error) && run (self, doubt_bases, TO_CONFIRM, error) &&
         mado_cursor_save (&cursor, self->database, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
check_loading (const MadoCursor *cursor, GError **error)
{
  if (cursor->place == NULL)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "cannot load: no loading was begun");

  return cursor->place != NULL;
}

/**
 * mado_replica_load_rows:
 * @self: a replica that is loading
 * @rows: (array length=n_rows): entities, in any order; one that is older than what is here changes nothing
 * @n_rows: how many
 * @place: where the loading goes on, in the service's words
 * @head: where the service's log stood when it read them
 * @error: where to put what went wrong; none of them is here then
 *
 * Returns: whether all of them are on the disk
 */
gboolean
mado_replica_load_rows (MadoReplica *self,
                        const MadoServiceRow *rows,
                        guint n_rows,
                        const char *place,
                        const MadoLogPlace *head,
                        GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) || !check_loading (&cursor, error))
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    if (!mado_replica_set_base (self, rows[i].word.id, rows[i].word.entity, rows[i].seq, error))
      return FALSE;
  if (head->seq > cursor.highest.seq)
    cursor.highest = *head;
  g_free (cursor.place);
  cursor.place = g_strdup (place);

  return mado_cursor_save (&cursor, self->database, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/* --- the end ----------------------------------------------------------------------------------------------------- */

static const char forget_unnamed_bases[] = "UPDATE overlay SET seq = 0, text = NULL WHERE seq = ?1";
static const char list_unnamed[] =
    "SELECT id FROM entity WHERE seq = -1 AND id > ?1 AND id NOT IN (SELECT id FROM overlay)"
    " ORDER BY id LIMIT ?2";

static GArray *
load_unnamed (MadoReplica *self, MadoId after, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MadoId));
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, list_unnamed);

  mado_statement_bind_id (statement, 1, after);
  mado_statement_bind_int (statement, 2, PAGE);
  while (mado_statement_step (statement)) {
    MadoId id = mado_statement_get_id (statement, 0);

    g_array_append_val (ids, id);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
drop_unnamed (MadoReplica *self, GError **error)
{
  MadoId last = MADO_ID_NONE;

  for (;;) {
    g_autoptr (GArray) ids = load_unnamed (self, last, error);

    if (ids == NULL)
      return FALSE;
    if (ids->len == 0)
      return TRUE;
    for (guint i = 0; i < ids->len; i++) {
      last = g_array_index (ids, MadoId, i);
      if (!mado_replica_put (self, last, NULL, 0, error))
        return FALSE;
    }
  }
}

/**
 * mado_replica_finish_loading:
 * @self: a replica that is loading
 * @error: where to put what went wrong
 *
 * What was not named is gone, and what is pending comes on top again.
 *
 * Returns: whether the log can be taken now
 */
gboolean
mado_replica_finish_loading (MadoReplica *self, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) || !check_loading (&cursor, error))
    return FALSE;
  mado_cursor_clear (&cursor);

  return run (self, forget_unnamed_bases, TO_CONFIRM, error) && drop_unnamed (self, error) &&
         mado_replica_rebase (self, error) && mado_cursor_save (&cursor, self->database, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/* --- the journal, again ------------------------------------------------------------------------------------------ */

static const char lower_received[] = "UPDATE cursor SET received = min (received, ?1)";
static const char reopen_entries[] = "UPDATE journal SET state = 0, code = NULL WHERE dseq > ?1 AND state <> 6";

/**
 * mado_replica_offer_again:
 * @self: a replica that is loading, because the service is not the one of before
 * @dseq: the last entry of the journal that this service has; 0: none
 * @error: where to put what went wrong
 *
 * What it once had and lost is pending again: it comes back from here.
 *
 * Returns: whether all after @dseq will be sent
 */
gboolean
mado_replica_offer_again (MadoReplica *self, gint64 dseq, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, error);
  g_auto (MadoCursor) cursor = { 0 };

  return transaction != NULL && mado_cursor_load (self->database, &cursor, error) && check_loading (&cursor, error) &&
         run (self, lower_received, dseq, error) && run (self, reopen_entries, dseq, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}
