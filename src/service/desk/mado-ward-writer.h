/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-room.h"

G_BEGIN_DECLS

/* The one thread that writes in a ward. All that waits goes into one turn, since a commit costs the same for one as for
 * a hundred; each is told what came of it after the commit. Where the turn fails, each gets a turn of its own, so that
 * nobody pays for another. */
typedef struct _MadoWardWriter MadoWardWriter;

MadoWardWriter *mado_ward_writer_new (const MadoWardSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_writer_free (MadoWardWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardWriter, mado_ward_writer_free)

void mado_ward_writer_submit (MadoWardWriter *self, const MadoWardWork *work, gpointer data);
guint64 mado_ward_writer_count_turns (const MadoWardWriter *self);
guint64 mado_ward_writer_count_works (const MadoWardWriter *self);

G_END_DECLS
