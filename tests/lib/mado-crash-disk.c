/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files as the running program sees them, and the record of what was done to them. */

#include "mado-crash-disk.h"

#include <string.h>

#include "mado-crash-content.h"
#include "mado-crash-vfs.h"

typedef struct {
  char *path; /* %NULL for a temporary file, which no directory holds */
  GByteArray *content;
  MadoCrashLocks *locks;
} File;

struct _MadoCrashDisk {
  GMutex mutex;
  GPtrArray *files;      /* File, by number, deleted ones too */
  GHashTable *directory; /* path → number of the file */
  GArray *events;
  GByteArray *written; /* all that was ever written, in order */
  gboolean is_lying;
  sqlite3_vfs *vfs;
};

static void
free_file (File *file)
{
  g_free (file->path);
  g_byte_array_unref (file->content);
  mado_crash_locks_free (file->locks);
  g_free (file);
}

/**
 * mado_crash_disk_new:
 *
 * Returns: (transfer full): an empty disk, known to SQLite until it is freed
 */
MadoCrashDisk *
mado_crash_disk_new (void)
{
  MadoCrashDisk *self = g_new0 (MadoCrashDisk, 1);

  g_mutex_init (&self->mutex);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
  self->directory = g_hash_table_new (g_str_hash, g_str_equal);
  self->events = g_array_new (FALSE, FALSE, sizeof (MadoCrashEvent));
  self->written = g_byte_array_new ();
  self->vfs = mado_crash_vfs_new (self);

  return self;
}

/**
 * mado_crash_disk_free:
 * @self: (transfer full): a disk on which every file is closed
 */
void
mado_crash_disk_free (MadoCrashDisk *self)
{
  mado_crash_vfs_free (self->vfs);
  g_hash_table_unref (self->directory);
  g_ptr_array_unref (self->files);
  g_array_unref (self->events);
  g_byte_array_unref (self->written);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * mado_crash_disk_get_vfs_name:
 * @self: a disk
 *
 * Returns: (transfer none): what sqlite3_open_v2() knows it by
 */
const char *
mado_crash_disk_get_vfs_name (const MadoCrashDisk *self)
{
  return self->vfs->zName;
}

/**
 * mado_crash_disk_lie:
 * @self: a disk
 *
 * Makes it a disk that says it has synced and has not: a test that still passes on it sees nothing.
 */
void
mado_crash_disk_lie (MadoCrashDisk *self)
{
  self->is_lying = TRUE;
}

/**
 * mado_crash_disk_is_lying:
 * @self: a disk
 *
 * Returns: whether its syncs are worth nothing
 */
gboolean
mado_crash_disk_is_lying (const MadoCrashDisk *self)
{
  return self->is_lying;
}

static void
record (MadoCrashDisk *self, MadoCrashKind kind, guint number, gint64 offset)
{
  MadoCrashEvent event = { .kind = kind, .file = number, .offset = offset };

  g_array_append_val (self->events, event);
}

static void
record_write (MadoCrashDisk *self, guint number, const void *bytes, gsize length, gint64 offset)
{
  MadoCrashEvent event = { MADO_CRASH_WRITE, number, offset, length, self->written->len };

  g_array_append_val (self->events, event);
  g_byte_array_append (self->written, bytes, (guint) length);
}

/**
 * mado_crash_disk_mark:
 * @self: a disk
 * @promise: what the program has promised by now, as a number that grows: how many commits have returned, say
 */
void
mado_crash_disk_mark (MadoCrashDisk *self, guint promise)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  record (self, MADO_CRASH_MARK, 0, promise);
}

/**
 * mado_crash_disk_count_events:
 * @self: a disk
 *
 * Returns: how many things were done to it; a cut may come after each
 */
guint
mado_crash_disk_count_events (MadoCrashDisk *self)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  return self->events->len;
}

/**
 * mado_crash_disk_contains:
 * @self: a disk
 * @needle: bytes, enough of them that chance does not make them
 * @length: how many
 *
 * Returns: whether they were ever written to any file, temporary and deleted ones too
 */
gboolean
mado_crash_disk_contains (MadoCrashDisk *self, const void *needle, gsize length)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  return memmem (self->written->data, self->written->len, needle, length) != NULL;
}

static guint
create_file (MadoCrashDisk *self, const char *path)
{
  File *file = g_new0 (File, 1);
  guint number = self->files->len;

  file->path = g_strdup (path);
  file->content = g_byte_array_new ();
  file->locks = mado_crash_locks_new ();
  g_ptr_array_add (self->files, file);
  if (path != NULL)
    g_hash_table_replace (self->directory, file->path, GUINT_TO_POINTER (number));
  record (self, MADO_CRASH_CREATE, number, 0);

  return number;
}

/**
 * mado_crash_disk_open_file:
 * @self: a disk
 * @path: (nullable): its name; %NULL for a temporary file
 * @may_create: whether to make it where there is none
 * @out_file: (out): its number
 *
 * Returns: whether there is such a file now
 */
gboolean
mado_crash_disk_open_file (MadoCrashDisk *self, const char *path, gboolean may_create, guint *out_file)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);
  gpointer number;

  if (path != NULL && g_hash_table_lookup_extended (self->directory, path, NULL, &number))
    *out_file = GPOINTER_TO_UINT (number);
  else if (may_create)
    *out_file = create_file (self, path);
  else
    return FALSE;

  return TRUE;
}

static File *
get_file (const MadoCrashDisk *self, guint number)
{
  return g_ptr_array_index (self->files, number);
}

/**
 * mado_crash_disk_read:
 * @self: a disk
 * @file: the number of a file
 * @bytes: (out): room for @length bytes
 * @length: how many to read
 * @offset: from where
 *
 * Returns: how many there were
 */
gsize
mado_crash_disk_read (MadoCrashDisk *self, guint file, void *bytes, gsize length, gint64 offset)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);
  const GByteArray *content = get_file (self, file)->content;
  gsize available = (gint64) content->len > offset ? MIN (length, (gsize) (content->len - offset)) : 0;

  if (available > 0)
    memcpy (bytes, content->data + offset, available);

  return available;
}

/**
 * mado_crash_disk_write:
 * @self: a disk
 * @file: the number of a file
 * @bytes: what to write
 * @length: its length
 * @offset: where to
 */
void
mado_crash_disk_write (MadoCrashDisk *self, guint file, const void *bytes, gsize length, gint64 offset)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  mado_crash_content_write (get_file (self, file)->content, bytes, length, offset);
  record_write (self, file, bytes, length, offset);
}

/**
 * mado_crash_disk_truncate:
 * @self: a disk
 * @file: the number of a file
 * @size: its size from now on
 */
void
mado_crash_disk_truncate (MadoCrashDisk *self, guint file, gint64 size)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  mado_crash_content_resize (get_file (self, file)->content, size);
  record (self, MADO_CRASH_TRUNCATE, file, size);
}

/**
 * mado_crash_disk_sync:
 * @self: a disk
 * @file: the number of a file, whose content is safe from now on; its name in the directory is not
 */
void
mado_crash_disk_sync (MadoCrashDisk *self, guint file)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  record (self, MADO_CRASH_SYNC, file, 0);
}

/**
 * mado_crash_disk_sync_directory:
 * @self: a disk, whose files are there for certain from now on, and the deleted ones gone
 */
void
mado_crash_disk_sync_directory (MadoCrashDisk *self)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  record (self, MADO_CRASH_SYNC_DIRECTORY, 0, 0);
}

/**
 * mado_crash_disk_delete:
 * @self: a disk
 * @path: the name of a file; who has it open may go on with it
 *
 * Returns: whether there was such a file
 */
gboolean
mado_crash_disk_delete (MadoCrashDisk *self, const char *path)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);
  gpointer number;

  if (!g_hash_table_steal_extended (self->directory, path, NULL, &number))
    return FALSE;
  record (self, MADO_CRASH_DELETE, GPOINTER_TO_UINT (number), 0);

  return TRUE;
}

/**
 * mado_crash_disk_get_size:
 * @self: a disk
 * @file: the number of a file
 *
 * Returns: its bytes
 */
gint64
mado_crash_disk_get_size (MadoCrashDisk *self, guint file)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  return get_file (self, file)->content->len;
}

/**
 * mado_crash_disk_get_locks:
 * @self: a disk
 * @file: the number of a file
 *
 * Returns: (transfer none): who holds what of it
 */
MadoCrashLocks *
mado_crash_disk_get_locks (MadoCrashDisk *self, guint file)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, guard);

  return get_file (self, file)->locks;
}

/**
 * mado_crash_disk_count_files:
 * @self: a disk on which nobody works now
 *
 * Returns: how many files there ever were; their numbers are below it
 */
guint
mado_crash_disk_count_files (const MadoCrashDisk *self)
{
  return self->files->len;
}

/**
 * mado_crash_disk_get_path:
 * @self: a disk on which nobody works now
 * @file: the number of a file
 *
 * Returns: (transfer none) (nullable): its name; %NULL where it is temporary
 */
const char *
mado_crash_disk_get_path (const MadoCrashDisk *self, guint file)
{
  return get_file (self, file)->path;
}

/**
 * mado_crash_disk_get_event:
 * @self: a disk on which nobody works now
 * @index: from 0
 *
 * Returns: (transfer none): what was done to it
 */
const MadoCrashEvent *
mado_crash_disk_get_event (const MadoCrashDisk *self, guint index)
{
  return &g_array_index (self->events, MadoCrashEvent, index);
}

/**
 * mado_crash_disk_get_written:
 * @self: a disk on which nobody works now
 * @event: a write to it
 *
 * Returns: (transfer none): the bytes
 */
const guint8 *
mado_crash_disk_get_written (const MadoCrashDisk *self, const MadoCrashEvent *event)
{
  return self->written->data + event->start;
}
