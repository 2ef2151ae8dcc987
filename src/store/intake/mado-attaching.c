/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attaches papers to cases, many in one transaction: the operation, the bytes, and that the service is to have them,
 * are on the disk together or not at all. Each stands for itself. */

#include "mado-attaching.h"

#include "mado-blob-to-send.h"
#include "mado-json-member.h"
#include "mado-kept-attachment.h"
#include "mado-replica-private.h"
#include "mado-transaction.h"

static gboolean
keep (MadoReplica *self, const MadoAttaching *attaching, MadoInstant now, GError **error)
{
  yyjson_val *body = mado_operation_get_body (attaching->operation);
  MadoKeptAttachment attachment = {
    .blob = { .entity = mado_operation_get_header (attaching->operation)->entity, .bytes = attaching->bytes },
    .name = (char *) mado_json_get_text (body, "name"),
    .type = (char *) mado_json_get_text (body, "type"),
  };

  return mado_hash_from_hex (mado_json_get_text (body, "hash"), &attachment.blob.hash, error) &&
         mado_kept_attachment_put (self->database, &attachment, now, error) &&
         mado_blob_to_send_add (self->database, attaching->operation, error);
}

static gboolean
save (MadoReplica *self, const MadoAttaching *attaching, const MadoOutcome *outcome, MadoInstant now, GError **error)
{
  const MadoOperationHeader *header = mado_operation_get_header (attaching->operation);
  MadoJournalEntry entry = {
    .operation = header->id,
    .entity = header->entity,
    .text = mado_operation_get_text (attaching->operation),
    .at = now,
  };

  if (!mado_journal_append (self->database, self->hasher, &entry, error) || !mado_replica_show (self, outcome, error))
    return FALSE;
  mado_replica_note_pending (self, MADO_ID_NONE, entry.dseq, 1);

  return keep (self, attaching, now, error);
}

/* The outcome of one operation over what those before it left. */
static MadoOutcome *
attach (MadoReplica *self, const MadoAttaching *attaching, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoOutcome *outcome;

  g_ptr_array_add (operations, attaching->operation);
  outcomes = mado_replica_judge (self, operations, now, error);
  if (outcomes == NULL)
    return NULL;
  outcome = g_ptr_array_index (outcomes, 0);
  if (!mado_outcome_is_refused (outcome) && !save (self, attaching, outcome, now, error))
    return NULL;

  return g_ptr_array_steal_index (outcomes, 0);
}

/**
 * mado_replica_attach:
 * @self: a replica
 * @attachings: (array length=n_attachings): papers; none of them of an entity that was erased
 * @n_attachings: how many
 * @now: the official time, as far as it is known here
 * @error: what the disk said, or %MADO_STORE_ERROR_DAMAGED where bytes are others than their operation names. Nothing
 * is saved then
 *
 * When it returns, all of them that are not refused are on the disk, and are sent in time.
 *
 * Returns: (transfer full) (nullable) (element-type MadoOutcome): what came of each
 */
GPtrArray *
mado_replica_attach (
    MadoReplica *self, const MadoAttaching *attachings, guint n_attachings, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);

  if (transaction == NULL)
    return NULL;
  for (guint i = 0; i < n_attachings; i++) {
    MadoOutcome *outcome = attach (self, &attachings[i], now, error);

    if (outcome == NULL)
      return NULL;
    g_ptr_array_add (outcomes, outcome);
  }

  return mado_replica_commit (self, g_steal_pointer (&transaction), error) ? g_steal_pointer (&outcomes) : NULL;
}
