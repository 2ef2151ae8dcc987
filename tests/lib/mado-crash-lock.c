/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The locks of one file and its shared memory, between the connections of one process. */

#include "mado-crash-lock.h"

#include <sqlite3.h>

G_STATIC_ASSERT (MADO_CRASH_N_SLOTS == SQLITE_SHM_NLOCK);

struct _MadoCrashLocks {
  GMutex mutex;
  guint n_readers;
  MadoCrashHolder *writer; /* holds more than SQLITE_LOCK_SHARED */
  GPtrArray *regions;
  guint n_mapped;
  guint n_shared[MADO_CRASH_N_SLOTS];
  guint exclusive; /* slots, one a bit */
};

/**
 * mado_crash_locks_new:
 *
 * Returns: (transfer full): the locks of a file that nobody holds
 */
MadoCrashLocks *
mado_crash_locks_new (void)
{
  MadoCrashLocks *self = g_new0 (MadoCrashLocks, 1);

  g_mutex_init (&self->mutex);
  self->regions = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * mado_crash_locks_free:
 * @self: (transfer full): locks that nobody holds any more
 */
void
mado_crash_locks_free (MadoCrashLocks *self)
{
  g_mutex_clear (&self->mutex);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

/* A writer that waits for the readers to leave lets no new one in. */
static gboolean
raise_to_shared (MadoCrashLocks *self, MadoCrashHolder *holder)
{
  if (self->writer != NULL && self->writer->level >= SQLITE_LOCK_PENDING)
    return FALSE;
  self->n_readers++;
  holder->level = SQLITE_LOCK_SHARED;

  return TRUE;
}

static gboolean
raise_above_shared (MadoCrashLocks *self, MadoCrashHolder *holder, int level)
{
  if (self->writer != NULL && self->writer != holder)
    return FALSE;
  self->writer = holder;
  if (level == SQLITE_LOCK_EXCLUSIVE && self->n_readers > 1) {
    holder->level = SQLITE_LOCK_PENDING;
    return FALSE;
  }
  holder->level = level;

  return TRUE;
}

/**
 * mado_crash_locks_raise:
 * @self: the locks of a file
 * @holder: who asks
 * @level: what it wants
 *
 * Returns: whether it has that now
 */
gboolean
mado_crash_locks_raise (MadoCrashLocks *self, MadoCrashHolder *holder, int level)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  if (holder->level >= level)
    return TRUE;

  return level == SQLITE_LOCK_SHARED ? raise_to_shared (self, holder) : raise_above_shared (self, holder, level);
}

/**
 * mado_crash_locks_lower:
 * @self: the locks of a file
 * @holder: who gives up
 * @level: what it keeps: SQLITE_LOCK_SHARED or SQLITE_LOCK_NONE
 */
void
mado_crash_locks_lower (MadoCrashLocks *self, MadoCrashHolder *holder, int level)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  if (holder->level <= level)
    return;
  if (self->writer == holder)
    self->writer = NULL;
  if (level == SQLITE_LOCK_NONE)
    self->n_readers--;
  holder->level = level;
}

/**
 * mado_crash_locks_has_writer:
 * @self: the locks of a file
 *
 * Returns: whether somebody writes or is about to
 */
gboolean
mado_crash_locks_has_writer (MadoCrashLocks *self)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  return self->writer != NULL;
}

/**
 * mado_crash_locks_map:
 * @self: the locks of a file
 * @holder: who asks
 * @region: which region of its shared memory
 * @size: bytes of every region
 * @extend: whether to make it where it is not there
 *
 * Returns: (transfer none) (nullable): the region
 */
void *
mado_crash_locks_map (MadoCrashLocks *self, MadoCrashHolder *holder, guint region, gsize size, gboolean extend)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  if (!holder->is_mapped)
    self->n_mapped++;
  holder->is_mapped = TRUE;
  while (extend && self->regions->len <= region)
    g_ptr_array_add (self->regions, g_malloc0 (size));

  return region < self->regions->len ? g_ptr_array_index (self->regions, region) : NULL;
}

/**
 * mado_crash_locks_unmap:
 * @self: the locks of a file
 * @holder: who needs the shared memory no more; the last one leaves none behind
 */
void
mado_crash_locks_unmap (MadoCrashLocks *self, MadoCrashHolder *holder)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  if (!holder->is_mapped)
    return;
  holder->is_mapped = FALSE;
  if (--self->n_mapped == 0)
    g_ptr_array_set_size (self->regions, 0);
}

static gboolean
is_free (const MadoCrashLocks *self, guint slots, gboolean exclusive)
{
  if ((self->exclusive & slots) != 0)
    return FALSE;
  for (guint slot = 0; exclusive && slot < MADO_CRASH_N_SLOTS; slot++)
    if ((slots >> slot & 1) != 0 && self->n_shared[slot] > 0)
      return FALSE;

  return TRUE;
}

/**
 * mado_crash_locks_take:
 * @self: the locks of a file
 * @holder: who asks
 * @slots: which locks of the shared memory, one a bit; it holds none of them yet
 * @exclusive: whether for itself alone
 *
 * Returns: whether it has all of them now; it has none more where not
 */
gboolean
mado_crash_locks_take (MadoCrashLocks *self, MadoCrashHolder *holder, guint slots, gboolean exclusive)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  if (!is_free (self, slots, exclusive))
    return FALSE;
  if (exclusive) {
    self->exclusive |= slots;
    holder->exclusive |= slots;
    return TRUE;
  }
  for (guint slot = 0; slot < MADO_CRASH_N_SLOTS; slot++)
    self->n_shared[slot] += slots >> slot & 1;
  holder->shared |= slots;

  return TRUE;
}

/**
 * mado_crash_locks_release:
 * @self: the locks of a file
 * @holder: who gives up
 * @slots: which locks of the shared memory, one a bit
 */
void
mado_crash_locks_release (MadoCrashLocks *self, MadoCrashHolder *holder, guint slots)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  self->exclusive &= ~(holder->exclusive & slots);
  for (guint slot = 0; slot < MADO_CRASH_N_SLOTS; slot++)
    self->n_shared[slot] -= (holder->shared & slots) >> slot & 1;
  holder->exclusive &= ~slots;
  holder->shared &= ~slots;
}

/**
 * mado_crash_locks_fence:
 * @self: the locks of a file
 *
 * What a connection wrote to the shared memory before this, another sees after it.
 */
void
mado_crash_locks_fence (MadoCrashLocks *self)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);
}
