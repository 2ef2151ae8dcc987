/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does: saved, which means on the disk, or taken back while it may be. */

#include "mado-json-member.h"
#include "mado-replica-private.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

#define MICROSECONDS_IN_MILLISECOND 1000

/* --- saving ------------------------------------------------------------------------------------------------------ */

static gboolean
check_not_erased (MadoReplica *self, const GPtrArray *operations, GError **error)
{
  for (guint i = 0; i < operations->len; i++) {
    gboolean is_erased = FALSE;

    if (!mado_replica_is_erased (self, mado_operation_get_header (g_ptr_array_index (operations, i))->entity,
                                 &is_erased, error))
      return FALSE;
    if (is_erased) {
      g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED, "cannot save: the entity was erased");
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
append (MadoReplica *self,
        const MadoOperation *operation,
        MadoInstant now,
        MadoInstant hold_until,
        gint64 *out_number,
        GError **error)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  MadoJournalEntry entry = {
    .operation = header->id,
    .entity = header->entity,
    .group = header->group,
    .text = mado_operation_get_text (operation),
    .at = now,
  };

  if (hold_until.microseconds > now.microseconds) /* else a clock that is set back would hold it */
    entry.hold_until = hold_until;

  if (!mado_journal_append (self->database, self->hasher, &entry, error))
    return FALSE;
  *out_number = entry.dseq;

  return TRUE;
}

/* All of them, and each is shown. */
static gboolean
write_all (MadoReplica *self,
           const GPtrArray *operations,
           const GPtrArray *outcomes,
           MadoInstant now,
           MadoInstant hold_until,
           GError **error)
{
  const MadoOperationHeader *header = mado_operation_get_header (g_ptr_array_index (operations, 0));
  gint64 last = 0;

  for (guint i = 0; i < operations->len; i++)
    if (!append (self, g_ptr_array_index (operations, i), now, hold_until, &last, error) ||
        !mado_replica_show (self, g_ptr_array_index (outcomes, i), error))
      return FALSE;
  mado_replica_note_pending (self, header->group, last + 1 - operations->len, operations->len);

  return TRUE;
}

static gboolean
is_any_refused (const GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    if (mado_outcome_is_refused (g_ptr_array_index (outcomes, i)))
      return TRUE;

  return FALSE;
}

/**
 * mado_replica_save:
 * @self: a replica
 * @operations: (element-type MadoOperation): one, or all of a group
 * @now: the official time, as far as it is known here
 * @hold_until: until when they can be withdrawn, and are not sent; not later than @now where they cannot
 * @error: %MADO_STORE_ERROR_ERASED; %MADO_STORE_ERROR_CONSTRAINT where one was saved already; or what the disk said.
 *   Nothing is saved then
 *
 * When it returns, they are on the disk. Where one is refused, none is saved, and its outcome says why.
 *
 * Returns: (transfer full) (element-type MadoOutcome): what came of each
 */
GPtrArray *
mado_replica_save (
    MadoReplica *self, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_autoptr (GPtrArray) outcomes = NULL;

  if (transaction == NULL || !check_not_erased (self, operations, error))
    return NULL;
  outcomes = mado_replica_judge (self, operations, now, error);
  if (outcomes == NULL || is_any_refused (outcomes))
    return g_steal_pointer (&outcomes);
  if (!write_all (self, operations, outcomes, now, hold_until, error))
    return NULL;

  return mado_replica_commit (self, g_steal_pointer (&transaction), error) ? g_steal_pointer (&outcomes) : NULL;
}

/* --- taking back ------------------------------------------------------------------------------------------------- */

static gboolean
check_held (const MadoJournalEntry *entry, MadoInstant now, GError **error)
{
  if (entry != NULL && mado_journal_entry_is_held (entry, now) && !mado_id_is_valid (entry->withdraws) &&
      entry->text != NULL)
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LATE,
                       "cannot withdraw the operation: it is not held any more");

  return FALSE;
}

/* By whom, where and on what, as the operation says that it takes back. */
static MadoOperation *
make_withdrawal (const MadoJournalEntry *entry, MadoInstant now, GError **error)
{
  g_autoptr (MadoOperation) withdrawn =
      mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), error);
  yyjson_mut_doc *doc;
  MadoOperationHeader header;
  MadoOperation *withdrawal;
  char id[MADO_ID_TEXT_SIZE];

  if (withdrawn == NULL)
    return NULL;
  header = *mado_operation_get_header (withdrawn);
  mado_id_to_text (header.id, id);
  header.id = mado_id_draw ();
  header.kind = "operation.withdraw";
  header.time = now.microseconds / MICROSECONDS_IN_MILLISECOND;
  doc = yyjson_mut_doc_new (NULL);

  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "operation", id);
  withdrawal = mado_operation_new (&header, body, error);
  yyjson_mut_doc_free (doc);

  return withdrawal;
}

static gboolean
withdraw (MadoReplica *self, const MadoJournalEntry *entry, MadoInstant now, GError **error)
{
  g_autoptr (MadoOperation) withdrawal = check_held (entry, now, error) ? make_withdrawal (entry, now, error) : NULL;

  if (withdrawal == NULL)
    return FALSE;

  MadoJournalEntry appended = {
    .operation = mado_operation_get_header (withdrawal)->id,
    .entity = entry->entity,
    .group = entry->group,
    .withdraws = entry->operation,
    .text = mado_operation_get_text (withdrawal),
    .at = now,
  };

  return mado_journal_append (self->database, self->hasher, &appended, error) &&
         mado_journal_settle (self->database, entry->operation, MADO_JOURNAL_WITHDRAWN, NULL, error);
}

static gboolean
withdraw_group (MadoReplica *self, MadoId group, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_group (self->database, group, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!withdraw (self, g_ptr_array_index (entries, i), now, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_replica_withdraw:
 * @self: a replica
 * @operation: an operation that was saved to be held; with it goes its group
 * @now: the time
 * @error: %MADO_STORE_ERROR_TOO_LATE where it is not held any more
 *
 * Nothing is deleted: the journal says that it was done, and that it was taken back.
 *
 * Returns: whether it is withdrawn, on the disk, and shown no more
 */
gboolean
mado_replica_withdraw (MadoReplica *self, MadoId operation, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_autoptr (MadoJournalEntry) entry = NULL;

  if (transaction == NULL || !mado_journal_find (self->database, operation, &entry, error) ||
      !check_held (entry, now, error))
    return FALSE;

  return (mado_id_is_valid (entry->group) ? withdraw_group (self, entry->group, now, error)
                                          : withdraw (self, entry, now, error)) &&
         mado_replica_rebase (self, error) && mado_replica_commit (self, g_steal_pointer (&transaction), error);
}
