/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does what the service will do, as far as a terminal can see it. */

#include "replica-service.h"

#include <string.h>

#include "mado-chain.h"
#include "mado-kind.h"
#include "mado-profile.h"
#include "mado-projection.h"

typedef struct {
  MadoServedEntry entry;
  MadoOutcomeKind outcome;
  char *code;
  MadoLogPlace place;
  GArray *rows; /* before they are cut */
} Line;

typedef struct {
  gint64 received;
  MadoHash chain;
} Device;

static void
free_line (gpointer data)
{
  Line *line = data;

  mado_served_entry_clear (&line->entry);
  g_array_unref (line->rows);
  g_free (line->code);
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
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

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
  g_hash_table_unref (self->devices);
  g_free (self);
}

static char *
print_id (MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_strdup (text);
}

static Device *
find_device (ReplicaService *self, MadoId id)
{
  g_autofree char *key = print_id (id);
  Device *device = g_hash_table_lookup (self->devices, key);

  if (device == NULL) {
    device = g_new0 (Device, 1);
    g_hash_table_insert (self->devices, g_steal_pointer (&key), device);
  }

  return device;
}

/**
 * replica_service_greet:
 * @self: a service
 * @replica: a terminal's replica
 *
 * Returns: what it says of itself
 */
MadoHelloReply
replica_service_greet (ReplicaService *self, MadoReplica *replica)
{
  MadoHelloReply reply = { .oldest = 1, .newest = 1, .epoch = REPLICA_SERVICE_EPOCH, .is_primary = TRUE };
  MadoProfile profile = { 0 };
  const Device *device;

  g_assert_true (mado_profile_load (mado_replica_get_database (replica), &profile, NULL));
  device = find_device (self, profile.device);
  reply.head = self->head;
  reply.received = device->received;
  reply.chain = device->chain;

  return reply;
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

static void
add_line (ReplicaService *self, Line *line)
{
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) self->head.seq, &self->head.chain);

  mado_chain_append (chain, &line->entry.leaf);
  self->head = (MadoLogPlace) { self->head.seq + 1, *mado_chain_get_head (chain) };
  line->place = self->head;
  for (guint i = 0; i < line->rows->len; i++)
    g_array_index (line->rows, MadoServiceRow, i).seq = self->head.seq;
  g_ptr_array_add (self->lines, line);
}

static Line *
new_line (void)
{
  Line *line = g_new0 (Line, 1);

  line->rows = mado_service_rows_new ();

  return line;
}

static void
add_row (Line *line, MadoId id, MadoEntity *entity, MadoGone gone)
{
  const MadoServiceRow row = { id, 0, entity != NULL ? mado_entity_ref (entity) : NULL, gone };

  g_array_append_val (line->rows, row);
}

static void
say (ReplicaService *self, MadoId id, MadoEntity *entity, MadoGone gone)
{
  Line *line = new_line ();

  line->entry.leaf = mado_hash_of (&self->head, sizeof self->head); /* all that this person sees of it */
  add_row (line, id, entity, gone);
  add_line (self, line);
}

/**
 * replica_service_say:
 * @self: a service
 * @id: an entity's id
 * @entity: (nullable): what its log says of it, whatever did that; %NULL: it is out of sight
 */
void
replica_service_say (ReplicaService *self, MadoId id, MadoEntity *entity)
{
  say (self, id, entity, entity != NULL ? MADO_GONE_NOT : MADO_GONE_FROM_SIGHT);
}

/**
 * replica_service_erase:
 * @self: a service
 * @id: of an entity that must not be anywhere
 */
void
replica_service_erase (ReplicaService *self, MadoId id)
{
  say (self, id, NULL, MADO_GONE_ERASED);
}

/* --- what comes in ----------------------------------------------------------------------------------------------- */

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

static void
judge (ReplicaService *self, Line *line, const MadoOperation *operation, const MadoPerson *person, MadoInstant now)
{
  g_autoptr (MadoOutcome) outcome = replica_service_try (self, operation, person, now);

  mado_memory_take (self->memory, outcome);
  line->outcome = outcome->kind;
  line->code = g_strdup (outcome->refusal != NULL ? outcome->refusal->code : NULL);
  for (guint i = 0; i < outcome->entities->len; i++) {
    MadoEntity *entity = g_ptr_array_index (outcome->entities, i);

    add_row (line, mado_entity_get_id (entity), entity, MADO_GONE_NOT);
  }
}

/* The salt is the hash of the operation: nobody who sees it here has anything to guess. */
static void
seal (ReplicaService *self, Line *line, const MadoPushedOperation *pushed, MadoLogHeader *header)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (GError) error = NULL;
  gsize length = pushed->text != NULL ? g_bytes_get_size (pushed->text) : 0;

  header->seq = self->head.seq + 1;
  header->outcome = line->outcome;
  header->code = line->code;
  line->entry.header = mado_log_header_write (header, &error);
  g_assert_no_error (error);
  line->entry.has_salt = pushed->text != NULL;
  memcpy (line->entry.salt, &pushed->hash, sizeof line->entry.salt);
  line->entry.payload_hash = mado_chain_hash_payload (hasher, line->entry.salt,
                                                      length > 0 ? g_bytes_get_data (pushed->text, NULL) : "", length);
  line->entry.leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (line->entry.header, NULL),
                                           g_bytes_get_size (line->entry.header), &line->entry.payload_hash);
}

/* What was erased before it came has no id: it gets one, the same each time. */
static MadoId
name_operation (const MadoPushedOperation *pushed, const MadoOperation *operation)
{
  return operation != NULL ? mado_operation_get_header (operation)->id
                           : mado_id_build ((MadoInstant) { 0 }, pushed->hash.bytes);
}

static void
receive (ReplicaService *self,
         const MadoPushRequest *request,
         const MadoPushedOperation *pushed,
         const MadoPerson *person,
         MadoInstant now,
         GArray *known)
{
  g_autoptr (MadoOperation) operation =
      pushed->text != NULL
          ? mado_operation_read (g_bytes_get_data (pushed->text, NULL), g_bytes_get_size (pushed->text), NULL)
          : NULL;
  MadoLogHeader header = { .operation = name_operation (pushed, operation), .device = request->device };
  g_autofree char *hash = mado_hash_to_hex (&pushed->hash);
  const Line *before = g_hash_table_lookup (self->received, hash);
  Line *line;

  if (before != NULL) {
    const MadoKnownOperation is_known = { pushed->dseq, before->place.seq, before->outcome, g_strdup (before->code) };

    g_array_append_val (known, is_known);
    return;
  }
  line = new_line ();
  header.at = now;
  header.dseq = pushed->dseq;
  header.actor = person->account;
  header.terminal = "t-01";
  header.kind = operation != NULL ? mado_operation_get_header (operation)->kind : "";
  line->outcome = MADO_OUTCOME_REFUSED;
  if (pushed->is_withdrawn || operation == NULL)
    line->code = g_strdup (pushed->is_withdrawn ? "E_WITHDRAWN" : "E_ERASED");
  else if (strcmp (header.kind, "operation.withdraw") == 0)
    line->outcome = MADO_OUTCOME_APPLIED;
  else
    judge (self, line, operation, person, now);
  seal (self, line, pushed, &header);
  add_line (self, line);
  g_hash_table_insert (self->received, g_steal_pointer (&hash), line);
}

/**
 * replica_service_push:
 * @self: a service
 * @request: from a terminal
 * @person: whose it is
 * @now: official time
 *
 * Returns: (transfer full): what it has of the terminal's journal now
 */
MadoPushReply *
replica_service_push (ReplicaService *self, const MadoPushRequest *request, const MadoPerson *person, MadoInstant now)
{
  MadoPushReply *reply = mado_push_reply_new ();
  Device *device = find_device (self, request->device);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  MadoHash chain = request->before;

  for (guint i = 0; i < request->operations->len; i++) {
    const MadoPushedOperation *pushed = &g_array_index (request->operations, MadoPushedOperation, i);

    chain = mado_chain_hash_link (hasher, &chain, &pushed->hash);
    if (pushed->dseq > device->received + 1) {
      reply->verdict = MADO_PUSH_GAP;
      break;
    }
    receive (self, request, pushed, person, now, reply->known);
    if (pushed->dseq == device->received + 1)
      *device = (Device) { pushed->dseq, chain };
  }
  reply->epoch = REPLICA_SERVICE_EPOCH;
  reply->received = device->received;
  reply->chain = device->chain;
  reply->head = self->head;

  return reply;
}

/**
 * replica_service_enter:
 * @self: a service
 * @device: of a terminal, whose journal is here up to the entry before
 * @entry: the next one
 * @person: whose it is
 * @now: official time
 */
void
replica_service_enter (
    ReplicaService *self, MadoId device, const MadoJournalEntry *entry, const MadoPerson *person, MadoInstant now)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) reply = NULL;
  const MadoPushedOperation operation = { .dseq = entry->dseq, .hash = entry->hash, .text = g_bytes_ref (entry->text) };

  request->device = device;
  request->before = find_device (self, device)->chain;
  g_array_append_val (request->operations, operation);
  reply = replica_service_push (self, request, person, now);
  g_assert_cmpint (reply->received, ==, entry->dseq);
}

/**
 * replica_service_receive:
 * @self: a service
 * @replica: a terminal's replica: all that is unsent there comes, and is acknowledged
 * @person: whose it is
 * @now: official time
 */
void
replica_service_receive (ReplicaService *self, MadoReplica *replica, const MadoPerson *person, MadoInstant now)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_replica_list_unsent (replica, now, request, NULL));
  reply = replica_service_push (self, request, person, now);
  mado_replica_take_push (replica, reply, &error);
  g_assert_no_error (error);
}

/* --- what goes out ----------------------------------------------------------------------------------------------- */

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
add_cut (ReplicaService *self, const MadoServiceRow *row, const MadoPerson *person, GArray *rows)
{
  const MadoServiceRow cut = { row->id, row->seq, replica_service_cut (self, row->entity, person), row->gone };

  g_array_append_val (rows, cut);
}

static gboolean
has_row (const GArray *rows, MadoId id)
{
  for (guint i = 0; i < rows->len; i++)
    if (mado_id_compare (g_array_index (rows, MadoServiceRow, i).id, id) == 0)
      return TRUE;

  return FALSE;
}

/* The last that the log says of an entity. */
static const MadoServiceRow *
find_row (ReplicaService *self, MadoId id)
{
  for (guint i = self->lines->len; i > 0; i--) {
    const Line *line = g_ptr_array_index (self->lines, i - 1);

    for (guint j = line->rows->len; j > 0; j--) {
      const MadoServiceRow *row = &g_array_index (line->rows, MadoServiceRow, j - 1);

      if (mado_id_compare (row->id, id) == 0)
        return row;
    }
  }
  g_assert_not_reached ();
}

/* With its salt, as its author gets it; whoever else gets it here has nothing to hold it against. */
static void
add_entry (const Line *line, GArray *entries)
{
  MadoServedEntry entry = line->entry;

  if (entry.header != NULL)
    g_bytes_ref (entry.header);
  g_array_append_val (entries, entry);
}

/**
 * replica_service_pull:
 * @self: a service
 * @person: who asks
 * @after: where the replica's cursor is
 * @limit: how many entries at most
 *
 * Returns: (transfer full): the entries after that, and what they touched as it is now
 */
MadoPullReply *
replica_service_pull (ReplicaService *self, const MadoPerson *person, gint64 after, guint limit)
{
  MadoPullReply *reply = mado_pull_reply_new ();
  const guint n_entries = MIN (limit, self->lines->len - (guint) after);

  reply->epoch = REPLICA_SERVICE_EPOCH;
  reply->head = self->head;
  for (guint i = 0; i < n_entries; i++) {
    const Line *line = g_ptr_array_index (self->lines, (guint) after + i);

    add_entry (line, reply->entries);
    for (guint j = 0; j < line->rows->len; j++) {
      MadoId id = g_array_index (line->rows, MadoServiceRow, j).id;

      if (!has_row (reply->rows, id))
        add_cut (self, find_row (self, id), person, reply->rows);
    }
  }

  return reply;
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
  g_autoptr (MadoPullReply) reply = replica_service_pull (self, person, after, limit);

  return mado_replica_take (replica, reply, error);
}

static gboolean
load_row (
    ReplicaService *self, MadoReplica *replica, const MadoServiceRow *row, const MadoPerson *person, GError **error)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();

  reply->epoch = REPLICA_SERVICE_EPOCH;
  reply->head = self->head;
  reply->place = g_strdup ("next");
  add_cut (self, row, person, reply->rows);

  return mado_replica_load_rows (replica, reply, error);
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
  for (guint i = self->lines->len; i > 0; i--) {
    const Line *line = g_ptr_array_index (self->lines, i - 1);

    for (guint j = line->rows->len; j > 0; j--)
      if (!load_row (self, replica, &g_array_index (line->rows, MadoServiceRow, j - 1), person, error))
        return FALSE;
  }

  return TRUE;
}
