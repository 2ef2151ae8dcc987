/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The replica's promises without its file: thousands of worlds go by in the time in which one disk is formatted. */

#include "sim-memory-disk.h"

#include <string.h>

#include "mado-chain.h"
#include "mado-store-error.h"

/* The service's word on an entity. */
typedef struct {
  gint64 seq;
  MadoEntity *entity; /* (nullable) */
} Base;

/* As it is kept. */
typedef struct {
  SimEntry told; /* to the person */
  MadoHash hash;
  MadoHash chain;
  MadoInstant at;
  MadoInstant hold_until;
  gboolean is_withdrawn;
} Entry;

typedef struct {
  SimDisk parent;
  MadoJudge *judge;
  MadoPerson person;
  MadoId device;
  GArray *journal;   /* (element-type Entry) */
  GHashTable *bases; /* MadoId * → Base * */
  MadoCursor cursor;
  gint64 offered;      /* the last dseq that was listed for the service */
  MadoRecords records; /* the bases */
  MadoMemory *view;    /* (nullable): what is shown; made when it is looked at */
} MemoryDisk;

static const SimDiskType type;

static gboolean
find_base (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const MemoryDisk *self = user_data;
  const Base *base = g_hash_table_lookup (self->bases, &id);

  *out_entity = base != NULL && base->entity != NULL ? mado_entity_ref (base->entity) : NULL;

  return TRUE;
}

static gboolean
find_nobody (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  *out_holder = MADO_ID_NONE;

  return TRUE;
}

static guint
hash_id (gconstpointer key)
{
  guint value;

  memcpy (&value, ((const MadoId *) key)->bytes + 12, sizeof value);

  return value;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b) == 0;
}

static void
free_base (gpointer data)
{
  Base *base = data;

  g_clear_pointer (&base->entity, mado_entity_unref);
  g_free (base);
}

static void
clear_entry (gpointer data)
{
  mado_operation_unref (((Entry *) data)->told.operation);
}

static MemoryDisk *
make (MadoJudge *judge, const MadoPerson *person, MadoId device)
{
  MemoryDisk *self = g_new0 (MemoryDisk, 1);

  self->parent.type = &type;
  self->judge = judge;
  self->person = *person;
  self->device = device;
  self->journal = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->journal, clear_entry);
  self->bases = g_hash_table_new_full (hash_id, equal_ids, g_free, free_base);
  self->records = (MadoRecords) { find_base, find_nobody, self };

  return self;
}

static void
put_base (MemoryDisk *self, MadoId id, gint64 seq, MadoEntity *entity)
{
  Base *base = g_new (Base, 1);

  *base = (Base) { seq, entity != NULL ? mado_entity_ref (entity) : NULL };
  g_hash_table_insert (self->bases, g_memdup2 (&id, sizeof id), base);
}

static MemoryDisk *
copy (const MemoryDisk *self)
{
  MemoryDisk *image = make (self->judge, &self->person, self->device);
  GHashTableIter iter;
  gpointer id, base;

  for (guint i = 0; i < self->journal->len; i++) {
    Entry entry = g_array_index (self->journal, Entry, i);

    mado_operation_ref (entry.told.operation);
    g_array_append_val (image->journal, entry);
  }
  g_hash_table_iter_init (&iter, self->bases);
  while (g_hash_table_iter_next (&iter, &id, &base))
    put_base (image, *(MadoId *) id, ((Base *) base)->seq, ((Base *) base)->entity);
  image->cursor = self->cursor;
  image->cursor.place = g_strdup (self->cursor.place);

  return image;
}

static SimDisk *
copy_disk (SimDisk *disk)
{
  return &copy ((MemoryDisk *) disk)->parent;
}

static void
forget_view (MemoryDisk *self)
{
  g_clear_pointer (&self->view, mado_memory_free);
}

static void
free_disk (SimDisk *disk)
{
  MemoryDisk *self = (MemoryDisk *) disk;

  forget_view (self);
  mado_cursor_clear (&self->cursor);
  g_array_unref (self->journal);
  g_hash_table_unref (self->bases);
  g_free (self);
}

/* --- what is shown ----------------------------------------------------------------------------------------------- */

/* What the group does to @view; whether it may. */
static gboolean
do_group (MemoryDisk *self, MadoMemory *view, const GPtrArray *operations, MadoInstant now)
{
  MadoContext context = { .now = now, .actor = self->person, .signer = self->person };
  g_autoptr (GPtrArray) outcomes =
      mado_apply_group (self->judge, mado_memory_get_records (view), operations, &context, NULL);

  g_assert_nonnull (outcomes);
  for (guint i = 0; i < outcomes->len; i++)
    if (mado_outcome_is_refused (g_ptr_array_index (outcomes, i)))
      return FALSE;
  for (guint i = 0; i < outcomes->len; i++)
    mado_memory_take (view, g_ptr_array_index (outcomes, i));

  return TRUE;
}

static MadoId
get_group (const Entry *entry)
{
  return mado_operation_get_header (entry->told.operation)->group;
}

static gboolean
is_one_group (const Entry *a, const Entry *b)
{
  return mado_id_is_valid (get_group (a)) && mado_id_compare (get_group (a), get_group (b)) == 0 &&
         mado_id_is_valid (a->told.withdraws) == mado_id_is_valid (b->told.withdraws);
}

static gboolean
is_pending (const Entry *entry)
{
  return !entry->told.is_settled && !entry->is_withdrawn && !mado_id_is_valid (entry->told.withdraws);
}

static MadoMemory *
get_view (MemoryDisk *self, MadoInstant now)
{
  if (self->view != NULL)
    return self->view;
  self->view = mado_memory_new (&self->records);
  for (guint i = 0; i < self->journal->len;) {
    g_autoptr (GPtrArray) operations = g_ptr_array_new ();
    const Entry *first = &g_array_index (self->journal, Entry, i);

    do
      g_ptr_array_add (operations, g_array_index (self->journal, Entry, i++).told.operation);
    while (i < self->journal->len && is_one_group (first, &g_array_index (self->journal, Entry, i)));
    if (is_pending (first))
      do_group (self, self->view, operations, now);
  }

  return self->view;
}

static gboolean
is_listed (const GPtrArray *entities, MadoId id)
{
  for (guint i = 0; i < entities->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (entities, i)), id) == 0)
      return TRUE;

  return FALSE;
}

static GPtrArray *
list_cases (SimDisk *disk)
{
  MemoryDisk *self = (MemoryDisk *) disk;
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (GPtrArray) changed = mado_memory_list_entities (get_view (self, (MadoInstant) { 0 }), "case");
  GHashTableIter iter;
  gpointer id, base;

  for (guint i = 0; i < changed->len; i++)
    g_ptr_array_add (cases, mado_entity_ref (g_ptr_array_index (changed, i)));
  g_hash_table_iter_init (&iter, self->bases);
  while (g_hash_table_iter_next (&iter, &id, &base))
    if (((Base *) base)->entity != NULL && !is_listed (changed, *(MadoId *) id) &&
        g_str_equal (mado_entity_get_kind (((Base *) base)->entity), "case"))
      g_ptr_array_add (cases, mado_entity_ref (((Base *) base)->entity));

  return cases;
}

/* Of the journal after its first entries. */
static MadoHash
get_chain (const MemoryDisk *self, gint64 dseq)
{
  static const MadoHash beginning = { 0 };

  return dseq > 0 ? g_array_index (self->journal, Entry, dseq - 1).chain : beginning;
}

static Entry *
find_entry (const MemoryDisk *self, MadoId operation)
{
  for (guint i = 0; i < self->journal->len; i++) {
    Entry *entry = &g_array_index (self->journal, Entry, i);

    if (mado_id_compare (mado_operation_get_header (entry->told.operation)->id, operation) == 0)
      return entry;
  }

  return NULL;
}

/* --- what the person does ---------------------------------------------------------------------------------------- */

static void
append (MemoryDisk *self, MadoOperation *operation, MadoId withdraws, MadoInstant at, MadoInstant hold_until)
{
  GBytes *text = mado_operation_get_text (operation);
  Entry entry = { .told = { mado_operation_ref (operation), withdraws }, .at = at, .hold_until = hold_until };
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  MadoHash before = get_chain (self, self->journal->len);

  entry.hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  entry.chain = mado_chain_hash_link (hasher, &before, &entry.hash);
  g_array_append_val (self->journal, entry);
}

static gboolean
save (SimDisk *disk, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until)
{
  MemoryDisk *self = (MemoryDisk *) disk;

  if (!do_group (self, get_view (self, now), operations, now))
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    append (self, g_ptr_array_index (operations, i), MADO_ID_NONE, now, hold_until);

  return TRUE;
}

static gboolean
is_held (const Entry *entry, MadoInstant now)
{
  return is_pending (entry) && entry->at.microseconds <= now.microseconds &&
         entry->hold_until.microseconds > now.microseconds;
}

static void
take_back (MemoryDisk *self, SimPerson *person, guint i, MadoInstant now)
{
  Entry *entry = &g_array_index (self->journal, Entry, i);
  g_autoptr (MadoOperation) withdrawal = sim_person_take_back (person, entry->told.operation, now);

  entry->is_withdrawn = TRUE;
  append (self, withdrawal, mado_operation_get_header (entry->told.operation)->id, now, MADO_INSTANT_NONE);
}

static gboolean
withdraw (SimDisk *disk, SimPerson *person, MadoId operation, MadoInstant now)
{
  MemoryDisk *self = (MemoryDisk *) disk;
  const guint n = self->journal->len;
  Entry *entry = find_entry (self, operation);
  const Entry withdrawn = entry != NULL ? *entry : (Entry) { 0 };

  if (entry == NULL || !is_held (entry, now))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const Entry *other = &g_array_index (self->journal, Entry, i);

    if (other->told.operation == withdrawn.told.operation || is_one_group (&withdrawn, other))
      take_back (self, person, i, now);
  }
  forget_view (self);

  return TRUE;
}

/* --- what is there ----------------------------------------------------------------------------------------------- */

static GArray *
list_journal (SimDisk *disk)
{
  const MemoryDisk *self = (MemoryDisk *) disk;
  GArray *journal = sim_journal_new ();

  for (guint i = 0; i < self->journal->len; i++) {
    const SimEntry *entry = &g_array_index (self->journal, Entry, i).told;

    mado_operation_ref (entry->operation);
    g_array_append_vals (journal, entry, 1);
  }

  return journal;
}

static void
dup_cursor (SimDisk *disk, MadoCursor *out_cursor)
{
  const MemoryDisk *self = (MemoryDisk *) disk;

  *out_cursor = self->cursor;
  out_cursor->place = g_strdup (self->cursor.place);
}

static MadoEntity *
dup_base (SimDisk *disk, MadoId id)
{
  const Base *base = g_hash_table_lookup (((MemoryDisk *) disk)->bases, &id);

  return base != NULL && base->entity != NULL ? mado_entity_ref (base->entity) : NULL;
}

static guint
count_bases (SimDisk *disk)
{
  GHashTableIter iter;
  gpointer base;
  guint n = 0;

  g_hash_table_iter_init (&iter, ((MemoryDisk *) disk)->bases);
  while (g_hash_table_iter_next (&iter, NULL, &base))
    n += ((Base *) base)->entity != NULL;

  return n;
}

/* --- the line's side --------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "it does not fit");

  return FALSE;
}

static gboolean
load_cursor (gpointer user_data, MadoCursor *out_cursor, GError **error)
{
  dup_cursor (user_data, out_cursor);

  return TRUE;
}

static gboolean
load_device (gpointer user_data, MadoId *out_device, GError **error)
{
  *out_device = ((MemoryDisk *) user_data)->device;

  return TRUE;
}

static gboolean
list_unsent (gpointer user_data, MadoInstant now, MadoPushRequest *request, MadoInstant *out_held_until, GError **error)
{
  MemoryDisk *self = user_data;

  request->device = self->device;
  request->before = get_chain (self, self->cursor.received);
  for (guint i = (guint) self->cursor.received; i < self->journal->len && request->operations->len < 8; i++) {
    const Entry *entry = &g_array_index (self->journal, Entry, i);
    MadoPushedOperation pushed = { .dseq = i + 1, .hash = entry->hash, .is_withdrawn = entry->is_withdrawn };

    if (is_held (entry, now)) {
      if (request->operations->len == 0)
        *out_held_until = entry->hold_until;
      break;
    }
    pushed.text = g_bytes_ref (mado_operation_get_text (entry->told.operation));
    pushed.goes_on = i + 1 < self->journal->len && is_one_group (entry, &g_array_index (self->journal, Entry, i + 1));
    g_array_append_val (request->operations, pushed);
  }
  self->offered = self->cursor.received + request->operations->len;

  return TRUE;
}

static void
settle (Entry *entry, MadoOutcomeKind outcome)
{
  entry->told.is_settled = TRUE;
  entry->told.outcome = outcome;
}

static gboolean
agree (MemoryDisk *self, gint64 received, const MadoHash *chain, GError **error)
{
  MadoHash own;

  if (received > self->journal->len)
    return refuse (error);
  own = get_chain (self, received);
  forget_view (self);

  return mado_hash_equals (&own, chain) || refuse (error);
}

static gint64
find_unsettled (const MemoryDisk *self)
{
  for (guint i = 0; i < self->journal->len; i++)
    if (!g_array_index (self->journal, Entry, i).told.is_settled)
      return i;

  return self->journal->len;
}

static gboolean
take_hello (gpointer user_data, const MadoHelloReply *hello, GError **error)
{
  MemoryDisk *self = user_data;

  if (!agree (self, hello->received, &hello->chain, error))
    return FALSE;
  self->cursor.received = MIN (self->cursor.received, hello->received);
  if (hello->is_witness_true && mado_cursor_is_trusted (&self->cursor))
    self->cursor.epoch = hello->epoch;

  return TRUE;
}

static gboolean
take_push (gpointer user_data, const MadoPushReply *reply, GError **error)
{
  MemoryDisk *self = user_data;

  if (reply->verdict == MADO_PUSH_FORKED)
    return refuse (error);
  if (!agree (self, reply->received, &reply->chain, error))
    return FALSE;
  self->cursor.received = reply->verdict == MADO_PUSH_GAP
                              ? MIN (reply->received, self->cursor.received)
                              : MAX (self->cursor.received, MIN (reply->received, self->offered));
  for (guint i = 0; i < reply->known->len; i++) {
    const MadoKnownOperation *known = &g_array_index (reply->known, MadoKnownOperation, i);

    if (known->seq <= self->cursor.at.seq && known->dseq >= 1 && known->dseq <= self->journal->len)
      settle (&g_array_index (self->journal, Entry, known->dseq - 1), known->outcome);
  }

  return TRUE;
}

static gboolean
take_device (gpointer user_data, MadoId device, GError **error)
{
  MemoryDisk *self = user_data;

  self->device = device;
  self->cursor.received = self->offered = 0;

  return TRUE;
}

static gboolean
verify (const MemoryDisk *self, const MadoServedEntry *entry, const MadoLogHeader *header, gint64 seq)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  gsize length;
  const void *text = g_bytes_get_data (entry->header, &length);
  MadoHash leaf = mado_chain_hash_leaf (hasher, text, length, &entry->payload_hash);

  return header->seq == seq && mado_hash_equals (&leaf, &entry->leaf);
}

static void
hear_of_own (MemoryDisk *self, const MadoLogHeader *header)
{
  Entry *entry = find_entry (self, header->operation);

  if (entry != NULL)
    settle (entry, header->outcome);
}

static void
take_row (MemoryDisk *self, const MadoServiceRow *row)
{
  const Base *base = g_hash_table_lookup (self->bases, &row->id);

  if (base == NULL || row->seq > base->seq)
    put_base (self, row->id, row->seq, row->entity);
}

/* Returns: the cursor behind the entries, which are what they say that they are; seq -1: they are not */
static MadoLogPlace
verify_all (const MemoryDisk *self, const MadoPullReply *reply, GPtrArray *texts)
{
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) self->cursor.at.seq, &self->cursor.at.chain);
  const MadoLogPlace wrong = { .seq = -1 };
  gint64 seq = self->cursor.at.seq;

  for (guint i = 0; i < reply->entries->len; i++) {
    const MadoServedEntry *entry = &g_array_index (reply->entries, MadoServedEntry, i);
    MadoLogText *text = entry->header != NULL ? mado_log_text_read (entry->header, NULL) : NULL;

    mado_chain_append (chain, &entry->leaf);
    seq++;
    if (seq == self->cursor.highest.seq && !mado_hash_equals (mado_chain_get_head (chain), &self->cursor.highest.chain))
      return wrong;
    if (text == NULL)
      continue;
    g_ptr_array_add (texts, text);
    if (!verify (self, entry, mado_log_text_get_header (text), seq))
      return wrong;
  }

  return (MadoLogPlace) { seq, *mado_chain_get_head (chain) };
}

static gboolean
take_log (gpointer user_data, const MadoPullReply *reply, GError **error)
{
  MemoryDisk *self = user_data;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_log_text_free);
  const MadoLogPlace at = verify_all (self, reply, texts);

  if (at.seq < 0 || reply->epoch != self->cursor.epoch || self->cursor.place != NULL)
    return refuse (error);
  for (guint i = 0; i < texts->len; i++)
    hear_of_own (self, mado_log_text_get_header (g_ptr_array_index (texts, i)));
  for (guint i = 0; i < reply->rows->len; i++)
    take_row (self, &g_array_index (reply->rows, MadoServiceRow, i));
  self->cursor.at = at;
  if (reply->head.seq > self->cursor.highest.seq)
    self->cursor.highest = reply->head;
  forget_view (self);

  return TRUE;
}

/* Nothing that is here is certain any more. */
static gboolean
begin_loading (gpointer user_data, const MadoHelloReply *hello, GError **error)
{
  MemoryDisk *self = user_data;
  GHashTableIter iter;
  gpointer base;

  g_hash_table_iter_init (&iter, self->bases);
  while (g_hash_table_iter_next (&iter, NULL, &base))
    ((Base *) base)->seq = -1;
  mado_cursor_clear (&self->cursor);
  self->cursor.epoch = hello->epoch;
  self->cursor.sight = hello->sight;
  self->cursor.at = self->cursor.highest = hello->head;
  self->cursor.place = g_strdup ("");
  if (hello->is_witness_true)
    return TRUE;
  for (guint i = (guint) hello->received; i < self->journal->len; i++) /* what this service does not have any more */
    g_array_index (self->journal, Entry, i).told.is_settled = FALSE;
  self->cursor.received = self->offered = 0;

  return TRUE;
}

static gboolean
take_rows (gpointer user_data, const MadoRowsReply *reply, GError **error)
{
  MemoryDisk *self = user_data;

  for (guint i = 0; i < reply->rows->len; i++)
    take_row (self, &g_array_index (reply->rows, MadoServiceRow, i));
  if (reply->head.seq > self->cursor.highest.seq)
    self->cursor.highest = reply->head;
  g_free (self->cursor.place);
  self->cursor.place = g_strdup (reply->place != NULL ? reply->place : "");
  forget_view (self);

  return TRUE;
}

static gboolean
is_unnamed (gpointer id, gpointer base, gpointer user_data)
{
  return ((Base *) base)->seq == -1;
}

static gboolean
finish_loading (gpointer user_data, GError **error)
{
  MemoryDisk *self = user_data;

  g_hash_table_foreach_remove (self->bases, is_unnamed, NULL);
  mado_cursor_clear (&self->cursor);
  self->cursor.received = MIN (self->cursor.received, find_unsettled (self));
  self->offered = 0; /* what is under way says nothing of those */
  forget_view (self);

  return TRUE;
}

static MadoLineStore
get_store (SimDisk *disk)
{
  return (MadoLineStore) {
    .load_cursor = load_cursor,
    .load_device = load_device,
    .list_unsent = list_unsent,
    .take_hello = take_hello,
    .take_push = take_push,
    .fork = take_device,
    .take_log = take_log,
    .begin_loading = begin_loading,
    .take_rows = take_rows,
    .finish_loading = finish_loading,
    .user_data = disk,
  };
}

static const SimDiskType type = {
  .copy = copy_disk,
  .free = free_disk,
  .save = save,
  .withdraw = withdraw,
  .list_cases = list_cases,
  .list_journal = list_journal,
  .load_cursor = dup_cursor,
  .find_base = dup_base,
  .count_bases = count_bases,
  .get_store = get_store,
};

/**
 * sim_memory_disk_new:
 * @judge: of the programme; outlives it
 * @person: whose profile it is; the same
 * @device: its id
 *
 * Returns: (transfer full): a disk with nothing on it
 */
SimDisk *
sim_memory_disk_new (MadoJudge *judge, const MadoPerson *person, MadoId device)
{
  return &make (judge, person, device)->parent;
}
