/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* That a profile is open in one place only. The kernel lets go of it when the process ends, however it ends. */

typedef struct _MadoProfileLock MadoProfileLock;

MadoProfileLock *mado_profile_lock_take (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_profile_lock_free (MadoProfileLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoProfileLock, mado_profile_lock_free)

G_END_DECLS
