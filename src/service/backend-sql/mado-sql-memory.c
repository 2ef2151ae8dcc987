/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four tables in memory. One without the connection that writes does not exist, and knows nothing. */

#include "mado-sql-memory.h"

#include <string.h>

#define MOST 2000 /* of each: a turn may be as large as it likes */

struct _MadoSqlMemory {
  GHashTable *rows;       /* MadoId → MadoStoredRow */
  GHashTable *operations; /* (element-type MadoId): that are not in the log */
  GHashTable *abouts;     /* (element-type MadoId): that nothing is about */
  GHashTable *holders;    /* claim → MadoId */
};

static guint
hash_id (gconstpointer key)
{
  guint32 tail; /* the end of an id is drawn */

  memcpy (&tail, ((const MadoId *) key)->bytes + sizeof (MadoId) - sizeof tail, sizeof tail);

  return tail;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b) == 0;
}

static void
free_row (gpointer data)
{
  mado_stored_row_clear (data);
  g_free (data);
}

static gpointer
copy_id (MadoId id)
{
  return g_memdup2 (&id, sizeof id);
}

/**
 * mado_sql_memory_new:
 *
 * Returns: (transfer full): a memory that knows nothing
 */
MadoSqlMemory *
mado_sql_memory_new (void)
{
  MadoSqlMemory *self = g_new (MadoSqlMemory, 1);

  self->rows = g_hash_table_new_full (hash_id, equal_ids, g_free, free_row);
  self->operations = g_hash_table_new_full (hash_id, equal_ids, g_free, NULL);
  self->abouts = g_hash_table_new_full (hash_id, equal_ids, g_free, NULL);
  self->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mado_sql_memory_free:
 * @self: (nullable) (transfer full): a memory
 */
void
mado_sql_memory_free (MadoSqlMemory *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->operations);
  g_hash_table_unref (self->abouts);
  g_hash_table_unref (self->holders);
  g_free (self);
}

/**
 * mado_sql_memory_forget:
 * @self: (nullable): a memory, of a turn that begins or is over
 */
void
mado_sql_memory_forget (MadoSqlMemory *self)
{
  if (self == NULL)
    return;

  g_hash_table_remove_all (self->rows);
  g_hash_table_remove_all (self->operations);
  g_hash_table_remove_all (self->abouts);
  g_hash_table_remove_all (self->holders);
}

static void
make_room (GHashTable *table)
{
  if (g_hash_table_size (table) >= MOST)
    g_hash_table_remove_all (table);
}

static MadoStoredRow
copy_row (const MadoStoredRow *row)
{
  MadoStoredRow copy = *row;

  if (copy.entity != NULL)
    mado_entity_ref (copy.entity);

  return copy;
}

/**
 * mado_sql_memory_find_row:
 * @self: (nullable): a memory
 * @id: an entity's id
 * @out_row: (out): the entity as it is
 *
 * Returns: whether that is known
 */
gboolean
mado_sql_memory_find_row (const MadoSqlMemory *self, MadoId id, MadoStoredRow *out_row)
{
  const MadoStoredRow *row = self != NULL ? g_hash_table_lookup (self->rows, &id) : NULL;

  if (row != NULL)
    *out_row = copy_row (row);

  return row != NULL;
}

/**
 * mado_sql_memory_keep_row:
 * @self: (nullable): a memory
 * @id: an entity's id
 * @row: the entity as it is from now on
 */
void
mado_sql_memory_keep_row (MadoSqlMemory *self, MadoId id, const MadoStoredRow *row)
{
  MadoStoredRow copy;

  if (self == NULL)
    return;

  make_room (self->rows);
  copy = copy_row (row);
  g_hash_table_replace (self->rows, copy_id (id), g_memdup2 (&copy, sizeof copy));
  if (mado_id_is_valid (row->about))
    mado_sql_memory_keep_about (self, row->about, TRUE);
}

static gboolean
lacks (GHashTable *table, MadoId id)
{
  return g_hash_table_contains (table, &id);
}

static void
note (GHashTable *table, MadoId id, gboolean is_there)
{
  if (is_there) {
    g_hash_table_remove (table, &id);
    return;
  }
  make_room (table);
  g_hash_table_add (table, copy_id (id));
}

/**
 * mado_sql_memory_lacks_operation:
 * @self: (nullable): a memory
 * @operation: an operation's id
 *
 * Returns: whether it is known that the log has none
 */
gboolean
mado_sql_memory_lacks_operation (const MadoSqlMemory *self, MadoId operation)
{
  return self != NULL && lacks (self->operations, operation);
}

/**
 * mado_sql_memory_keep_operation:
 * @self: (nullable): a memory
 * @operation: an operation's id
 * @is_there: whether the log has it from now on
 */
void
mado_sql_memory_keep_operation (MadoSqlMemory *self, MadoId operation, gboolean is_there)
{
  if (self != NULL)
    note (self->operations, operation, is_there);
}

/**
 * mado_sql_memory_lacks_about:
 * @self: (nullable): a memory
 * @about: an entity's id
 *
 * Returns: whether it is known that nothing is about it
 */
gboolean
mado_sql_memory_lacks_about (const MadoSqlMemory *self, MadoId about)
{
  return self != NULL && lacks (self->abouts, about);
}

/**
 * mado_sql_memory_keep_about:
 * @self: (nullable): a memory
 * @about: an entity's id
 * @is_there: whether something is about it from now on
 */
void
mado_sql_memory_keep_about (MadoSqlMemory *self, MadoId about, gboolean is_there)
{
  if (self != NULL)
    note (self->abouts, about, is_there);
}

/**
 * mado_sql_memory_find_holder:
 * @self: (nullable): a memory
 * @claim: a claim
 * @out_holder: (out): who holds it
 *
 * Returns: whether that is known
 */
gboolean
mado_sql_memory_find_holder (const MadoSqlMemory *self, const char *claim, MadoId *out_holder)
{
  const MadoId *holder = self != NULL ? g_hash_table_lookup (self->holders, claim) : NULL;

  if (holder != NULL)
    *out_holder = *holder;

  return holder != NULL;
}

/**
 * mado_sql_memory_keep_holder:
 * @self: (nullable): a memory
 * @claim: a claim
 * @holder: who holds it from now on
 */
void
mado_sql_memory_keep_holder (MadoSqlMemory *self, const char *claim, MadoId holder)
{
  if (self == NULL)
    return;

  make_room (self->holders);
  g_hash_table_replace (self->holders, g_strdup (claim), copy_id (holder));
}
