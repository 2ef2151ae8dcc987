/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* A ward's data in memory, for tests and simulations: real turns, and a copy of all of it costs nothing. It takes no
 * more than a database would: what breaks a rule of its tables is an error. */

/* The ward, which any number of backends have open: one that writes, and others that read beside it. */
typedef struct _MadoMemoryWard MadoMemoryWard;

MadoMemoryWard *mado_memory_ward_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoMemoryWard *mado_memory_ward_ref (MadoMemoryWard *self);
void mado_memory_ward_unref (MadoMemoryWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMemoryWard, mado_memory_ward_unref)

/* What it had at one moment: a standby, a backup, a disk that comes back. */
typedef struct _MadoSharedMap MadoMemoryState;

MadoMemoryState *mado_memory_ward_dup_state (MadoMemoryWard *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_memory_ward_set_state (MadoMemoryWard *self, MadoMemoryState *state);
void mado_memory_state_free (MadoMemoryState *state);

MadoBackend *mado_memory_backend_open (MadoMemoryWard *ward,
                                       MadoBackendAccess access,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A disk that fails: the @n-th call from now on, and no other; 0: none. */
void mado_memory_backend_fail_at (MadoBackend *backend, guint n);
gboolean mado_memory_backend_has_failed (MadoBackend *backend);

G_END_DECLS
