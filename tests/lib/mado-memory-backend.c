/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns on a ward in memory: each keeps the map that it began with. */

#include "mado-memory-backend.h"

#include <string.h>

#include "mado-memory-rooms.h"

struct _MadoMemoryWard {
  GMutex mutex;
  MadoSharedMap *map; /* (nullable): what is committed */
  gboolean has_writer;
  gatomicrefcount ref_count;
};

/* --- for the rooms ----------------------------------------------------------------------------------------------- */

/**
 * mado_memory_backend_refuse:
 * @backend: a backend in memory
 * @code: why
 * @message: in words
 * @error: where to put it
 *
 * Returns: %FALSE; the turn can only be undone
 */
gboolean
mado_memory_backend_refuse (MadoBackend *backend, MadoBackendError code, const char *message, GError **error)
{
  ((MadoMemoryBackend *) backend)->is_faulty = TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, code, message);

  return FALSE;
}

/**
 * mado_memory_backend_enter:
 * @backend: a backend in memory
 * @writes: whether the function that begins here writes
 * @error: what the disk of the test has against it
 *
 * Every function of the table begins here.
 *
 * Returns: whether it goes on
 */
gboolean
mado_memory_backend_enter (MadoBackend *backend, gboolean writes, GError **error)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  g_assert_true (self->is_in_turn);
  g_assert_true (self->is_writing || !writes);
  if (self->is_faulty)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "the turn had a fault before", error);
  if (++self->n_calls != self->fails_at)
    return TRUE;
  self->has_failed = TRUE;

  return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_FULL, "the disk of the test fails", error);
}

/**
 * mado_memory_backend_put:
 * @backend: a backend in memory
 * @key: where
 * @box: (transfer full): what is there from now on
 * @clear: (nullable): clears it when nobody has it any more
 */
void
mado_memory_backend_put (MadoBackend *backend, const char *key, gpointer box, GDestroyNotify clear)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  self->map = mado_shared_map_put (self->map, key, box, clear);
}

/**
 * mado_memory_backend_box_copy:
 * @bytes: a record
 * @size: of it
 *
 * Returns: (transfer full): a copy that a map can keep
 */
gpointer
mado_memory_backend_box_copy (gconstpointer bytes, gsize size)
{
  gpointer box = g_atomic_rc_box_alloc (size);

  memcpy (box, bytes, size);

  return box;
}

/**
 * mado_memory_backend_drop:
 * @backend: a backend in memory
 * @key: where nothing is from now on
 */
void
mado_memory_backend_drop (MadoBackend *backend, const char *key)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  self->map = mado_shared_map_drop (self->map, key);
}

/**
 * mado_memory_backend_find:
 * @backend: a backend in memory
 * @key: where
 *
 * Returns: (transfer none) (nullable): what is there
 */
gpointer
mado_memory_backend_find (MadoBackend *backend, const char *key)
{
  return mado_shared_map_find (((MadoMemoryBackend *) backend)->map, key);
}

/**
 * mado_memory_backend_find_next:
 * @backend: a backend in memory
 * @table: the beginning that all keys of a table share
 * @key: (inout): where to go on from; moves
 *
 * Returns: (transfer none) (nullable): the next of the table
 */
gpointer
mado_memory_backend_find_next (MadoBackend *backend, const char *table, char **key)
{
  const char *next = NULL;
  gpointer box = mado_shared_map_find_after (((MadoMemoryBackend *) backend)->map, *key, &next);

  if (box == NULL || !g_str_has_prefix (next, table))
    return NULL;
  g_set_str (key, next);

  return box;
}

/**
 * mado_memory_backend_key_of_id:
 * @table: the beginning of a key
 * @id: an id
 *
 * Returns: (transfer full): the key
 */
char *
mado_memory_backend_key_of_id (const char *table, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_strconcat (table, text, NULL);
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

/* Returns: whether it was otherwise before */
static gboolean
set_writer (MadoMemoryWard *ward, gboolean has_writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ward->mutex);
  const gboolean had_writer = ward->has_writer;

  ward->has_writer = has_writer;

  return had_writer != has_writer;
}

static void
free_backend (MadoBackend *backend)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  g_assert_false (self->is_in_turn);
  if (self->may_write)
    set_writer (self->ward, FALSE);
  mado_memory_ward_unref (self->ward);
  g_free (self);
}

static gboolean
begin (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  g_assert_false (self->is_in_turn);
  if (access == MADO_BACKEND_WRITE && !self->may_write)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "it was opened to read", error);
  self->is_in_turn = TRUE;
  self->is_writing = access == MADO_BACKEND_WRITE;
  self->is_faulty = FALSE;
  self->map = mado_memory_ward_dup_state (self->ward);

  return TRUE;
}

static void
undo (MadoBackend *backend)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  g_clear_pointer (&self->map, mado_shared_map_unref);
  self->is_in_turn = FALSE;
}

static gboolean
commit (MadoBackend *backend, GError **error)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;
  gboolean is_done = mado_memory_backend_enter (backend, FALSE, error);

  if (is_done && self->is_writing)
    mado_memory_ward_set_state (self->ward, self->map);
  undo (backend);

  return is_done;
}

static const MadoBackendType type = {
  .name = "memory",
  .free = free_backend,
  .begin = begin,
  .commit = commit,
  .undo = undo,
  MADO_MEMORY_ROOMS,
};

/**
 * mado_memory_ward_new:
 *
 * Returns: (transfer full): a ward with nothing in it
 */
MadoMemoryWard *
mado_memory_ward_new (void)
{
  MadoMemoryWard *self = g_new0 (MadoMemoryWard, 1);

  g_mutex_init (&self->mutex);
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * mado_memory_ward_ref:
 * @self: a ward
 *
 * Returns: (transfer full): the same
 */
MadoMemoryWard *
mado_memory_ward_ref (MadoMemoryWard *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_memory_ward_unref:
 * @self: (transfer full): a ward
 */
void
mado_memory_ward_unref (MadoMemoryWard *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  mado_shared_map_unref (self->map);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * mado_memory_ward_dup_state:
 * @self: a ward
 *
 * Returns: (transfer full) (nullable): all that is committed, whatever comes after; %NULL: nothing
 */
MadoMemoryState *
mado_memory_ward_dup_state (MadoMemoryWard *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return mado_shared_map_ref (self->map);
}

/**
 * mado_memory_ward_set_state:
 * @self: a ward, in which nobody writes
 * @state: (nullable): what it has from now on
 */
void
mado_memory_ward_set_state (MadoMemoryWard *self, MadoMemoryState *state)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  MadoSharedMap *before = self->map;

  self->map = mado_shared_map_ref (state);
  mado_shared_map_unref (before);
}

/**
 * mado_memory_backend_open:
 * @ward: a ward
 * @access: whether to write, too, which one does at a time
 * @error: %MADO_BACKEND_ERROR_IN_USE
 *
 * Returns: (transfer full): a backend that has it open
 */
MadoBackend *
mado_memory_backend_open (MadoMemoryWard *ward, MadoBackendAccess access, GError **error)
{
  MadoMemoryBackend *self;

  if (access == MADO_BACKEND_WRITE && !set_writer (ward, TRUE)) {
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE, "another writes in the ward");
    return NULL;
  }
  self = g_new0 (MadoMemoryBackend, 1);
  self->parent.type = &type;
  self->ward = mado_memory_ward_ref (ward);
  self->may_write = access == MADO_BACKEND_WRITE;

  return &self->parent;
}

/**
 * mado_memory_state_free:
 * @state: (nullable) (transfer full): a state
 */
void
mado_memory_state_free (MadoMemoryState *state)
{
  mado_shared_map_unref (state);
}

/**
 * mado_memory_backend_fail_at:
 * @backend: a backend in memory
 * @n: the call that fails, from now on; 0: none
 */
void
mado_memory_backend_fail_at (MadoBackend *backend, guint n)
{
  MadoMemoryBackend *self = (MadoMemoryBackend *) backend;

  self->n_calls = 0;
  self->fails_at = n;
  self->has_failed = FALSE;
}

/**
 * mado_memory_backend_has_failed:
 * @backend: a backend in memory
 *
 * Returns: whether the call that was to fail has come
 */
gboolean
mado_memory_backend_has_failed (MadoBackend *backend)
{
  return ((const MadoMemoryBackend *) backend)->has_failed;
}
