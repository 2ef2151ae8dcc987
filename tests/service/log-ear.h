/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hears what the program writes to its log, so that a test can count what was refused, and see that nothing stands
 * there that should not. */
void log_ear_open (void);
guint log_ear_count (const char *reason);
void log_ear_await (const char *reason, guint least);
gboolean log_ear_heard (const char *word);

G_END_DECLS
