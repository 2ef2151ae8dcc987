/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bell.h"
#include "mado-ward-readers.h"
#include "mado-ward-writer.h"

G_BEGIN_DECLS

/* A ward as the desk serves it: one who writes, some who read, and a bell. */
typedef struct {
  char *name;
  MadoWardSource source;
  MadoWardWriter *writer;
  MadoWardReaders *readers;
  MadoBell *bell;
} MadoWard;

MadoWard *mado_ward_open (const char *name, const MadoWardSource *source, guint n_readers, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_free (MadoWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWard, mado_ward_free)

G_END_DECLS
