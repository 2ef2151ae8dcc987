/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-crash-disk.h"

G_BEGIN_DECLS

/* Goes through what was done to a disk again, and cuts the power on the way. Cuts in the order of their events cost
 * least: what is safe at one stays safe at the next. */
typedef struct _MadoCrashReplay MadoCrashReplay;

MadoCrashReplay *mado_crash_replay_new (const MadoCrashDisk *disk);
void mado_crash_replay_free (MadoCrashReplay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCrashReplay, mado_crash_replay_free)

MadoCrashDisk *mado_crash_replay_cut (MadoCrashReplay *self, guint n_events, guint32 seed);

G_END_DECLS
