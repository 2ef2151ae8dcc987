/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A VFS that stands before the system's and can fail. */

#include "mado-fault-vfs.h"

#include <signal.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file file;
  sqlite3_file *real; /* behind this struct, in the same memory */
} FaultFile;

static struct {
  sqlite3_vfs *real;
  gboolean is_armed;
  gboolean has_hit;
  MadoFault fault;
  guint calls_left; /* before the fault */
  const char *const *words;
  guint n_sightings;
  guint n_temporary;
} state;

/* Whether a call that @fault can hit is to fail. */
static gboolean
is_due (MadoFault fault)
{
  if (!state.is_armed || state.fault != fault)
    return FALSE;
  if (state.calls_left > 1) {
    state.calls_left--;
    return FALSE;
  }
  if (state.has_hit && fault != MADO_FAULT_FULL)
    return FALSE;
  state.has_hit = TRUE;

  return TRUE;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

/**
 * mado_fault_vfs_pass:
 *
 * A call that changes the disk, by SQLite or beside it: %MADO_FAULT_KILL may hit it.
 */
void
mado_fault_vfs_pass (void)
{
  if (is_due (MADO_FAULT_KILL))
    raise (SIGKILL);
}

static int
close_cb (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_cb (sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
  int result;

  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_IOERR_READ;
  result = get_real (file)->pMethods->xRead (get_real (file), bytes, length, offset);
  if (!is_due (MADO_FAULT_SHORT_READ))
    return result;
  memset ((guint8 *) bytes + length / 2, 0, (gsize) (length - length / 2));

  return SQLITE_IOERR_SHORT_READ;
}

static void
watch (const void *bytes, gsize length)
{
  for (gsize i = 0; state.words != NULL && state.words[i] != NULL; i++)
    state.n_sightings += memmem (bytes, length, state.words[i], strlen (state.words[i])) != NULL;
}

static int
write_spoiled (sqlite3_file *real, const void *bytes, int length, sqlite3_int64 offset)
{
  g_autofree guint8 *spoiled = g_memdup2 (bytes, (gsize) length);

  spoiled[length / 2] ^= 0xFF;

  return real->pMethods->xWrite (real, spoiled, length, offset);
}

static void
write_half_and_die (sqlite3_file *real, const void *bytes, int length, sqlite3_int64 offset)
{
  (void) real->pMethods->xWrite (real, bytes, length / 2, offset); /* ignored: nobody is left to be told */
  raise (SIGKILL);
}

static int
write_cb (sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_IOERR_WRITE;
  if (is_due (MADO_FAULT_FULL))
    return SQLITE_FULL;
  if (is_due (MADO_FAULT_BAD_WRITE))
    return write_spoiled (get_real (file), bytes, length, offset);
  if (is_due (MADO_FAULT_KILL))
    write_half_and_die (get_real (file), bytes, length, offset);
  watch (bytes, (gsize) length);

  return get_real (file)->pMethods->xWrite (get_real (file), bytes, length, offset);
}

static int
truncate_cb (sqlite3_file *file, sqlite3_int64 size)
{
  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_IOERR_TRUNCATE;
  mado_fault_vfs_pass ();

  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_cb (sqlite3_file *file, int flags)
{
  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_IOERR_FSYNC;
  mado_fault_vfs_pass ();

  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
file_size_cb (sqlite3_file *file, sqlite3_int64 *out_size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), out_size);
}

static int
lock_cb (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_cb (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_reserved_lock_cb (sqlite3_file *file, int *out_is_locked)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), out_is_locked);
}

static int
file_control_cb (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
sector_size_cb (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
device_characteristics_cb (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
shm_map_cb (sqlite3_file *file, int page, int size, int extends, void volatile **out_page)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extends, out_page);
}

static int
shm_lock_cb (sqlite3_file *file, int offset, int count, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, count, flags);
}

static void
shm_barrier_cb (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
shm_unmap_cb (sqlite3_file *file, int deletes)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), deletes);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_cb,
  .xRead = read_cb,
  .xWrite = write_cb,
  .xTruncate = truncate_cb,
  .xSync = sync_cb,
  .xFileSize = file_size_cb,
  .xLock = lock_cb,
  .xUnlock = unlock_cb,
  .xCheckReservedLock = check_reserved_lock_cb,
  .xFileControl = file_control_cb,
  .xSectorSize = sector_size_cb,
  .xDeviceCharacteristics = device_characteristics_cb,
  .xShmMap = shm_map_cb,
  .xShmLock = shm_lock_cb,
  .xShmBarrier = shm_barrier_cb,
  .xShmUnmap = shm_unmap_cb,
};

static int
open_cb (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int result;

  self->real = (sqlite3_file *) (self + 1);
  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_CANTOPEN;
  result = state.real->xOpen (state.real, name, self->real, flags, out_flags);
  if (result != SQLITE_OK)
    return result;
  self->file.pMethods = &methods;
  state.n_temporary += name == NULL;

  return SQLITE_OK;
}

static int
delete_cb (sqlite3_vfs *vfs, const char *name, int syncs)
{
  if (is_due (MADO_FAULT_ERROR))
    return SQLITE_IOERR_DELETE;
  mado_fault_vfs_pass ();

  return state.real->xDelete (state.real, name, syncs);
}

/**
 * mado_fault_vfs_register:
 *
 * Makes it known to SQLite as %MADO_FAULT_VFS.
 */
void
mado_fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  if (state.real != NULL)
    return;
  state.real = sqlite3_vfs_find (NULL);
  vfs = *state.real; /* the rest reaches the system's own functions, which do not look at what they are given */
  vfs.zName = MADO_FAULT_VFS;
  vfs.szOsFile = (int) sizeof (FaultFile) + state.real->szOsFile;
  vfs.xOpen = open_cb;
  vfs.xDelete = delete_cb;
  sqlite3_vfs_register (&vfs, 0);
}

/**
 * mado_fault_vfs_arm:
 * @fault: what happens
 * @nth: at which of the calls that it can hit, from 1
 */
void
mado_fault_vfs_arm (MadoFault fault, guint nth)
{
  state.is_armed = TRUE;
  state.has_hit = FALSE;
  state.fault = fault;
  state.calls_left = nth;
}

/**
 * mado_fault_vfs_disarm:
 *
 * Returns: whether the fault happened
 */
gboolean
mado_fault_vfs_disarm (void)
{
  state.is_armed = FALSE;

  return state.has_hit;
}

/**
 * mado_fault_vfs_watch:
 * @words: (nullable) (array zero-terminated): what must never be written
 */
void
mado_fault_vfs_watch (const char *const *words)
{
  state.words = words;
  state.n_sightings = 0;
  state.n_temporary = 0;
}

/**
 * mado_fault_vfs_get_n_sightings:
 *
 * Returns: in how many writes one of the watched words was
 */
guint
mado_fault_vfs_get_n_sightings (void)
{
  return state.n_sightings;
}

/**
 * mado_fault_vfs_get_n_temporary:
 *
 * Returns: how many files without a name were opened since mado_fault_vfs_watch()
 */
guint
mado_fault_vfs_get_n_temporary (void)
{
  return state.n_temporary;
}
