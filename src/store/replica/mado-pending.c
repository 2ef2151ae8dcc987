/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who found what where among the pending operations, and who changed it. Only what was committed counts: what is noted
 * in a transaction that is undone makes all of it unknown. */

#include "mado-pending.h"

#include <string.h>

#define ENTITY 'e'
#define CLAIM 'c'

/* Who touches a key; each unit once. */
typedef struct {
  GHashTable *readers; /* set of units */
  GHashTable *writers; /* the same; they may be readers, too */
} Place;

struct _MadoPending {
  gboolean is_known;
  gboolean is_ahead;  /* of what was committed */
  GHashTable *units;  /* set of units; owns them */
  GHashTable *places; /* key → Place */
  GHashTable *groups; /* set of ids, as text, of groups that are pending */
  GHashTable *noted;  /* set of keys at which the service says something else */
};

/* --- units ------------------------------------------------------------------------------------------------------- */

static GHashTable *
new_keys (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, free_value);
}

/**
 * mado_pending_unit_new:
 *
 * Returns: (transfer full): a unit that has touched nothing
 */
MadoPendingUnit *
mado_pending_unit_new (void)
{
  MadoPendingUnit *self = g_new0 (MadoPendingUnit, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->read = new_keys (g_free);
  self->written = new_keys (NULL);

  return self;
}

/**
 * mado_pending_unit_free:
 * @self: (nullable) (transfer full): a unit
 */
void
mado_pending_unit_free (MadoPendingUnit *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->numbers);
  g_hash_table_unref (self->read);
  g_hash_table_unref (self->written);
  g_free (self);
}

/**
 * mado_pending_key_of_entity:
 * @id: an entity's id
 *
 * Returns: (transfer full): where it is found
 */
char *
mado_pending_key_of_entity (MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_strdup_printf ("%c%s", ENTITY, text);
}

/**
 * mado_pending_key_of_claim:
 * @claim: what an entity may claim
 *
 * Returns: (transfer full): where its holder is found
 */
char *
mado_pending_key_of_claim (const char *claim)
{
  return g_strdup_printf ("%c%s", CLAIM, claim);
}

/**
 * mado_pending_key_get_entity:
 * @key: a key
 *
 * Returns: the entity that is found there; %MADO_ID_NONE: it is a claim's
 */
MadoId
mado_pending_key_get_entity (const char *key)
{
  return key[0] == ENTITY ? mado_id_from_text (key + 1) : MADO_ID_NONE;
}

/**
 * mado_pending_key_get_claim:
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the claim whose holder is found there; %NULL: it is an entity's
 */
const char *
mado_pending_key_get_claim (const char *key)
{
  return key[0] == CLAIM ? key + 1 : NULL;
}

/**
 * mado_pending_unit_read:
 * @self: a unit that is being judged
 * @key: where it looks
 * @found: what is there
 */
void
mado_pending_unit_read (MadoPendingUnit *self, const char *key, const MadoHash *found)
{
  if (!g_hash_table_contains (self->read, key))
    g_hash_table_insert (self->read, g_ref_string_new_intern (key), g_memdup2 (found, sizeof *found));
}

/**
 * mado_pending_unit_write:
 * @self: a unit that was judged
 * @key: where something else is found for its sake
 */
void
mado_pending_unit_write (MadoPendingUnit *self, const char *key)
{
  if (!g_hash_table_contains (self->written, key))
    g_hash_table_add (self->written, g_ref_string_new_intern (key));
}

/**
 * mado_pending_unit_get_place:
 * @self: a unit with its numbers
 *
 * Returns: where it stands in the journal
 */
gint64
mado_pending_unit_get_place (const MadoPendingUnit *self)
{
  return g_array_index (self->numbers, gint64, 0);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static void
free_place (gpointer data)
{
  Place *self = data;

  g_hash_table_unref (self->readers);
  g_hash_table_unref (self->writers);
  g_free (self);
}

/**
 * mado_pending_new:
 *
 * Returns: (transfer full): nothing is known of what is pending
 */
MadoPending *
mado_pending_new (void)
{
  MadoPending *self = g_new0 (MadoPending, 1);

  self->units = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) mado_pending_unit_free, NULL);
  self->places = new_keys (free_place);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->noted = new_keys (NULL);

  return self;
}

/**
 * mado_pending_free:
 * @self: (nullable) (transfer full): what is pending
 */
void
mado_pending_free (MadoPending *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->noted);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->units);
  g_free (self);
}

/**
 * mado_pending_is_known:
 * @self: what is pending
 *
 * Returns: whether every pending operation is in a unit of it; else all have to be judged anew
 */
gboolean
mado_pending_is_known (const MadoPending *self)
{
  return self->is_known;
}

/**
 * mado_pending_forget:
 * @self: what is pending; nothing is known of it any more
 */
void
mado_pending_forget (MadoPending *self)
{
  g_hash_table_remove_all (self->noted);
  g_hash_table_remove_all (self->groups);
  g_hash_table_remove_all (self->places);
  g_hash_table_remove_all (self->units);
  self->is_known = self->is_ahead = FALSE;
}

/**
 * mado_pending_begin:
 * @self: what is pending: from now on each unit is added
 */
void
mado_pending_begin (MadoPending *self)
{
  mado_pending_forget (self);
  self->is_known = self->is_ahead = TRUE;
}

/**
 * mado_pending_commit:
 * @self: what is pending; it is so on the disk, too
 */
void
mado_pending_commit (MadoPending *self)
{
  self->is_ahead = FALSE;
}

/**
 * mado_pending_revert:
 * @self: what is pending; what was not committed was undone
 */
void
mado_pending_revert (MadoPending *self)
{
  if (self->is_ahead)
    mado_pending_forget (self);
}

/* --- who touches what -------------------------------------------------------------------------------------------- */

static Place *
ensure_place (MadoPending *self, const char *key)
{
  Place *place = g_hash_table_lookup (self->places, key);

  if (place == NULL) {
    place = g_new (Place, 1);
    place->readers = g_hash_table_new (NULL, NULL);
    place->writers = g_hash_table_new (NULL, NULL);
    g_hash_table_insert (self->places, g_ref_string_new_intern (key), place);
  }

  return place;
}

static void
stand (MadoPending *self, MadoPendingUnit *unit)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, unit->read);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (ensure_place (self, key)->readers, unit);
  g_hash_table_iter_init (&iter, unit->written);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (ensure_place (self, key)->writers, unit);
}

static void
leave (MadoPending *self, MadoPendingUnit *unit, const char *key)
{
  Place *place = g_hash_table_lookup (self->places, key);

  if (place == NULL)
    return;
  g_hash_table_remove (place->readers, unit);
  g_hash_table_remove (place->writers, unit);
  if (g_hash_table_size (place->readers) + g_hash_table_size (place->writers) == 0)
    g_hash_table_remove (self->places, key);
}

static void
leave_all (MadoPending *self, MadoPendingUnit *unit, GHashTable *keys)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    leave (self, unit, key);
}

/* Whether a group comes that was there before: nobody says then which of its operations are judged together. */
static gboolean
is_group_split (MadoPending *self, const MadoPendingUnit *unit)
{
  char text[MADO_ID_TEXT_SIZE];

  if (!mado_id_is_valid (unit->group))
    return FALSE;
  mado_id_to_text (unit->group, text);

  return !g_hash_table_add (self->groups, g_strdup (text));
}

/**
 * mado_pending_add:
 * @self: what is pending
 * @unit: (transfer full): one that was judged, with its numbers
 */
void
mado_pending_add (MadoPending *self, MadoPendingUnit *unit)
{
  if (!self->is_known || is_group_split (self, unit)) {
    mado_pending_forget (self);
    mado_pending_unit_free (unit);
    return;
  }
  self->is_ahead = TRUE;
  g_hash_table_add (self->units, unit);
  stand (self, unit);
}

/**
 * mado_pending_take:
 * @self: what is pending
 * @unit: one of it
 *
 * Returns: (transfer full): the unit; it is none of them any more
 */
MadoPendingUnit *
mado_pending_take (MadoPending *self, MadoPendingUnit *unit)
{
  char text[MADO_ID_TEXT_SIZE];

  self->is_ahead = TRUE;
  mado_id_to_text (unit->group, text);
  g_hash_table_remove (self->groups, text);
  leave_all (self, unit, unit->read);
  leave_all (self, unit, unit->written);
  g_hash_table_steal (self->units, unit);

  return unit;
}

/**
 * mado_pending_note:
 * @self: what is pending
 * @key: where the service says something else
 */
void
mado_pending_note (MadoPending *self, const char *key)
{
  if (!self->is_known || g_hash_table_contains (self->noted, key))
    return;
  self->is_ahead = TRUE;
  g_hash_table_add (self->noted, g_ref_string_new_intern (key));
}

/* --- what is settled --------------------------------------------------------------------------------------------- */

typedef enum { STAYS, GOES, IS_CUT } Stand;

/* How much of a unit is still pending; all of the journal's pending ones are in @pending. */
static Stand
weigh (const MadoPendingUnit *unit, GHashTable *pending)
{
  guint n_left = 0;

  for (guint i = 0; i < unit->numbers->len; i++)
    n_left += g_hash_table_remove (pending, &g_array_index (unit->numbers, gint64, i));

  return n_left == unit->numbers->len ? STAYS : n_left == 0 ? GOES : IS_CUT;
}

static GHashTable *
list_in_table (const GArray *numbers)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < numbers->len; i++)
    g_hash_table_add (table, &g_array_index (numbers, gint64, i));

  return table;
}

/* Returns: (transfer container): the units that go; %NULL: what is pending is not what is known */
static GPtrArray *
find_settled (MadoPending *self, const GArray *numbers)
{
  g_autoptr (GHashTable) pending = list_in_table (numbers);
  g_autoptr (GPtrArray) settled = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, &unit, NULL)) {
    Stand stand = weigh (unit, pending);

    if (stand == IS_CUT)
      return NULL;
    if (stand == GOES)
      g_ptr_array_add (settled, unit);
  }

  return g_hash_table_size (pending) == 0 ? g_steal_pointer (&settled) : NULL;
}

static void
note_all (MadoPending *self, GHashTable *keys)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    mado_pending_note (self, key);
}

/**
 * mado_pending_settle:
 * @self: what is pending
 * @numbers: (element-type gint64): of the journal's entries that are still pending
 *
 * What is settled is no unit any more.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the keys at which something else may be found now; %NULL:
 *   what is pending is not what is known, and all of it has to be judged anew
 */
GPtrArray *
mado_pending_settle (MadoPending *self, const GArray *numbers)
{
  g_autoptr (GPtrArray) settled = self->is_known ? find_settled (self, numbers) : NULL;
  GPtrArray *keys;

  if (settled == NULL)
    return NULL;
  for (guint i = 0; i < settled->len; i++) {
    g_autoptr (MadoPendingUnit) unit = mado_pending_take (self, g_ptr_array_index (settled, i));

    note_all (self, unit->written);
  }
  keys = g_hash_table_steal_all_keys (self->noted);
  g_ptr_array_set_free_func (keys, (GDestroyNotify) g_ref_string_release);

  return keys;
}

/* --- looking up -------------------------------------------------------------------------------------------------- */

static void
add_all (GPtrArray *list, GHashTable *units)
{
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    g_ptr_array_add (list, unit);
}

/**
 * mado_pending_list_touching:
 * @self: what is pending
 * @key: a key
 *
 * Returns: (transfer container) (element-type MadoPendingUnit): who looked there or changed what is there, in no order;
 *   who did both is in it twice
 */
GPtrArray *
mado_pending_list_touching (const MadoPending *self, const char *key)
{
  const Place *place = g_hash_table_lookup (self->places, key);
  GPtrArray *units = g_ptr_array_new ();

  if (place != NULL) {
    add_all (units, place->readers);
    add_all (units, place->writers);
  }

  return units;
}

/**
 * mado_pending_is_written_after:
 * @self: what is pending
 * @key: a key
 * @place: a place in the journal; 0: anywhere
 *
 * Returns: whether a unit behind it changes what is found there
 */
gboolean
mado_pending_is_written_after (const MadoPending *self, const char *key, gint64 place)
{
  const Place *found = g_hash_table_lookup (self->places, key);
  GHashTableIter iter;
  gpointer unit;

  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, found->writers);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    if (mado_pending_unit_get_place (unit) > place)
      return TRUE;

  return FALSE;
}
