/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* The thread that owns a connection. Work is handed over as a GTask, runs there as straight code, one after the other,
 * and its result comes back in the main context where the task was made:
 *
 *   task = g_task_new (NULL, cancellable, callback, user_data);
 *   g_task_set_task_data (task, request, request_free);
 *   mado_store_thread_run (thread, task, work);
 *
 * The work gives its result with g_task_return_…() once. Task data and source object may be freed on either thread. */

typedef struct _MadoStoreThread MadoStoreThread;

typedef void (*MadoStoreWork) (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable);

MadoStoreThread *mado_store_thread_new (const char *name, MadoDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
void mado_store_thread_free (MadoStoreThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStoreThread, mado_store_thread_free)

void mado_store_thread_run (MadoStoreThread *self, GTask *task, MadoStoreWork work);

G_END_DECLS
