/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-crash-replay.h"

G_BEGIN_DECLS

/* Opens @disk with the real code, as the power cut left it, and says what does not hold there: a word or two, or %NULL.
 * @promise is the last mark before the cut. */
typedef const char *(*MadoCrashCheck) (MadoCrashDisk *disk, guint promise, gpointer data);

guint mado_crash_sweep (MadoCrashDisk *disk, guint first, guint n_cuts, MadoCrashCheck check, gpointer data);

G_END_DECLS
