/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does what the service will do, as far as a terminal can see it. */

#include "replica-service.h"

#include "mado-chain.h"
#include "mado-kind.h"
#include "mado-projection.h"

typedef struct {
  MadoId operation;
  MadoOutcomeKind outcome;
  const char *code;
  MadoServiceWord *words; /* before they are cut */
  guint n_words;
  MadoLogPlace place;
  MadoHash leaf;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  for (guint i = 0; i < line->n_words; i++)
    g_clear_pointer (&line->words[i].entity, mado_entity_unref);
  g_free (line->words);
  g_free (line);
}

/**
 * replica_service_new:
 * @programme: of its stream
 *
 * Returns: (transfer full): a service with nothing on record
 */
ReplicaService *
replica_service_new (MadoProgramme *programme)
{
  ReplicaService *self = g_new0 (ReplicaService, 1);

  self->judge = mado_judge_new (programme, NULL);
  self->memory = mado_memory_new (NULL);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->received = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * replica_service_free:
 * @self: (transfer full): a service
 */
void
replica_service_free (ReplicaService *self)
{
  mado_judge_free (self->judge);
  mado_memory_free (self->memory);
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->received);
  g_free (self);
}

static Line *
add_line (ReplicaService *self, MadoId operation)
{
  Line *line = g_new0 (Line, 1);
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) self->head.seq, &self->head.chain);

  line->operation = operation;
  line->leaf = mado_hash_of (&self->head, sizeof self->head);
  mado_chain_append (chain, &line->leaf);
  self->head = (MadoLogPlace) { self->head.seq + 1, *mado_chain_get_head (chain) };
  line->place = self->head;
  g_ptr_array_add (self->lines, line);

  return line;
}

/**
 * replica_service_say:
 * @self: a service
 * @id: an entity's id
 * @entity: (nullable): what its log says of it, whatever did that; %NULL: it is gone
 */
void
replica_service_say (ReplicaService *self, MadoId id, MadoEntity *entity)
{
  Line *line = add_line (self, MADO_ID_NONE);

  line->n_words = 1;
  line->words = g_new0 (MadoServiceWord, 1);
  line->words[0] = (MadoServiceWord) { id, entity != NULL ? mado_entity_ref (entity) : NULL };
}

/**
 * replica_service_try:
 * @self: a service
 * @operation: an operation
 * @person: who wants it
 * @now: official time
 *
 * Returns: (transfer full): what would come of it
 */
MadoOutcome *
replica_service_try (ReplicaService *self, const MadoOperation *operation, const MadoPerson *person, MadoInstant now)
{
  MadoContext context = { .now = now, .actor = *person, .signer = *person };
  MadoPublicKey key;
  MadoOutcome *outcome;

  if (mado_operation_is_signed (operation) && mado_operation_verify (operation, &key, NULL)) {
    context.signer_key = &key;
    if (self->find_signer != NULL)
      context.signer = self->find_signer (self->user_data, &key);
  }
  outcome = mado_apply (self->judge, mado_memory_get_records (self->memory), operation, &context, NULL);
  g_assert_nonnull (outcome);

  return outcome;
}

/**
 * replica_service_receive:
 * @self: a service
 * @entry: of a terminal's journal
 * @person: whose it is
 * @now: official time
 */
void
replica_service_receive (ReplicaService *self, const MadoJournalEntry *entry, const MadoPerson *person, MadoInstant now)
{
  g_autoptr (MadoOperation) operation = NULL;
  g_autoptr (MadoOutcome) outcome = NULL;
  char id[MADO_ID_TEXT_SIZE];
  Line *line;

  mado_id_to_text (entry->operation, id);
  if (!g_hash_table_add (self->received, g_strdup (id)))
    return;
  line = add_line (self, entry->operation);
  line->outcome = MADO_OUTCOME_REFUSED;
  line->code = "E_WITHDRAWN";
  if (entry->state == MADO_JOURNAL_WITHDRAWN || mado_id_is_valid (entry->withdraws) || entry->text == NULL)
    return;
  operation = mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), NULL);
  outcome = replica_service_try (self, operation, person, now);
  mado_memory_take (self->memory, outcome);
  line->outcome = outcome->kind;
  line->code = outcome->refusal != NULL ? outcome->refusal->code : NULL;
  line->n_words = outcome->entities->len;
  line->words = g_new0 (MadoServiceWord, line->n_words + 1);
  for (guint i = 0; i < line->n_words; i++) {
    MadoEntity *entity = g_ptr_array_index (outcome->entities, i);

    line->words[i] = (MadoServiceWord) { mado_entity_get_id (entity), mado_entity_ref (entity) };
  }
}

/**
 * replica_service_cut:
 * @self: a service
 * @entity: (nullable): an entity
 * @person: who gets it
 *
 * Returns: (transfer full) (nullable): what the person may see of it; of a kind that nobody knows, all
 */
MadoEntity *
replica_service_cut (ReplicaService *self, MadoEntity *entity, const MadoPerson *person)
{
  MadoEntity *projected = NULL;

  if (entity == NULL)
    return NULL;
  if (mado_kinds_find (mado_entity_get_kind (entity)) == NULL)
    return mado_entity_ref (entity);
  g_assert_true (
      mado_project_for_person (mado_judge_get_programme (self->judge), entity, NULL, person, &projected, NULL));

  return projected;
}

static void
free_words (gpointer data)
{
  MadoServiceWord *words = data;

  for (guint i = 0; mado_id_is_valid (words[i].id); i++)
    g_clear_pointer (&words[i].entity, mado_entity_unref);
  g_free (words);
}

static MadoServiceWord *
cut_words (ReplicaService *self, const Line *line, const MadoPerson *person)
{
  MadoServiceWord *words = g_new0 (MadoServiceWord, line->n_words + 1);

  for (guint i = 0; i < line->n_words; i++)
    words[i] = (MadoServiceWord) { line->words[i].id, replica_service_cut (self, line->words[i].entity, person) };

  return words;
}

/**
 * replica_service_tell:
 * @self: a service
 * @replica: a terminal's replica
 * @person: whose it is
 * @after: where the replica's cursor is
 * @limit: how many entries at most
 * @error: what the replica says
 *
 * Returns: whether the replica took them
 */
gboolean
replica_service_tell (
    ReplicaService *self, MadoReplica *replica, const MadoPerson *person, gint64 after, guint limit, GError **error)
{
  guint n_entries = MIN (limit, self->lines->len - (guint) after);
  g_autofree MadoLogEntry *entries = g_new0 (MadoLogEntry, n_entries + 1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (free_words);

  for (guint i = 0; i < n_entries; i++) {
    const Line *line = g_ptr_array_index (self->lines, (guint) after + i);

    g_ptr_array_add (kept, cut_words (self, line, person));
    entries[i] = (MadoLogEntry) {
      .seq = line->place.seq,
      .leaf = line->leaf,
      .chain = line->place.chain,
      .operation = line->operation,
      .outcome = line->outcome,
      .code = line->code,
      .words = g_ptr_array_index (kept, i),
      .n_words = line->n_words,
    };
  }

  return mado_replica_take (replica, REPLICA_SERVICE_EPOCH, entries, n_entries, error);
}

/* The last that the log says of each entity. */
static GArray *
collect_rows (ReplicaService *self, const MadoPerson *person, GPtrArray *kept)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (MadoServiceRow));

  for (guint i = 0; i < self->lines->len; i++) {
    const Line *line = g_ptr_array_index (self->lines, i);
    MadoServiceWord *words = cut_words (self, line, person);

    g_ptr_array_add (kept, words);
    for (guint j = 0; j < line->n_words; j++) {
      const MadoServiceRow row = { words[j], line->place.seq };

      g_array_append_val (rows, row);
    }
  }

  return rows;
}

/**
 * replica_service_load:
 * @self: a service
 * @replica: a terminal's replica, which is loading
 * @person: whose it is
 * @error: what the replica says
 *
 * Returns: whether the replica has all rows: the newest first, so that it has to leave the older ones
 */
gboolean
replica_service_load (ReplicaService *self, MadoReplica *replica, const MadoPerson *person, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (free_words);
  g_autoptr (GArray) rows = collect_rows (self, person, kept);

  for (guint i = rows->len; i > 0; i--)
    if (!mado_replica_load_rows (replica, &g_array_index (rows, MadoServiceRow, i - 1), 1, "next", &self->head, error))
      return FALSE;

  return TRUE;
}
