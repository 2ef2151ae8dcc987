/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mado-queue-page.h"

G_BEGIN_DECLS

/* One row of a work list, as long as anybody looks at it: empty until it was read, and the same object wherever in the
 * list it moves. It notifies of its property "version" when there is something new to show; 0: it was not read yet. */
#define MADO_TYPE_QUEUE_ROW (mado_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (MadoQueueRow, mado_queue_row, MADO, QUEUE_ROW, GObject)

MadoQueueRow *mado_queue_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_queue_row_set_entry (MadoQueueRow *self, MadoQueueEntry *entry);

MadoQueueEntry *mado_queue_row_get_entry (MadoQueueRow *self);
gint64 mado_queue_row_get_version (MadoQueueRow *self);

G_END_DECLS
