/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-office.h"

G_BEGIN_DECLS

/* A seat's profile in a process of its own, for whoever kills it. The process is the test's own program, called with a
 * word and the seat's folder; what opens the profile lies elsewhere. */

void sync_child_prepare (Office *office, Seat *seat);
MadoDesk *sync_child_open (const char *folder, const char *keys) G_GNUC_WARN_UNUSED_RESULT;
gboolean sync_child_is_killed (Office *office, Seat *seat, const char *word, const char *fault);

char *sync_child_name_keys (Office *office) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
