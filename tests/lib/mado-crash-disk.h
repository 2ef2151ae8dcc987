/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-crash-lock.h"

G_BEGIN_DECLS

/* A disk in memory that remembers everything that was done to it, in order, so that a test can see it as a power cut at
 * any moment would have left it. SQLite uses it under the name that mado_crash_disk_get_vfs_name() gives. */
typedef struct _MadoCrashDisk MadoCrashDisk;

typedef enum {
  MADO_CRASH_WRITE,
  MADO_CRASH_TRUNCATE,
  MADO_CRASH_SYNC,
  MADO_CRASH_CREATE,
  MADO_CRASH_DELETE,
  MADO_CRASH_SYNC_DIRECTORY,
  MADO_CRASH_MARK,
} MadoCrashKind;

typedef struct {
  MadoCrashKind kind;
  guint file;    /* its number; 0 where the event is about none */
  gint64 offset; /* of a write; the size of a truncated file; the number of a mark */
  gsize length;  /* of a write */
  gsize start;   /* of the written bytes, among all that were ever written */
} MadoCrashEvent;

MadoCrashDisk *mado_crash_disk_new (void);
void mado_crash_disk_free (MadoCrashDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCrashDisk, mado_crash_disk_free)

/* for every test */
void mado_crash_disk_lie (MadoCrashDisk *self);
const char *mado_crash_disk_get_vfs_name (const MadoCrashDisk *self);
void mado_crash_disk_mark (MadoCrashDisk *self, guint promise);
guint mado_crash_disk_count_events (MadoCrashDisk *self);
gboolean mado_crash_disk_contains (MadoCrashDisk *self, const void *needle, gsize length);

/* for the file system and the cut */
gboolean mado_crash_disk_open_file (MadoCrashDisk *self, const char *path, gboolean may_create, guint *out_file);
gsize mado_crash_disk_read (MadoCrashDisk *self, guint file, void *bytes, gsize length, gint64 offset);
void mado_crash_disk_write (MadoCrashDisk *self, guint file, const void *bytes, gsize length, gint64 offset);
void mado_crash_disk_truncate (MadoCrashDisk *self, guint file, gint64 size);
void mado_crash_disk_sync (MadoCrashDisk *self, guint file);
void mado_crash_disk_sync_directory (MadoCrashDisk *self);
gboolean mado_crash_disk_delete (MadoCrashDisk *self, const char *path);
gint64 mado_crash_disk_get_size (MadoCrashDisk *self, guint file);
MadoCrashLocks *mado_crash_disk_get_locks (MadoCrashDisk *self, guint file);

gboolean mado_crash_disk_is_lying (const MadoCrashDisk *self);
guint mado_crash_disk_count_files (const MadoCrashDisk *self);
const char *mado_crash_disk_get_path (const MadoCrashDisk *self, guint file);
const MadoCrashEvent *mado_crash_disk_get_event (const MadoCrashDisk *self, guint index);
const guint8 *mado_crash_disk_get_written (const MadoCrashDisk *self, const MadoCrashEvent *event);

G_END_DECLS
