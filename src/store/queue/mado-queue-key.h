/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-queue-value.h"
#include "mado-statement.h"

G_BEGIN_DECLS

/* Where something stands in a work list: bytes that compare as the values do by which the list is sorted, then the
 * row. Numbers come before texts, nothing comes last. Texts are in the order of what people read, then as written. */

typedef struct {
  GBytes *key;
  gint64 row;
} MadoQueueSpot;

void mado_queue_key_add (GByteArray *key, const MadoQueueValue *value);

int mado_queue_spot_compare (const MadoQueueSpot *a, const MadoQueueSpot *b);
void mado_queue_spot_bind (const MadoQueueSpot *spot, MadoStatement *statement, int place);
MadoQueueSpot mado_queue_spot_read (const MadoStatement *statement, int column);
void mado_queue_spot_clear (MadoQueueSpot *spot);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoQueueSpot, mado_queue_spot_clear)

G_END_DECLS
