/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_CRASH_N_SLOTS 8 /* as many locks as SQLite has in the shared memory of a database */

/* Who holds what of one file, and the shared memory beside it. Nothing of this outlives a power cut. */
typedef struct _MadoCrashLocks MadoCrashLocks;

/* What one open file holds. */
typedef struct {
  int level;       /* SQLITE_LOCK_… */
  guint shared;    /* slots, one a bit */
  guint exclusive; /* slots, one a bit */
  gboolean is_mapped;
} MadoCrashHolder;

MadoCrashLocks *mado_crash_locks_new (void);
void mado_crash_locks_free (MadoCrashLocks *self);

gboolean mado_crash_locks_raise (MadoCrashLocks *self, MadoCrashHolder *holder, int level);
void mado_crash_locks_lower (MadoCrashLocks *self, MadoCrashHolder *holder, int level);
gboolean mado_crash_locks_has_writer (MadoCrashLocks *self);

void *mado_crash_locks_map (MadoCrashLocks *self, MadoCrashHolder *holder, guint region, gsize size, gboolean extend);
void mado_crash_locks_unmap (MadoCrashLocks *self, MadoCrashHolder *holder);
gboolean mado_crash_locks_take (MadoCrashLocks *self, MadoCrashHolder *holder, guint slots, gboolean exclusive);
void mado_crash_locks_release (MadoCrashLocks *self, MadoCrashHolder *holder, guint slots);
void mado_crash_locks_fence (MadoCrashLocks *self);

G_END_DECLS
