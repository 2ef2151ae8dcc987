/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How operations are judged over what is shown, and what is noted of it: where they looked, what they found there, and
 * where something else is found for their sake. */

#include "mado-receipt-index.h"
#include "mado-replica-private.h"

#include <string.h>

/* --- where they look --------------------------------------------------------------------------------------------- */

static MadoHash
hash_entity (const MadoEntity *entity)
{
  GBytes *text;

  if (entity == NULL)
    return (MadoHash) { 0 };
  text = mado_entity_get_text (entity);

  return mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static gboolean
find_entity_cb (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  MadoReplica *self = user_data;
  g_autofree char *key = mado_pending_key_of_entity (id);
  MadoHash found;

  if (!mado_records_find_entity (&self->records, id, out_entity, error))
    return FALSE;
  found = hash_entity (*out_entity);
  mado_pending_unit_read (self->judged, key, &found);

  return TRUE;
}

static MadoHash
hash_holder (MadoId holder)
{
  MadoHash hash = { 0 };

  memcpy (hash.bytes, holder.bytes, sizeof holder.bytes);

  return hash;
}

static gboolean
find_holder_cb (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  MadoReplica *self = user_data;
  g_autofree char *key = mado_pending_key_of_claim (claim);
  MadoHash found;

  if (!mado_records_find_holder (&self->records, claim, out_holder, error))
    return FALSE;
  found = hash_holder (*out_holder);
  mado_pending_unit_read (self->judged, key, &found);

  return TRUE;
}

/**
 * mado_replica_look:
 * @self: a replica
 * @key: where an operation looks (see mado-pending.h)
 * @out_found: (out): what it would find there now
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_replica_look (MadoReplica *self, const char *key, MadoHash *out_found, GError **error)
{
  const char *claim = mado_pending_key_get_claim (key);
  g_autoptr (MadoEntity) entity = NULL;
  MadoId holder;

  if (claim != NULL) {
    if (!mado_records_find_holder (&self->records, claim, &holder, error))
      return FALSE;
    *out_found = hash_holder (holder);
    return TRUE;
  }
  if (!mado_records_find_entity (&self->records, mado_pending_key_get_entity (key), &entity, error))
    return FALSE;
  *out_found = hash_entity (entity);

  return TRUE;
}

/* --- where something else is found ------------------------------------------------------------------------------- */

typedef void (*Note) (gpointer notes, const char *key);

/* Where the same entity has the same receipt number, whoever looks for that finds who was found before. */
static void
note_claims (MadoReplica *self, const MadoEntity *before, const MadoEntity *after, Note note, gpointer notes)
{
  const MadoProgramme *programme = mado_judge_get_programme (self->judge);
  g_autofree char *old = mado_receipt_dup_claim (programme, before);
  g_autofree char *new = mado_receipt_dup_claim (programme, after);
  const char *const claims[] = { old, new };

  for (gsize i = 0; i < G_N_ELEMENTS (claims) && g_strcmp0 (old, new) != 0; i++) {
    g_autofree char *key = claims[i] != NULL ? mado_pending_key_of_claim (claims[i]) : NULL;

    if (key != NULL)
      note (notes, key);
  }
}

/**
 * mado_replica_note_shown:
 * @self: a replica that has judged
 * @id: an entity that is shown otherwise for the sake of what was judged
 * @before: (nullable): what was shown of it
 * @after: what is shown of it now
 */
void
mado_replica_note_shown (MadoReplica *self, MadoId id, const MadoEntity *before, const MadoEntity *after)
{
  g_autofree char *key = mado_pending_key_of_entity (id);

  mado_pending_unit_write (self->judged, key);
  note_claims (self, before, after, (Note) mado_pending_unit_write, self->judged);
}

/**
 * mado_replica_note_word:
 * @self: a replica
 * @id: an entity of which the service says something else
 * @before: (nullable): what the service said of it before; %NULL: nothing
 * @after: (nullable): what it says of it now
 */
void
mado_replica_note_word (MadoReplica *self, MadoId id, const MadoEntity *before, const MadoEntity *after)
{
  g_autofree char *key = NULL;

  if (!mado_pending_is_known (self->pending))
    return;
  key = mado_pending_key_of_entity (id);
  mado_pending_note (self->pending, key);
  note_claims (self, before, after, (Note) mado_pending_note, self->pending);
}

/**
 * mado_replica_note_pending:
 * @self: a replica, in a transaction of mado_replica_begin(), that shows what it judged last
 * @group: the group of what it judged, or %MADO_ID_NONE
 * @first: the number of the first of its operations in the journal
 * @n_operations: how many they are, one after the other
 */
void
mado_replica_note_pending (MadoReplica *self, MadoId group, gint64 first, guint n_operations)
{
  if (n_operations > 1 && !mado_id_is_valid (group)) { /* each will be judged for itself */
    mado_pending_forget (self->pending);
    return;
  }
  for (guint i = 0; i < n_operations; i++) {
    const gint64 number = first + i;

    g_array_append_val (self->judged->numbers, number);
  }
  self->judged->group = group;
  mado_pending_add (self->pending, g_steal_pointer (&self->judged));
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

/* The key of the signature that one of them carries, if it is good: who uses this profile signs here, nobody else. */
static const MadoPublicKey *
find_signer (const GPtrArray *operations, MadoPublicKey *key)
{
  for (guint i = 0; i < operations->len; i++) {
    const MadoOperation *operation = g_ptr_array_index (operations, i);

    if (mado_operation_is_signed (operation) && mado_operation_verify (operation, key, NULL))
      return key;
  }

  return NULL;
}

static GPtrArray *
judge_one (MadoReplica *self,
           const MadoRecords *records,
           const MadoOperation *operation,
           const MadoContext *context,
           GError **error)
{
  MadoOutcome *outcome = mado_apply (self->judge, records, operation, context, error);
  GPtrArray *outcomes;

  if (outcome == NULL)
    return NULL;
  outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);
  g_ptr_array_add (outcomes, outcome);

  return outcomes;
}

/**
 * mado_replica_judge:
 * @self: a replica
 * @operations: (element-type MadoOperation): one, or those of a group
 * @now: when they were saved: so the same comes of them whenever they are judged again
 * @error: where to put why nobody can say
 *
 * What they look at is noted, until others are judged.
 *
 * Returns: (transfer full) (element-type MadoOutcome): what comes of each over what is shown
 */
GPtrArray *
mado_replica_judge (MadoReplica *self, const GPtrArray *operations, MadoInstant now, GError **error)
{
  const MadoRecords watched = { find_entity_cb, find_holder_cb, self, mado_records_are_whole (&self->records) };
  MadoPublicKey key;
  const MadoContext context = {
    .now = now,
    .actor = self->person,
    .signer_key = find_signer (operations, &key),
    .signer = self->person,
  };

  mado_pending_unit_free (self->judged);
  self->judged = mado_pending_unit_new ();
  if (operations->len == 1)
    return judge_one (self, &watched, g_ptr_array_index (operations, 0), &context, error);

  return mado_apply_group (self->judge, &watched, operations, &context, error);
}
