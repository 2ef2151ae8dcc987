/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* Values as bytes, and bytes as values: one description of a record serves both ways, so that they cannot part.
 * Integers have eight bytes, the highest first; what has no fixed length has its length in four before it. */
typedef struct {
  GByteArray *out; /* (nullable): %NULL: it reads */
  const guint8 *in;
  gsize left;
  gboolean is_broken; /* what was read is not what was written */
} MadoItemCodec;

void mado_item_codec_pass (MadoItemCodec *self, void *bytes, gsize length);
void mado_item_codec_pass_int (MadoItemCodec *self, gint64 *value);
void mado_item_codec_pass_id (MadoItemCodec *self, MadoId *id);
void mado_item_codec_pass_hash (MadoItemCodec *self, MadoHash *hash);
void mado_item_codec_pass_bytes (MadoItemCodec *self, GBytes **bytes);
void mado_item_codec_pass_text (MadoItemCodec *self, char **text);

G_END_DECLS
