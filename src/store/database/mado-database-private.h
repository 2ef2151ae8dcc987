/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

#include <sqlcipher/sqlite3.h>

G_BEGIN_DECLS

/* What is in a connection, for src/store/database/ alone. */
struct _MadoDatabase {
  sqlite3 *connection;
  GHashTable *statements; /* text → sqlite3_stmt: prepared, and free to be taken */
  gboolean is_reader;
  int n_log_pages;           /* in the write-ahead log after the last commit */
  GCancellable *cancellable; /* (nullable): ends what is running */
  char *path;
  char *vfs;
  MadoSecret *key;
  MadoProfileLock *lock; /* (nullable): of the connection that writes */
};

void mado_database_set_error (MadoDatabase *self, int code, GError **error);

G_END_DECLS
