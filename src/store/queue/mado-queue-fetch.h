/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-queue-page.h"

G_BEGIN_DECLS

/* What a model asks the reader's thread for, and what comes back: the rows that it waits for and, where the file has
 * changed since, what became of those that it knows. */

typedef struct {
  guint position; /* as the model counts */
  guint length;
  gboolean is_known; /* its rows were read, from @first to @last */
  MadoQueueSpot first;
  MadoQueueSpot last;

  gint64 now_position;
  gint64 now_length;
  GPtrArray *entries; /* (nullable) (element-type MadoQueueEntry): what stands there; %NULL: too much, or as before */
} MadoQueuePiece;

typedef struct {
  MadoProgramme *programme;
  char *name;
  GPtrArray *columns;
  GArray *pieces; /* MadoQueuePiece, in the list's order */
  gint64 seen;    /* the state of the file that the model shows; 0: none yet */
  guint n_rows;   /* that it shows */

  gint64 now_seen;
  gint64 now_count;
} MadoQueueFetch;

MadoQueueFetch *mado_queue_fetch_new (const MadoQueueList *list, gint64 seen, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
void mado_queue_fetch_free (MadoQueueFetch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQueueFetch, mado_queue_fetch_free)

void mado_queue_fetch_add (
    MadoQueueFetch *self, guint position, guint length, const MadoQueueSpot *first, const MadoQueueSpot *last);
gboolean mado_queue_fetch_run (MadoQueueFetch *self, MadoDatabase *reader, GError **error);

G_END_DECLS
