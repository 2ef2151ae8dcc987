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

/* --- the beginning ----------------------------------------------------------------------------------------------- */

/* The one statement that goes through all rows: whatever is here may have changed. */
static const char doubt_rows[] = "UPDATE entity SET seq = ?1";
static const char doubt_bases[] = "UPDATE overlay SET seq = ?1";
static const char reopen_entries[] =
    "UPDATE journal SET state = 0, code = NULL WHERE dseq > ?1 AND state NOT IN (0, 6)";

/* Where the log is another one, what the service once had and lost is pending again: it comes back from here. And what
 * it has may have another outcome now, if it came back from elsewhere before: all is offered again, to hear of it. */
static gboolean
doubt_journal (MadoReplica *self, MadoCursor *cursor, gint64 received, GError **error)
{
  cursor->received = self->offered = 0;

  return run (self, reopen_entries, received, error);
}

/**
 * mado_replica_begin_loading:
 * @self: a replica
 * @hello: what the service says of itself, and of this journal
 * @error: where to put what went wrong
 *
 * Returns: whether rows can be loaded now; a loading that was not finished is begun anew
 */
gboolean
mado_replica_begin_loading (MadoReplica *self, const MadoHelloReply *hello, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) ||
      (!hello->is_witness_true && !doubt_journal (self, &cursor, hello->received, error)))
    return FALSE;
  mado_cursor_clear (&cursor);
  cursor.epoch = hello->epoch;
  cursor.sight = hello->sight;
  cursor.at = cursor.highest = hello->head;
  cursor.place = g_strdup (FIRST_PLACE);
  mado_pending_forget (self->pending);

  return run (self, doubt_rows, TO_CONFIRM, error) && run (self, doubt_bases, TO_CONFIRM, error) &&
         mado_cursor_save (&cursor, self->database, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
}

/* --- chunk by chunk ---------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "cannot load: %s", flaw);

  return FALSE;
}

static gboolean
check_loading (const MadoCursor *cursor, GError **error)
{
  return cursor->place != NULL || refuse (error, "no loading was begun");
}

static gboolean
check_chunk (const MadoCursor *cursor, const MadoRowsReply *reply, GError **error)
{
  if (reply->epoch != cursor->epoch)
    return refuse (error, "the rows are of another epoch");
  if (!mado_hash_equals (&reply->sight, &cursor->sight))
    return refuse (error, "the rows are cut for somebody who sees something else");

  return check_loading (cursor, error);
}

/**
 * mado_replica_load_rows:
 * @self: a replica that is loading
 * @reply: a chunk: entities in any order; one that is older than what is here changes nothing
 * @error: %MADO_STORE_ERROR_CHAIN where it is not of what is being loaded: that has to begin anew; or what went wrong.
 *   None of them is here then
 *
 * Returns: whether all of them are on the disk
 */
gboolean
mado_replica_load_rows (MadoReplica *self, const MadoRowsReply *reply, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) ||
      !check_chunk (&cursor, reply, error) || !mado_replica_take_rows (self, reply->rows, (MadoInstant) { 0 }, error))
    return FALSE;
  if (reply->head.seq > cursor.highest.seq)
    cursor.highest = reply->head;
  if (reply->place != NULL)
    g_set_str (&cursor.place, reply->place); /* else the last chunk is asked for again, until the end is noted */

  return mado_cursor_save (&cursor, self->database, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
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
 * What was not named is gone, and what is pending comes on top again, and is offered again from the first on.
 *
 * Returns: whether the log can be taken now
 */
gboolean
mado_replica_finish_loading (MadoReplica *self, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) || !check_loading (&cursor, error))
    return FALSE;
  mado_cursor_clear (&cursor);
  if (!mado_replica_offer_pending_again (self, &cursor, error) ||
      !run (self, forget_unnamed_bases, TO_CONFIRM, error) || !drop_unnamed (self, error) ||
      !mado_replica_rebase (self, error) || !mado_cursor_save (&cursor, self->database, error) ||
      !mado_replica_commit (self, g_steal_pointer (&transaction), error))
    return FALSE;
  (void) mado_replica_scrub (self, NULL); /* ignored: somebody reads; the next taking or opening makes up for it */

  return TRUE;
}
