/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-crash-disk.h"

G_BEGIN_DECLS

/* What was done to a disk, in numbers. */
guint mado_crash_account_get_promise (MadoCrashDisk *disk, guint n_events);
guint mado_crash_account_count_syncs (MadoCrashDisk *disk, const char *path);
gsize mado_crash_account_count_bytes (MadoCrashDisk *disk, const char *path);

G_END_DECLS
