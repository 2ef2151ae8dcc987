/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-queue-row.h"
#include "mado-store-thread.h"

G_BEGIN_DECLS

/* A work list as a list of MadoQueueRow, of which only those are in memory that somebody looks at. It belongs to the
 * main context where it was made and never waits there: rows are empty until the reader's thread has read them. It
 * shows one state of the file until mado_queue_model_refresh(). Emits "failed" with the error where reading failed. */
#define MADO_TYPE_QUEUE_MODEL (mado_queue_model_get_type ())
G_DECLARE_FINAL_TYPE (MadoQueueModel, mado_queue_model, MADO, QUEUE_MODEL, GObject)

MadoQueueModel *mado_queue_model_new (MadoStoreThread *reader, const MadoQueueList *list) G_GNUC_WARN_UNUSED_RESULT;
void mado_queue_model_refresh (MadoQueueModel *self);

void mado_queue_model_find_next_async (MadoQueueModel *self,
                                       MadoQueueRow *row,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean mado_queue_model_find_next_finish (GAsyncResult *result, MadoQueueEntry **out_next, GError **error);

G_END_DECLS
