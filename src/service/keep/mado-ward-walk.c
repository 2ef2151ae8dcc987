/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through all that a ward has, a page at a time. Each link of each log is held against the one before. */

#include "mado-ward-walk.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-ward-standing.h"

#define ENTRIES_AT_ONCE 500
#define BYTES_AT_ONCE (1024 * 1024) /* of entries */
#define ENTITIES_AT_ONCE 200
#define SMALL_AT_ONCE 1000
#define RECORDS_AT_ONCE 50 /* an operation that was set aside is as long as one may be */

typedef struct {
  MadoBackend *backend;
  const MadoWardTaker *taker;
} Walk;

typedef struct {
  const Walk *walk;
  const char *name;
  MadoStreamStand stand;
  MadoLogPlace since;
  MadoChain *chain; /* at the last entry that was taken */
} LogWalk;

static gboolean
take (const Walk *self, const MadoWardItem *item, GError **error)
{
  return self->taker->take (self->taker->user_data, item, error);
}

/* --- entities ---------------------------------------------------------------------------------------------------- */

static gboolean
take_row (const Walk *self, const MadoStoredRow *row, GError **error)
{
  return take (self, &(MadoWardItem) { .kind = MADO_WARD_ITEM_ENTITY, .stream = row->stream, .row = *row }, error);
}

static gboolean
walk_entities (const LogWalk *self, GError **error)
{
  MadoBackend *backend = self->walk->backend;
  g_autofree char *place = g_strdup ("");

  while (place != NULL) {
    g_autoptr (GArray) rows = NULL;
    char *next = NULL;

    if (!backend->type->list_entities (backend, self->stand.number, place, ENTITIES_AT_ONCE, &rows, &next, error))
      return FALSE;
    g_free (place);
    place = next;
    for (guint i = 0; i < rows->len; i++)
      if (!take_row (self->walk, &g_array_index (rows, MadoStoredRow, i), error))
        return FALSE;
  }

  return TRUE;
}

static void
add_id (GHashTable *ids, MadoId id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* The end of an id is chance. */
static guint
hash_id (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const MadoId *) id)->bytes + sizeof (MadoId) - sizeof hash, sizeof hash);

  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b) == 0;
}

static GHashTable *
collect_touched (const GPtrArray *entries)
{
  GHashTable *ids = g_hash_table_new_full (hash_id, equal_ids, g_free, NULL);

  for (guint i = 0; i < entries->len; i++) {
    const MadoStoredEntry *entry = g_ptr_array_index (entries, i);

    if (mado_id_is_valid (entry->entity))
      add_id (ids, entry->entity);
    for (guint j = 0; j < entry->touched->len; j++)
      add_id (ids, g_array_index (entry->touched, MadoId, j));
  }

  return ids;
}

/* As they are now, which may be ahead of the entries. */
static gboolean
walk_touched (const LogWalk *self, const GPtrArray *entries, GError **error)
{
  MadoBackend *backend = self->walk->backend;
  g_autoptr (GHashTable) ids = collect_touched (entries);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    g_auto (MadoStoredRow) row = { 0 };

    if (!backend->type->find_entity (backend, *(const MadoId *) id, &row, error) ||
        (row.seq > 0 && !take_row (self->walk, &row, error)))
      return FALSE;
  }

  return TRUE;
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

static gboolean
verify_entry (const LogWalk *self, const MadoStoredEntry *entry, GError **error)
{
  if (mado_stored_entry_verify (entry, self->chain, error))
    return TRUE;
  g_prefix_error (error, "the log of \"%s\": ", self->name);

  return FALSE;
}

static gboolean
take_entries (const LogWalk *self, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++) {
    MadoStoredEntry *entry = g_ptr_array_index (entries, i);
    const MadoWardItem item = { .kind = MADO_WARD_ITEM_ENTRY, .stream = self->stand.number, .entry = entry };

    if (!verify_entry (self, entry, error) || !take (self->walk, &item, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
take_stand (const LogWalk *self, MadoWardItemKind kind, const MadoLogPlace *head, GError **error)
{
  const MadoWardItem item = {
    .kind = kind,
    .stream = self->stand.number,
    .name = (char *) self->name,
    .stand = { self->stand.number, self->stand.epoch, self->stand.revision, *head },
  };

  return take (self->walk, &item, error);
}

static gboolean
walk_entries (const LogWalk *self, GError **error)
{
  MadoBackend *backend = self->walk->backend;

  for (;;) {
    const gint64 after = (gint64) mado_chain_get_seq (self->chain);
    g_autoptr (GPtrArray) entries = NULL;

    if (!backend->type->list_entries (backend, self->stand.number, after, ENTRIES_AT_ONCE, BYTES_AT_ONCE, &entries,
                                      error))
      return FALSE;
    if (entries->len == 0)
      return TRUE;
    if ((self->since.seq > 0 && !walk_touched (self, entries, error)) || !take_entries (self, entries, error))
      return FALSE;

    const MadoLogPlace place = { (gint64) mado_chain_get_seq (self->chain), *mado_chain_get_head (self->chain) };

    if (!take_stand (self, MADO_WARD_ITEM_PLACE, &place, error))
      return FALSE;
  }
}

static gboolean
fail_log (const LogWalk *self, const char *how, GError **error)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "the log of \"%s\" %s", self->name, how);

  return FALSE;
}

/* Whoever has a part of it already must have a part of this one. */
static gboolean
check_since (const LogWalk *self, GError **error)
{
  MadoBackend *backend = self->walk->backend;
  g_autoptr (MadoStoredEntry) entry = NULL;

  if (self->since.seq == 0)
    return TRUE;
  if (!backend->type->find_entry (backend, self->stand.number, self->since.seq, &entry, error))
    return FALSE;
  if (entry == NULL || !mado_hash_equals (&entry->chain, &self->since.chain))
    return fail_log (self, "is another than the one that is there already", error);

  return TRUE;
}

static gboolean
check_head (const LogWalk *self, GError **error)
{
  if ((gint64) mado_chain_get_seq (self->chain) != self->stand.head.seq ||
      !mado_hash_equals (mado_chain_get_head (self->chain), &self->stand.head.chain))
    return fail_log (self, "does not end where its stream says", error);

  return TRUE;
}

static gboolean
walk_devices (const LogWalk *self, GError **error)
{
  MadoBackend *backend = self->walk->backend;
  g_autoptr (GPtrArray) devices = NULL;

  if (!backend->type->list_devices (backend, self->stand.number, &devices, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const MadoWardItem item = {
      .kind = MADO_WARD_ITEM_DEVICE,
      .stream = self->stand.number,
      .device = g_ptr_array_index (devices, i),
    };

    if (!take (self->walk, &item, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
walk_stream (LogWalk *self, GError **error)
{
  return check_since (self, error) && (self->since.seq > 0 || walk_entities (self, error)) &&
         walk_entries (self, error) && check_head (self, error) &&
         take_stand (self, MADO_WARD_ITEM_STAND, &self->stand.head, error) && walk_devices (self, error);
}

/* An entry may touch what belongs to another stream: so all are there before the first. */
static gboolean
walk_streams (const Walk *walk,
              const MadoWardMark *since,
              gboolean (*go) (LogWalk *self, GError **error),
              GError **error)
{
  MadoBackend *backend = walk->backend;
  g_autoptr (GPtrArray) names = NULL;

  if (!backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    const MadoLogPlace place = since != NULL ? mado_ward_mark_get_place (since, name) : (MadoLogPlace) { 0 };
    g_autoptr (MadoChain) chain = mado_chain_new ((guint64) place.seq, &place.chain);
    LogWalk self = { .walk = walk, .name = name, .since = place, .chain = chain };

    if (!backend->type->find_stream (backend, self.name, &self.stand, error) || !go (&self, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
take_stream (LogWalk *self, GError **error)
{
  return take_stand (self, MADO_WARD_ITEM_STREAM, &(const MadoLogPlace) { 0 }, error);
}

/* --- what the streams share -------------------------------------------------------------------------------------- */

static gboolean
walk_claims (const Walk *self, GError **error)
{
  g_autofree char *after = g_strdup ("");

  for (;;) {
    g_autoptr (GArray) claims = NULL;

    if (!self->backend->type->list_claims (self->backend, after, SMALL_AT_ONCE, &claims, error))
      return FALSE;
    if (claims->len == 0)
      return TRUE;
    for (guint i = 0; i < claims->len; i++) {
      const MadoStoredClaim *claim = &g_array_index (claims, MadoStoredClaim, i);

      if (!take (self, &(MadoWardItem) { .kind = MADO_WARD_ITEM_CLAIM, .claim = *claim }, error))
        return FALSE;
      g_set_str (&after, claim->claim);
    }
  }
}

static gboolean
take_part (const Walk *self, const MadoStoredPart *part, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_known = FALSE;

  if (self->taker->knows != NULL && !self->taker->knows (self->taker->user_data, part, &is_known, error))
    return FALSE;
  if (!is_known && !self->backend->type->find_blob (self->backend, &part->hash, part->part, &bytes, error))
    return FALSE;

  return take (self, &(MadoWardItem) { .kind = MADO_WARD_ITEM_PART, .part = *part, .bytes = bytes }, error);
}

static gboolean
walk_parts (const Walk *self, GError **error)
{
  MadoStoredPart last;
  const MadoStoredPart *after = NULL;

  for (;;) {
    g_autoptr (GArray) parts = NULL;

    if (!self->backend->type->list_parts (self->backend, after, SMALL_AT_ONCE, &parts, error))
      return FALSE;
    if (parts->len == 0)
      return TRUE;
    for (guint i = 0; i < parts->len; i++)
      if (!take_part (self, &g_array_index (parts, MadoStoredPart, i), error))
        return FALSE;
    last = g_array_index (parts, MadoStoredPart, parts->len - 1);
    after = &last;
  }
}

static gboolean
walk_shelf (const Walk *self, const char *shelf, GError **error)
{
  g_autofree char *after = g_strdup ("");

  for (;;) {
    g_autoptr (GPtrArray) keys = NULL, values = NULL;

    if (!self->backend->type->list_records (self->backend, shelf, after, RECORDS_AT_ONCE, &keys, &values, error))
      return FALSE;
    if (keys->len == 0)
      return TRUE;
    for (guint i = 0; i < keys->len; i++) {
      const MadoWardItem item = {
        .kind = MADO_WARD_ITEM_RECORD,
        .name = (char *) shelf,
        .key = g_ptr_array_index (keys, i),
        .bytes = g_ptr_array_index (values, i),
      };

      if (!take (self, &item, error))
        return FALSE;
      g_set_str (&after, item.key);
    }
  }
}

static gboolean
walk_shelves (const Walk *self, GError **error)
{
  g_autofree char *shelf = g_strdup ("");

  for (;;) {
    char *next = NULL;

    if (!self->backend->type->find_shelf (self->backend, shelf, &next, error))
      return FALSE;
    if (next == NULL)
      return TRUE;
    g_free (shelf);
    shelf = next;
    if (strcmp (shelf, MADO_WARD_STANDING_SHELF) != 0 && !walk_shelf (self, shelf, error))
      return FALSE;
  }
}

static gboolean
walk_looks (const Walk *self, gint64 after, GError **error)
{
  for (;;) {
    g_autoptr (GArray) looks = NULL;

    if (!self->backend->type->list_reads (self->backend, after, SMALL_AT_ONCE, &looks, error))
      return FALSE;
    if (looks->len == 0)
      return TRUE;
    for (guint i = 0; i < looks->len; i++) {
      const MadoStoredRead *look = &g_array_index (looks, MadoStoredRead, i);

      if (!take (self, &(MadoWardItem) { .kind = MADO_WARD_ITEM_LOOK, .look = *look }, error))
        return FALSE;
      after = look->number;
    }
  }
}

/**
 * mado_ward_walk:
 * @from: a backend, in a turn: what it says is of one moment
 * @since: (nullable): what the taker has already; %NULL: nothing
 * @taker: who takes it
 * @error: %MADO_BASE_ERROR_MISMATCH where a log is broken, or another than the taker's; what else went wrong with
 * either
 *
 * Of the log, and of what it touched, what came after @since is taken; of everything else all, so that whoever takes it
 * finds what is there no more. The ward's standing is no part of it.
 *
 * Returns: whether everything was taken
 */
gboolean
mado_ward_walk (MadoBackend *from, const MadoWardMark *since, const MadoWardTaker *taker, GError **error)
{
  const Walk self = { from, taker };

  return walk_streams (&self, since, take_stream, error) && walk_streams (&self, since, walk_stream, error) &&
         walk_claims (&self, error) && walk_parts (&self, error) && walk_shelves (&self, error) &&
         walk_looks (&self, since != NULL ? mado_ward_mark_get_look (since) : 0, error);
}
