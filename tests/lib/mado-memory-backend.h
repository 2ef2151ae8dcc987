/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* A ward's data in memory, for tests and simulations: real turns, and a copy of all of it costs nothing. It takes no
 * more than a database would: what breaks a rule of its tables is an error. */

/* What one moment had. */
typedef struct _MadoSharedMap MadoMemoryState;

MadoBackend *mado_memory_backend_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* A standby, a backup, a disk that comes back: what was committed, taken and put back between turns. */
MadoMemoryState *mado_memory_backend_dup_state (MadoBackend *backend) G_GNUC_WARN_UNUSED_RESULT;
void mado_memory_backend_set_state (MadoBackend *backend, MadoMemoryState *state);
void mado_memory_state_free (MadoMemoryState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMemoryState, mado_memory_state_free)

/* A disk that fails: the @n-th call from now on, and no other; 0: none. */
void mado_memory_backend_fail_at (MadoBackend *backend, guint n);
gboolean mado_memory_backend_has_failed (MadoBackend *backend);

G_END_DECLS
