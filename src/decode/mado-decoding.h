/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "mado-picture-wire.h"

G_BEGIN_DECLS

/* A page of a file, as pixels. */
typedef struct {
  GdkPixbuf *pixels; /* (nullable): with alpha */
  guint n_pages;
} MadoDecoding;

void mado_decoding_prepare (void);
MadoPictureState mado_decoding_run (GBytes *file, guint page, MadoDecoding *out_decoding);

G_END_DECLS
