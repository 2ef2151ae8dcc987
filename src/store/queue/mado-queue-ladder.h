/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-queue-key.h"

G_BEGIN_DECLS

/* The ladder of a work list: how many rows stand from one rung to the next, so that a position is found without
 * counting. */

/* A row that enters a list or leaves it. */
typedef struct {
  char *queue;
  MadoQueueSpot spot;
  int difference; /* 1: enters; -1: leaves */
} MadoQueueMove;

gboolean mado_queue_ladder_count (MadoDatabase *database, const MadoQueueMove *moves, guint n_moves, GError **error);

G_END_DECLS
