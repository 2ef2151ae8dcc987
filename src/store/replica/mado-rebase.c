/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays what is pending on top of what the service says, again: what is shown is always exactly what comes out where all
 * of it is judged in its order over the service's word. Most often that is known without judging most of it: an
 * operation that would find what it found before has the same outcome. How it is known is in docs/store.md. */

#include "mado-replica-private.h"

#include "mado-statement.h"

/* --- all of it anew ---------------------------------------------------------------------------------------------- */

typedef struct {
  MadoId id;
  gint64 seq;
  GBytes *text; /* empty: there is none */
} Base;

static void
free_base (gpointer data)
{
  Base *base = data;

  g_bytes_unref (base->text);
  g_free (base);
}

static const char list_bases[] = "SELECT id, seq, text FROM overlay";

static GPtrArray *
load_bases (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (free_base);
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, list_bases);

  while (mado_statement_step (statement)) {
    Base *base = g_new (Base, 1);

    base->id = mado_statement_get_id (statement, 0);
    base->seq = mado_statement_get_int (statement, 1);
    base->text = mado_statement_dup_bytes (statement, 2);
    g_ptr_array_add (bases, base);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&bases) : NULL;
}

static gboolean
lay_bare (MadoReplica *self, const Base *base, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (g_bytes_get_size (base->text) > 0) {
    entity = mado_row_read_text (base->text, error);
    if (entity == NULL)
      return FALSE;
  }

  return mado_replica_put (self, base->id, entity, base->seq, error);
}

static const char forget_bases[] = "DELETE FROM overlay";

static gboolean
lay_all_bare (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) bases = load_bases (self, error);
  g_autoptr (MadoStatement) statement = NULL;

  if (bases == NULL)
    return FALSE;
  for (guint i = 0; i < bases->len; i++)
    if (!lay_bare (self, g_ptr_array_index (bases, i), error))
      return FALSE;
  statement = mado_statement_take (self->database, forget_bases);

  return mado_statement_run (statement, error);
}

/* The operations from @first on that belong together: those of a group, or one. */
static GPtrArray *
read_group (const GPtrArray *entries, guint first, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  const MadoJournalEntry *leader = g_ptr_array_index (entries, first);

  for (guint i = first; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);
    MadoOperation *operation;

    if (i > first && (!mado_id_is_valid (leader->group) || mado_id_compare (leader->group, entry->group) != 0))
      break;
    operation = mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), error);
    if (operation == NULL)
      return NULL;
    g_ptr_array_add (operations, operation);
  }

  return g_steal_pointer (&operations);
}

/* What is refused now stays in the journal, is still sent, and says why it cannot be seen. */
static gboolean
show_again (MadoReplica *self, const MadoJournalEntry *entry, const MadoOutcome *outcome, GError **error)
{
  const char *code = outcome->refusal != NULL ? outcome->refusal->code : NULL;

  if (g_strcmp0 (code, entry->code) != 0 &&
      !mado_journal_settle (self->database, entry->operation, MADO_JOURNAL_SAVED, code, error))
    return FALSE;

  return mado_replica_show (self, outcome, error);
}

/* Those that belong together, from @first on: judged over what is shown, and shown. What they touched is noted in
 * @self's `judged`. Returns: how many; 0: what went wrong is in @error */
static guint
show_unit (MadoReplica *self, const GPtrArray *entries, guint first, GError **error)
{
  const MadoJournalEntry *leader = g_ptr_array_index (entries, first);
  g_autoptr (GPtrArray) operations = read_group (entries, first, error);
  g_autoptr (GPtrArray) outcomes = operations != NULL ? mado_replica_judge (self, operations, leader->at, error) : NULL;

  if (outcomes == NULL)
    return 0;
  for (guint i = 0; i < outcomes->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, first + i);

    if (!show_again (self, entry, g_ptr_array_index (outcomes, i), error))
      return 0;
    g_array_append_val (self->judged->numbers, entry->dseq);
  }
  self->judged->group = leader->group;

  return operations->len;
}

static gboolean
lay_on_top (MadoReplica *self, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len;) {
    guint n_shown = show_unit (self, entries, i, error);

    if (n_shown == 0)
      return FALSE;
    mado_pending_add (self->pending, g_steal_pointer (&self->judged));
    i += n_shown;
  }

  return TRUE;
}

static gboolean
rebase_all (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_pending (self->database, error);

  mado_pending_begin (self->pending);

  return entries != NULL && lay_all_bare (self, error) && lay_on_top (self, entries, error);
}

/* --- what finds something else ----------------------------------------------------------------------------------- */

/* The keys that are open are those at which something else may be found than before: there, what is shown is what the
 * operations up to this place of the journal left. At all others, what all of them left, which is the same as before.
 */
typedef struct {
  MadoReplica *replica;
  GHashTable *open;    /* key → (nullable) MadoHash: what is found there; %NULL: not looked at */
  GTree *next;         /* units, by their place: who is still to be asked whether he finds something else */
  gint64 place;        /* of the unit that was asked last */
  gboolean is_tangled; /* the order cannot be kept so */
  GPtrArray *wanted;   /* keys: it could, were they open from the beginning; none: all have to be judged anew */
} Rebase;

static void
release_key (gpointer key)
{
  g_ref_string_release (key);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  gint64 one = mado_pending_unit_get_place (a), other = mado_pending_unit_get_place (b);

  return (one > other) - (one < other);
}

static void
begin_part (Rebase *self, MadoReplica *replica)
{
  self->replica = replica;
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, g_free);
  self->next = g_tree_new (compare_units);
  self->wanted = g_ptr_array_new_with_free_func (release_key);
}

static void
end_part (Rebase *self)
{
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_pointer (&self->next, g_tree_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rebase, end_part)

static const char forget_base[] = "DELETE FROM overlay WHERE id = ?1";

static gboolean
lay_one_bare (MadoReplica *self, MadoId id, GError **error)
{
  g_auto (MadoKeptWord) base = { 0 };
  g_autoptr (MadoStatement) statement = NULL;

  if (!mado_replica_find_kept (self, id, &base, error))
    return FALSE;
  if (!base.is_kept)
    return TRUE;
  statement = mado_statement_take (self->database, forget_base);
  mado_statement_bind_id (statement, 1, id);

  return mado_replica_put (self, id, base.entity, base.seq, error) && mado_statement_run (statement, error);
}

/* What others changed, too, is found from the beginning on or not at all. Of a claim that alone does not help: it is
 * found by the entities that have it. */
static void
want_key (Rebase *self, const char *key)
{
  self->is_tangled = TRUE;
  if (mado_pending_key_get_claim (key) == NULL)
    g_ptr_array_add (self->wanted, g_ref_string_new_intern (key));
}

/* From here on something else may be found at @key: whoever touched it behind this place is asked. */
static void
open_key (Rebase *self, const char *key)
{
  g_autoptr (GPtrArray) units = mado_pending_list_touching (self->replica->pending, key);

  g_hash_table_insert (self->open, g_ref_string_new_intern (key), NULL);
  for (guint i = 0; i < units->len; i++) {
    MadoPendingUnit *unit = g_ptr_array_index (units, i);

    if (mado_pending_unit_get_place (unit) > self->place)
      g_tree_insert (self->next, unit, unit);
  }
}

static gboolean
open_bare (Rebase *self, const char *key, GError **error)
{
  MadoId id = mado_pending_key_get_entity (key);

  if (g_hash_table_contains (self->open, key))
    return TRUE;
  open_key (self, key);

  return !mado_id_is_valid (id) || lay_one_bare (self->replica, id, error);
}

/* A claim is found by the entities that have it. Where somebody who is pending gives it to one, that one would have to
 * be laid bare as well. */
static gboolean
open_first (Rebase *self, const GPtrArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);

    if (mado_pending_key_get_claim (key) != NULL && mado_pending_is_written_after (self->replica->pending, key, 0)) {
      self->is_tangled = TRUE;
      return TRUE;
    }
    if (!open_bare (self, key, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
find_now (Rebase *self, const char *key, const MadoHash **out_found, GError **error)
{
  MadoHash *found = g_hash_table_lookup (self->open, key);
  MadoHash looked;

  if (found == NULL) {
    if (!mado_replica_look (self->replica, key, &looked, error))
      return FALSE;
    found = g_memdup2 (&looked, sizeof looked);
    g_hash_table_insert (self->open, g_ref_string_new_intern (key), found);
  }
  *out_found = found;

  return TRUE;
}

static gboolean
changes_any_open (const Rebase *self, const MadoPendingUnit *unit)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, unit->written);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (self->open, key))
      return TRUE;

  return FALSE;
}

/* Whether the unit has to be judged anew: what it changed was laid bare, or it would find something else. */
static gboolean
is_due (Rebase *self, const MadoPendingUnit *unit, gboolean *out_is_due, GError **error)
{
  GHashTableIter iter;
  gpointer key, found;
  const MadoHash *now = NULL;

  *out_is_due = changes_any_open (self, unit);
  g_hash_table_iter_init (&iter, unit->read);
  while (!*out_is_due && g_hash_table_iter_next (&iter, &key, &found)) {
    if (!g_hash_table_contains (self->open, key))
      continue;
    if (!find_now (self, key, &now, error))
      return FALSE;
    *out_is_due = !mado_hash_equals (now, found);
  }

  return TRUE;
}

/* Nobody else may have changed what @unit changed, but where all who did are judged anew. */
static gboolean
open_changed (Rebase *self, const MadoPendingUnit *unit, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, unit->written);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->open, key) && mado_pending_is_written_after (self->replica->pending, key, 0))
      want_key (self, key);
    else if (!open_bare (self, key, error))
      return FALSE;

  return TRUE;
}

/* What it changed now is found by those behind it. */
static void
open_shown (Rebase *self, const MadoPendingUnit *unit)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, unit->written);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (self->open, key))
      g_hash_table_insert (self->open, g_ref_string_acquire (key), NULL);
    else if (mado_pending_is_written_after (self->replica->pending, key, 0))
      want_key (self, key);
    else
      open_key (self, key);
}

/* What it looked at must not have been what somebody behind it left. */
static void
check_order (Rebase *self, const MadoPendingUnit *unit)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, unit->read);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->open, key) &&
        mado_pending_is_written_after (self->replica->pending, key, self->place))
      want_key (self, key);
}

static GPtrArray *
load_entries (MadoReplica *self, const MadoPendingUnit *unit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_journal_entry_free);

  for (guint i = 0; i < unit->numbers->len; i++) {
    MadoJournalEntry *entry = NULL;

    if (!mado_journal_find_number (self->database, g_array_index (unit->numbers, gint64, i), &entry, error))
      return NULL;
    g_ptr_array_add (entries, entry);
  }

  return g_steal_pointer (&entries);
}

static gboolean
judge_again (Rebase *self, MadoPendingUnit *unit, GError **error)
{
  MadoReplica *replica = self->replica;
  g_autoptr (MadoPendingUnit) before = mado_pending_take (replica->pending, unit);
  g_autoptr (GPtrArray) entries = load_entries (replica, before, error);

  if (entries == NULL || !open_changed (self, before, error))
    return FALSE;
  if (self->is_tangled) {
    mado_pending_add (replica->pending, g_steal_pointer (&before));
    return TRUE;
  }
  if (show_unit (replica, entries, 0, error) == 0)
    return FALSE;
  check_order (self, replica->judged);
  open_shown (self, replica->judged);
  mado_pending_add (replica->pending, g_steal_pointer (&replica->judged));
  self->is_tangled = self->is_tangled || !mado_pending_is_known (replica->pending);

  return TRUE;
}

static gboolean
ask_all (Rebase *self, GError **error)
{
  for (GTreeNode *node = g_tree_node_first (self->next); node != NULL && !self->is_tangled;
       node = g_tree_node_first (self->next)) {
    MadoPendingUnit *unit = g_tree_node_key (node);
    gboolean is_it_due = FALSE;

    g_tree_remove (self->next, unit);
    self->place = mado_pending_unit_get_place (unit);
    if (!is_due (self, unit, &is_it_due, error) || (is_it_due && !judge_again (self, unit, error)))
      return FALSE;
  }

  return TRUE;
}

/* What was open is open from the beginning on the next time, with what was wanted; %NULL where nothing is gained. */
static GPtrArray *
list_keys_again (Rebase *self)
{
  GPtrArray *keys;
  GHashTableIter iter;
  gpointer key;

  if (self->wanted->len == 0 || !mado_pending_is_known (self->replica->pending))
    return NULL;
  keys = g_ptr_array_new_with_free_func (release_key);
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, g_ref_string_acquire (key));
  g_ptr_array_extend_and_steal (keys, g_steal_pointer (&self->wanted));

  return keys;
}

/* @keys: (transfer full): that are open from the beginning
 * @out_keys: (out) (nullable): with which it may well go the next time */
static gboolean
turn (MadoReplica *self, GPtrArray *keys, gboolean *out_is_done, GPtrArray **out_keys, GError **error)
{
  g_autoptr (GPtrArray) first = keys;
  g_auto (Rebase) part = { 0 };

  begin_part (&part, self);
  if (!open_first (&part, first, error) || !ask_all (&part, error))
    return FALSE;
  *out_is_done = !part.is_tangled;
  *out_keys = part.is_tangled ? list_keys_again (&part) : NULL;

  return TRUE;
}

#define MAX_TURNS 8

/* Where it would be the same as judging all of them anew, for less. */
static gboolean
rebase_part (MadoReplica *self, gboolean *out_is_done, GError **error)
{
  g_autoptr (GArray) numbers = mado_journal_list_pending_numbers (self->database, error);
  GPtrArray *keys = numbers != NULL ? mado_pending_settle (self->pending, numbers) : NULL;

  *out_is_done = FALSE;
  if (numbers == NULL)
    return FALSE;
  for (guint i = 0; keys != NULL && i < MAX_TURNS; i++)
    if (!turn (self, keys, out_is_done, &keys, error))
      return FALSE;
  g_clear_pointer (&keys, g_ptr_array_unref);

  return TRUE;
}

/**
 * mado_replica_rebase:
 * @self: a replica
 * @error: where to put what went wrong
 *
 * Returns: whether what is shown is what the service said, with what is pending on top
 */
gboolean
mado_replica_rebase (MadoReplica *self, GError **error)
{
  gboolean is_done = FALSE;

  if (mado_pending_is_known (self->pending) && !rebase_part (self, &is_done, error))
    return FALSE;

  return is_done || rebase_all (self, error);
}
