/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It believes nobody: what an edit saw is held against what the log did before it, item by item, and the chain is made
 * anew from what is kept. */

#include "sim-verdict.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-chain.h"
#include "mado-json-member.h"
#include "mado-projection.h"

/* What somebody was told is saved. */
typedef struct {
  MadoOperation *operation;
  gboolean is_excused; /* the disk that it was on was put back to a time before it */
  gboolean is_withdrawn;
} Saved;

struct _SimVerdict {
  GHashTable *saved; /* id as text → Saved * */
};

typedef struct {
  char text[MADO_ID_TEXT_SIZE];
} Key;

static Key
get_key (MadoId id)
{
  Key key;

  mado_id_to_text (id, key.text);

  return key;
}

static void
free_saved (gpointer data)
{
  Saved *saved = data;

  mado_operation_unref (saved->operation);
  g_free (saved);
}

/**
 * sim_verdict_new:
 *
 * Returns: (transfer full): a verdict on a world in which nothing was done yet
 */
SimVerdict *
sim_verdict_new (void)
{
  SimVerdict *self = g_new0 (SimVerdict, 1);

  self->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_saved);

  return self;
}

/**
 * sim_verdict_free:
 * @self: (transfer full): a verdict
 */
void
sim_verdict_free (SimVerdict *self)
{
  g_hash_table_unref (self->saved);
  g_free (self);
}

static Saved *
find (const SimVerdict *self, MadoId operation)
{
  return g_hash_table_lookup (self->saved, get_key (operation).text);
}

/**
 * sim_verdict_note_saved:
 * @self: a verdict
 * @operation: what somebody was told is saved
 */
void
sim_verdict_note_saved (SimVerdict *self, MadoOperation *operation)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->operation = mado_operation_ref (operation);
  g_hash_table_insert (self->saved, g_strdup (get_key (mado_operation_get_header (operation)->id).text), saved);
}

/**
 * sim_verdict_note_withdrawn:
 * @self: a verdict
 * @operation: what somebody was told is taken back
 */
void
sim_verdict_note_withdrawn (SimVerdict *self, MadoId operation)
{
  find (self, operation)->is_withdrawn = TRUE;
}

/* The one that is put back may not know of a withdrawal any more: then both may be. */
static void
excuse (SimVerdict *self, const SimEntry *entry)
{
  find (self, mado_operation_get_header (entry->operation)->id)->is_excused = TRUE;
  if (mado_id_is_valid (entry->withdraws))
    find (self, entry->withdraws)->is_withdrawn = FALSE;
}

/**
 * sim_verdict_excuse:
 * @self: a verdict
 * @disk: a disk
 * @image: what it is put back to
 */
void
sim_verdict_excuse (SimVerdict *self, SimDisk *disk, SimDisk *image)
{
  g_autoptr (GArray) journal = sim_disk_list_journal (disk);
  g_autoptr (GArray) kept = sim_disk_list_journal (image);

  for (guint i = kept->len; i < journal->len; i++)
    excuse (self, &g_array_index (journal, SimEntry, i));
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

typedef struct {
  const SimVerdict *verdict;
  GHashTable *outcomes; /* id of an operation as text → MadoOutcomeKind + 1 */
  GHashTable *values;   /* "entity item" → canonical text of its value */
  MadoHasher *hasher;
  MadoHash chain;
  gint64 seq;
  MadoId group; /* of the entry before */
  gboolean is_group_done;
  SimTally *tally;
} Reading;

static char *
write_value (yyjson_val *value)
{
  yyjson_mut_doc *doc;
  g_autoptr (GBytes) text = NULL;

  if (value == NULL || yyjson_is_null (value))
    return g_strdup ("null");
  doc = yyjson_mut_doc_new (NULL);
  text = mado_canonical_json_from_value (yyjson_val_mut_copy (doc, value), NULL);
  yyjson_mut_doc_free (doc);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static char *
read_edit (Reading *self, const MadoLogHeader *header, yyjson_val *edit)
{
  g_autofree char *key = g_strconcat (get_key (header->entity).text, " ", mado_json_get_text (edit, "item"), NULL);
  g_autofree char *was = write_value (yyjson_obj_get (edit, "was"));
  g_autofree char *now = write_value (yyjson_obj_get (edit, "now"));
  const char *current = g_hash_table_lookup (self->values, key);

  if (current == NULL)
    current = "null";
  if (header->outcome == MADO_OUTCOME_APPLIED && !g_str_equal (current, was) && !g_str_equal (current, now))
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " overwrote what its author had not seen", header->seq);
  if (header->outcome == MADO_OUTCOME_APPLIED)
    g_hash_table_insert (self->values, g_steal_pointer (&key), g_steal_pointer (&now));

  return NULL;
}

static char *
read_payload (Reading *self, const MadoLogHeader *header, GBytes *payload)
{
  g_autoptr (MadoOperation) operation =
      mado_operation_read (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), NULL);
  gboolean is_done = header->outcome == MADO_OUTCOME_APPLIED || header->outcome == MADO_OUTCOME_CONVERGED;
  MadoId group;
  size_t i, n;
  yyjson_val *edit;

  if (operation == NULL)
    return NULL;
  group = mado_operation_get_header (operation)->group;
  if (mado_id_is_valid (group) && mado_id_compare (group, self->group) == 0 && is_done != self->is_group_done)
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " is done without the rest of its group", header->seq);
  self->group = group;
  self->is_group_done = is_done;
  yyjson_arr_foreach (yyjson_obj_get (mado_operation_get_body (operation), "edits"), i, n, edit)
  {
    char *flaw = read_edit (self, header, edit);

    if (flaw != NULL)
      return flaw;
  }

  return NULL;
}

static char *
check_chain (Reading *self, const MadoStoredEntry *entry)
{
  MadoHash payload_hash = mado_chain_hash_payload (self->hasher, entry->salt, g_bytes_get_data (entry->payload, NULL),
                                                   g_bytes_get_size (entry->payload));
  MadoHash leaf = mado_chain_hash_leaf (self->hasher, g_bytes_get_data (entry->header, NULL),
                                        g_bytes_get_size (entry->header), &payload_hash);

  self->chain = mado_chain_hash_link (self->hasher, &self->chain, &leaf);
  if (entry->seq != ++self->seq)
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " is missing", self->seq);
  if (!mado_hash_equals (&self->chain, &entry->chain))
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " does not follow", self->seq);

  return NULL;
}

static void
count (SimTally *tally, MadoOutcomeKind outcome)
{
  tally->n_entries++;
  tally->n_applied += outcome == MADO_OUTCOME_APPLIED;
  tally->n_conflicts += outcome == MADO_OUTCOME_CONFLICT;
  tally->n_refused += outcome == MADO_OUTCOME_REFUSED;
}

static char *
read_entry (Reading *self, const MadoStoredEntry *entry)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
  char *flaw = check_chain (self, entry);
  const MadoLogHeader *header;
  const Saved *saved;

  if (flaw != NULL || text == NULL)
    return flaw != NULL ? flaw : g_strdup ("a header cannot be read");
  header = mado_log_text_get_header (text);
  count (self->tally, header->outcome);
  if (!g_hash_table_insert (self->outcomes, g_strdup (get_key (entry->operation).text),
                            GUINT_TO_POINTER (header->outcome + 1)))
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " is there twice", entry->seq);
  saved = g_hash_table_lookup (self->verdict->saved, get_key (entry->operation).text);
  if (saved != NULL && saved->is_withdrawn && header->outcome != MADO_OUTCOME_REFUSED)
    return g_strdup_printf ("entry %" G_GINT64_FORMAT " was taken back, and is done", entry->seq);

  return read_payload (self, header, entry->payload);
}

static char *
read_log (Reading *self, MadoBackend *backend, gint64 stream)
{
  for (;;) {
    g_autoptr (GPtrArray) entries = NULL;

    g_assert_true (backend->type->list_entries (backend, stream, self->seq, 100, 1 << 20, &entries, NULL));
    if (entries->len == 0)
      return NULL;
    for (guint i = 0; i < entries->len; i++) {
      char *flaw = read_entry (self, g_ptr_array_index (entries, i));

      if (flaw != NULL)
        return flaw;
    }
  }
}

/* --- who was told what ------------------------------------------------------------------------------------------- */

static char *
check_saved (const Reading *reading)
{
  GHashTableIter iter;
  gpointer id, saved;

  g_hash_table_iter_init (&iter, reading->verdict->saved);
  while (g_hash_table_iter_next (&iter, &id, &saved))
    if (!((Saved *) saved)->is_excused && !g_hash_table_contains (reading->outcomes, id))
      return g_strdup_printf ("the operation %s was saved, and is not in the log", (char *) id);

  return NULL;
}

static char *
check_journal (const Reading *reading, SimDisk *disk)
{
  g_autoptr (GArray) journal = sim_disk_list_journal (disk);

  for (guint i = 0; i < journal->len; i++) {
    const SimEntry *entry = &g_array_index (journal, SimEntry, i);
    Key key = get_key (mado_operation_get_header (entry->operation)->id);
    gpointer outcome = g_hash_table_lookup (reading->outcomes, key.text);

    if (!entry->is_settled || GPOINTER_TO_UINT (outcome) != entry->outcome + 1)
      return g_strdup_printf ("the author of %s was told %u, and its outcome is %u", key.text, entry->outcome,
                              GPOINTER_TO_UINT (outcome) - 1);
  }

  return NULL;
}

static char *
check_row (SimDisk *disk, const MadoProgramme *programme, const MadoPerson *person, const MadoStoredRow *row)
{
  g_autoptr (MadoEntity) base = sim_disk_find_base (disk, row->id);
  g_autoptr (MadoEntity) entity = NULL;

  g_assert_true (mado_project_for_person (programme, row->entity, NULL, person, &entity, NULL));
  if (entity == NULL || base == NULL || !g_bytes_equal (mado_entity_get_text (entity), mado_entity_get_text (base)))
    return g_strdup_printf ("a terminal has another %s", get_key (row->id).text);

  return NULL;
}

static char *
check_rows (SimDisk *disk, MadoJudge *judge, const MadoPerson *person, MadoBackend *backend, gint64 stream)
{
  g_autofree char *place = g_strdup ("");
  guint n = 0;

  while (place != NULL) {
    g_autoptr (GArray) rows = NULL;
    g_autofree char *next = NULL;

    g_assert_true (backend->type->list_entities (backend, stream, place, 100, &rows, &next, NULL));
    for (guint i = 0; i < rows->len; i++, n++) {
      char *flaw = check_row (disk, mado_judge_get_programme (judge), person, &g_array_index (rows, MadoStoredRow, i));

      if (flaw != NULL)
        return flaw;
    }
    g_free (place);
    place = g_steal_pointer (&next);
  }

  return n == sim_disk_count_bases (disk) ? NULL : g_strdup ("a terminal has more than there is");
}

static char *
check_disk (const Reading *reading,
            SimDisk *disk,
            MadoJudge *judge,
            const MadoPerson *person,
            MadoBackend *backend,
            gint64 stream)
{
  g_auto (MadoCursor) cursor = { 0 };
  char *flaw = check_journal (reading, disk);

  if (flaw != NULL)
    return flaw;
  if (sim_disk_check (disk) != NULL)
    return g_strdup (sim_disk_check (disk));
  sim_disk_load_cursor (disk, &cursor);
  if (cursor.at.seq != reading->seq || !mado_hash_equals (&cursor.at.chain, &reading->chain))
    return g_strdup ("a terminal is elsewhere in the log");

  return check_rows (disk, judge, person, backend, stream);
}

static char *
judge_all (Reading *reading,
           MadoJudge *judge,
           const MadoPerson *person,
           MadoBackend *backend,
           SimDisk *const *disks,
           guint n_disks)
{
  MadoStreamStand stand = { 0 };
  char *flaw;

  g_assert_true (backend->type->find_stream (backend, "mihon/smallest", &stand, NULL));
  flaw = read_log (reading, backend, stand.number);
  if (flaw == NULL)
    flaw = check_saved (reading);
  for (guint i = 0; i < n_disks && flaw == NULL; i++)
    flaw = check_disk (reading, disks[i], judge, person, backend, stand.number);

  return flaw;
}

/**
 * sim_verdict_give:
 * @self: a verdict
 * @judge: of the programme
 * @person: what they all may see
 * @backend: the service's records
 * @disks: (array length=n_disks): the terminals'
 * @n_disks: how many
 * @tally: what the log says is added
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL: all is well
 */
char *
sim_verdict_give (const SimVerdict *self,
                  MadoJudge *judge,
                  const MadoPerson *person,
                  MadoBackend *backend,
                  SimDisk *const *disks,
                  guint n_disks,
                  SimTally *tally)
{
  Reading reading = {
    .verdict = self,
    .outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .hasher = mado_hasher_new (),
    .tally = tally,
  };
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  char *flaw = judge_all (&reading, judge, person, backend, disks, n_disks);

  g_hash_table_unref (reading.outcomes);
  g_hash_table_unref (reading.values);
  mado_hasher_free (reading.hasher);

  return flaw;
}
