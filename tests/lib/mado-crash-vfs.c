/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite asks of files, done to a disk in memory. It promises and syncs what SQLite's own layer for Unix does, no
 * more and no less, so that what holds here holds there. */

#include "mado-crash-vfs.h"

#include <string.h>

typedef struct {
  sqlite3_file base;
  MadoCrashDisk *disk;
  guint number;
  MadoCrashLocks *locks;
  MadoCrashHolder holder;
  gboolean syncs_directory; /* with its first sync, because it may be new */
} File;

static File *
as_file (sqlite3_file *file)
{
  return (File *) (void *) file;
}

static int
close_file (sqlite3_file *base)
{
  File *file = as_file (base);

  mado_crash_locks_unmap (file->locks, &file->holder);
  mado_crash_locks_lower (file->locks, &file->holder, SQLITE_LOCK_NONE);

  return SQLITE_OK;
}

static int
read_file (sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset)
{
  File *file = as_file (base);
  gsize n_read = mado_crash_disk_read (file->disk, file->number, bytes, (gsize) length, offset);

  memset ((guint8 *) bytes + n_read, 0, (gsize) length - n_read);

  return n_read == (gsize) length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_file (sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset)
{
  File *file = as_file (base);

  mado_crash_disk_write (file->disk, file->number, bytes, (gsize) length, offset);

  return SQLITE_OK;
}

static int
truncate_file (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = as_file (base);

  mado_crash_disk_truncate (file->disk, file->number, size);

  return SQLITE_OK;
}

static int
sync_file (sqlite3_file *base, int flags)
{
  File *file = as_file (base);

  mado_crash_disk_sync (file->disk, file->number);
  if (file->syncs_directory)
    mado_crash_disk_sync_directory (file->disk);
  file->syncs_directory = FALSE;

  return SQLITE_OK;
}

static int
get_file_size (sqlite3_file *base, sqlite3_int64 *out_size)
{
  File *file = as_file (base);

  *out_size = mado_crash_disk_get_size (file->disk, file->number);

  return SQLITE_OK;
}

static int
lock_file (sqlite3_file *base, int level)
{
  File *file = as_file (base);

  return mado_crash_locks_raise (file->locks, &file->holder, level) ? SQLITE_OK : SQLITE_BUSY;
}

static int
unlock_file (sqlite3_file *base, int level)
{
  File *file = as_file (base);

  mado_crash_locks_lower (file->locks, &file->holder, level);

  return SQLITE_OK;
}

static int
check_reserved_lock (sqlite3_file *base, int *out_reserved)
{
  *out_reserved = mado_crash_locks_has_writer (as_file (base)->locks);

  return SQLITE_OK;
}

static int
control_file (sqlite3_file *base, int operation, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
get_sector_size (sqlite3_file *base)
{
  return 4096;
}

static int
get_device_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
map_shared (sqlite3_file *base, int region, int size, int extend, void volatile **out_memory)
{
  File *file = as_file (base);

  *out_memory = mado_crash_locks_map (file->locks, &file->holder, (guint) region, (gsize) size, extend != 0);

  return SQLITE_OK;
}

static int
lock_shared (sqlite3_file *base, int first, int count, int flags)
{
  File *file = as_file (base);
  guint slots = ((1U << count) - 1) << first;

  if ((flags & SQLITE_SHM_UNLOCK) == 0)
    return mado_crash_locks_take (file->locks, &file->holder, slots, (flags & SQLITE_SHM_EXCLUSIVE) != 0) ? SQLITE_OK
                                                                                                          : SQLITE_BUSY;
  mado_crash_locks_release (file->locks, &file->holder, slots);

  return SQLITE_OK;
}

static void
fence_shared (sqlite3_file *base)
{
  mado_crash_locks_fence (as_file (base)->locks);
}

static int
unmap_shared (sqlite3_file *base, int delete)
{
  File *file = as_file (base);

  mado_crash_locks_unmap (file->locks, &file->holder);

  return SQLITE_OK;
}

static const sqlite3_io_methods file_methods = {
  .iVersion = 2, /* shared memory, but no files mapped into memory: every write is seen */
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_device_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = fence_shared,
  .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *self, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
  gboolean may_create = (flags & SQLITE_OPEN_CREATE) != 0;
  File *file = as_file (base);

  *file = (File) { .disk = self->pAppData };
  if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
    path = NULL;
  if (!mado_crash_disk_open_file (file->disk, path, may_create, &file->number))
    return SQLITE_CANTOPEN;
  file->locks = mado_crash_disk_get_locks (file->disk, file->number);
  file->syncs_directory = may_create && (flags & journals) != 0;
  file->base.pMethods = &file_methods;
  if (out_flags != NULL)
    *out_flags = flags;

  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *self, const char *path, int sync_directory)
{
  if (!mado_crash_disk_delete (self->pAppData, path))
    return SQLITE_IOERR_DELETE_NOENT;
  if (sync_directory != 0)
    mado_crash_disk_sync_directory (self->pAppData);

  return SQLITE_OK;
}

/* An empty file counts as none: so does SQLite's own layer, against journals that were made and never filled. */
static int
check_access (sqlite3_vfs *self, const char *path, int flags, int *out_there)
{
  guint number;

  *out_there = mado_crash_disk_open_file (self->pAppData, path, FALSE, &number) &&
               mado_crash_disk_get_size (self->pAppData, number) > 0;

  return SQLITE_OK;
}

static int
copy_path (sqlite3_vfs *self, const char *path, int room, char *out_path)
{
  return g_strlcpy (out_path, path, (gsize) room) < (gsize) room ? SQLITE_OK : SQLITE_CANTOPEN;
}

/**
 * mado_crash_vfs_new:
 * @disk: a disk, which outlives it
 *
 * Returns: (transfer full): what SQLite knows the disk by, under a name of its own
 */
sqlite3_vfs *
mado_crash_vfs_new (MadoCrashDisk *disk)
{
  static gint n_disks = 0;
  sqlite3_vfs *self;

  sqlite3_initialize ();
  self = g_memdup2 (sqlite3_vfs_find (NULL), sizeof *self);
  self->pNext = NULL;
  self->zName = g_strdup_printf ("mado-crash-%d", g_atomic_int_add (&n_disks, 1));
  self->szOsFile = sizeof (File);
  self->pAppData = disk;
  self->xOpen = open_file;
  self->xDelete = delete_file;
  self->xAccess = check_access;
  self->xFullPathname = copy_path;
  g_assert_cmpint (sqlite3_vfs_register (self, FALSE), ==, SQLITE_OK);

  return self;
}

/**
 * mado_crash_vfs_free:
 * @self: (transfer full): what SQLite shall forget
 */
void
mado_crash_vfs_free (sqlite3_vfs *self)
{
  sqlite3_vfs_unregister (self);
  g_free ((char *) self->zName);
  g_free (self);
}
