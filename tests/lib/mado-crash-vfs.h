/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "mado-crash-disk.h"

G_BEGIN_DECLS

/* A disk as SQLite's own layer for files. Sleep, time and random bytes come from the layer that SQLite uses by default.
 */
sqlite3_vfs *mado_crash_vfs_new (MadoCrashDisk *disk);
void mado_crash_vfs_free (sqlite3_vfs *self);

G_END_DECLS
