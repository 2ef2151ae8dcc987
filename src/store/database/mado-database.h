/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-profile-lock.h"
#include "mado-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A connection to an encrypted file: the one that writes, or one that reads beside it. It belongs to one thread at a
 * time. One connection alone writes and checkpoints, because SQLite before 3.51.3 can lose pages where two do. */

typedef struct _MadoDatabase MadoDatabase;

typedef enum {
  MADO_DATABASE_CREATE, /* a new file, in the place of whatever is there */
  MADO_DATABASE_OPEN,   /* the file that is there */
} MadoDatabaseMode;

/* Where a database is, and what it may use. */
typedef struct {
  const char *path;
  const char *vfs;   /* (nullable): how SQLite reaches the disk; %NULL: as always */
  guint cache_limit; /* KiB; 0: MADO_DATABASE_CACHE_LIMIT */
} MadoDatabasePlace;

#define MADO_DATABASE_CACHE_LIMIT (64 * 1024)

MadoDatabase *mado_database_open (const MadoDatabasePlace *place,
                                  MadoDatabaseMode mode,
                                  MadoProfileLock *lock,
                                  const MadoSecret *key,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *mado_database_open_to_read (const MadoDatabasePlace *place,
                                          const MadoSecret *key,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *mado_database_open_reader (const MadoDatabase *writer,
                                         guint cache_limit,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_database_free (MadoDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDatabase, mado_database_free)

void mado_database_set_cancellable (MadoDatabase *self, GCancellable *cancellable);
gboolean mado_database_checkpoint (MadoDatabase *self, GError **error);
gboolean mado_database_empty_log (MadoDatabase *self, GError **error);
gboolean mado_database_remove (const char *path, GError **error);
gint64 mado_database_get_last_row (const MadoDatabase *self);
gint64 mado_database_get_n_changes (const MadoDatabase *self);
gboolean mado_database_run_script (MadoDatabase *self, const char *sql, GError **error);

G_END_DECLS
