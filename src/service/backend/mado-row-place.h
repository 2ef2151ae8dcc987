/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

/* Where the listing of entities goes on, as it travels to the terminal and back. */
typedef struct {
  gint64 rank; /* -1: at the beginning */
  MadoId id;   /* the last that was listed */
} MadoRowPlace;

char *mado_row_place_write (const MadoRowPlace *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_row_place_read (const char *text, MadoRowPlace *out_place, GError **error);

G_END_DECLS
