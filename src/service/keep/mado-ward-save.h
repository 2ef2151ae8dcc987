/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-archive.h"

G_BEGIN_DECLS

/* Saves a ward, and brings it back. */

typedef struct {
  char *path;
  gint64 number;
  gboolean is_whole;
  gint64 n_records;
} MadoSaving;

void mado_saving_clear (MadoSaving *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSaving, mado_saving_clear)

gboolean mado_ward_save (MadoWardArchive *archive,
                         MadoBackend *backend,
                         gboolean wants_whole,
                         MadoInstant now,
                         MadoSaving *out_saving,
                         GError **error);

G_END_DECLS
