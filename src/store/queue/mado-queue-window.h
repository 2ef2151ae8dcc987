/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-queue-row.h"

G_BEGIN_DECLS

/* The few rows of a long list that are in memory, by their positions. Those that nobody asked for lately go first. */

typedef struct _MadoQueueWindow MadoQueueWindow;

/* Rows side by side that were all read, or none of them. */
typedef struct {
  guint position;
  gboolean is_read;
  GPtrArray *rows;    /* (element-type MadoQueueRow) */
  GPtrArray *entries; /* (element-type MadoQueueEntry): what they say; empty where they were not read */
} MadoQueueRun;

MadoQueueWindow *mado_queue_window_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_queue_window_free (MadoQueueWindow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQueueWindow, mado_queue_window_free)

gboolean mado_queue_window_has (const MadoQueueWindow *self, guint position);
MadoQueueRow *mado_queue_window_find (MadoQueueWindow *self, guint position);
void mado_queue_window_open (MadoQueueWindow *self, guint position, guint length);
void mado_queue_window_splice (
    MadoQueueWindow *self, guint position, guint n_removed, guint n_added, const GPtrArray *rows);
void mado_queue_window_trim (MadoQueueWindow *self, gboolean is_read, guint limit);
GPtrArray *mado_queue_window_list_runs (const MadoQueueWindow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
