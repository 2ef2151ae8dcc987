/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "mado-crash-disk.h"

G_BEGIN_DECLS

/* A small database of numbered commits, of which each leaves a state that tells its number. */

typedef enum {
  CRASH_WARD_SOUND,
  CRASH_WARD_UNREADABLE,
  CRASH_WARD_TORN, /* half a transaction is there */
  CRASH_WARD_LOST, /* a commit is not there that had returned */
  CRASH_WARD_CORRUPT,
  CRASH_WARD_N_STATES,
} CrashWardState;

sqlite3 *crash_ward_open (const MadoCrashDisk *disk, gboolean is_plain);
void crash_ward_run (sqlite3 *database, const char *sql);
char *crash_ward_ask (sqlite3 *database, const char *sql);
void crash_ward_set_up (sqlite3 *database, const char *settings);
void crash_ward_commit (sqlite3 *database, guint number);
gboolean crash_ward_is_whole (sqlite3 *database);
CrashWardState crash_ward_check (const MadoCrashDisk *disk, gboolean is_plain, guint promise);

G_END_DECLS
