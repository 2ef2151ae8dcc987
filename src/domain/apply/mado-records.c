/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entities and claims on record, asked through one small table of functions; and records that are kept in memory. */

#include "mado-records.h"

#include <string.h>

struct _MadoMemory {
  MadoRecords records;
  const MadoRecords *below; /* (nullable) */
  GHashTable *entities;     /* MadoId → MadoEntity */
  GHashTable *holders;      /* claim → MadoId, MADO_ID_NONE where it was released */
};

/**
 * mado_records_are_whole:
 * @self: what is on record
 *
 * Returns: whether it is all there is: the service's; %FALSE: what a terminal has of it
 */
gboolean
mado_records_are_whole (const MadoRecords *self)
{
  return self->is_whole;
}

/**
 * mado_records_find_entity:
 * @self: what is on record
 * @id: an id
 * @out_entity: (out) (transfer full) (nullable): the entity; %NULL where there is none
 * @error: where to put why nobody can say
 *
 * Returns: whether the records could be read
 */
gboolean
mado_records_find_entity (const MadoRecords *self, MadoId id, MadoEntity **out_entity, GError **error)
{
  return self->find_entity (self->user_data, id, out_entity, error);
}

/**
 * mado_records_find_holder:
 * @self: what is on record
 * @claim: a claim
 * @out_holder: (out): who holds it; %MADO_ID_NONE: nobody, as far as it is known here
 * @error: where to put why nobody can say
 *
 * Returns: whether the records could be read
 */
gboolean
mado_records_find_holder (const MadoRecords *self, const char *claim, MadoId *out_holder, GError **error)
{
  if (self->find_holder != NULL)
    return self->find_holder (self->user_data, claim, out_holder, error);
  *out_holder = MADO_ID_NONE;

  return TRUE;
}

static guint
hash_id (gconstpointer key)
{
  guint32 tail;

  memcpy (&tail, ((const MadoId *) key)->bytes + sizeof (MadoId) - sizeof (tail), sizeof (tail));

  return tail;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (MadoId)) == 0;
}

static gboolean
find_entity (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const MadoMemory *self = user_data;
  MadoEntity *entity = g_hash_table_lookup (self->entities, &id);

  if (entity == NULL && self->below != NULL)
    return mado_records_find_entity (self->below, id, out_entity, error);
  *out_entity = entity != NULL ? mado_entity_ref (entity) : NULL;

  return TRUE;
}

static gboolean
find_holder (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  const MadoMemory *self = user_data;
  const MadoId *holder = g_hash_table_lookup (self->holders, claim);

  if (holder == NULL && self->below != NULL)
    return mado_records_find_holder (self->below, claim, out_holder, error);
  *out_holder = holder != NULL ? *holder : MADO_ID_NONE;

  return TRUE;
}

/**
 * mado_memory_new:
 * @below: (nullable): asked for what is not here; must outlive it
 *
 * Returns: (transfer full): empty records on top, as whole as those below
 */
MadoMemory *
mado_memory_new (const MadoRecords *below)
{
  MadoMemory *self = g_new0 (MadoMemory, 1);

  self->records = (MadoRecords) { find_entity, find_holder, self, below == NULL || mado_records_are_whole (below) };
  self->below = below;
  self->entities = g_hash_table_new_full (hash_id, equal_ids, g_free, (GDestroyNotify) mado_entity_unref);
  self->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mado_memory_free:
 * @self: (transfer full): records in memory
 */
void
mado_memory_free (MadoMemory *self)
{
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->holders);
  g_free (self);
}

/**
 * mado_memory_get_records:
 * @self: records in memory
 *
 * Returns: (transfer none): how to ask them
 */
const MadoRecords *
mado_memory_get_records (const MadoMemory *self)
{
  return &self->records;
}

static void
set_holder (MadoMemory *self, const char *claim, MadoId holder)
{
  g_hash_table_insert (self->holders, g_strdup (claim), g_memdup2 (&holder, sizeof (holder)));
}

/**
 * mado_memory_take:
 * @self: records in memory
 * @outcome: of an operation on them; what it changed is on record from now on
 */
void
mado_memory_take (MadoMemory *self, const MadoOutcome *outcome)
{
  for (guint i = 0; i < outcome->entities->len; i++) {
    MadoEntity *entity = g_ptr_array_index (outcome->entities, i);
    MadoId id = mado_entity_get_id (entity);

    g_hash_table_insert (self->entities, g_memdup2 (&id, sizeof (id)), mado_entity_ref (entity));
  }
  for (guint i = 0; i < outcome->released->len; i++)
    set_holder (self, ((const MadoHold *) g_ptr_array_index (outcome->released, i))->claim, MADO_ID_NONE);
  for (guint i = 0; i < outcome->taken->len; i++) {
    const MadoHold *hold = g_ptr_array_index (outcome->taken, i);

    set_holder (self, hold->claim, hold->holder);
  }
}

static int
compare_entities (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (mado_entity_get_id (*(MadoEntity *const *) a), mado_entity_get_id (*(MadoEntity *const *) b));
}

/**
 * mado_memory_list_entities:
 * @self: records in memory
 * @kind: "case", …
 *
 * Returns: (transfer full) (element-type MadoEntity): its entities of that kind, by id
 */
GPtrArray *
mado_memory_list_entities (const MadoMemory *self, const char *kind)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  GHashTableIter iter;
  gpointer entity;

  g_hash_table_iter_init (&iter, self->entities);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    if (g_str_equal (mado_entity_get_kind (entity), kind))
      g_ptr_array_add (list, mado_entity_ref (entity));
  g_ptr_array_sort (list, compare_entities);

  return list;
}
