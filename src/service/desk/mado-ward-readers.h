/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-room.h"

G_BEGIN_DECLS

/* Threads that read in a ward, each over a connection of its own, beside the one that writes. */
typedef struct _MadoWardReaders MadoWardReaders;

MadoWardReaders *mado_ward_readers_new (const MadoWardSource *source, guint n_threads) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_readers_free (MadoWardReaders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardReaders, mado_ward_readers_free)

void mado_ward_readers_submit (MadoWardReaders *self, const MadoWardWork *work, gpointer data);

G_END_DECLS
