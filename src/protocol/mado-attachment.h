/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

/* An attachment goes up in parts of one size, PUT /v1/s/WARD/PROGRAMME/blob/HASH/PART, and comes by ranges. */
#define MADO_BLOB_PART (256 * 1024) /* bytes: of every part but the last */
#define MADO_BLOB_MAX_PARTS 256     /* 64 MiB */

/* POST /v1/s/WARD/PROGRAMME/blob/HASH/SIZE: all parts of an attachment were sent; this is what it belongs to. Whoever
 * sees that gets it. */
typedef struct {
  MadoId entity;
  char *item; /* of a case: what can be read off it; "" of anything else */
} MadoAttachment;

GBytes *mado_attachment_write (const MadoAttachment *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_attachment_read (GBytes *text, MadoAttachment *out_attachment, GError **error);
void mado_attachment_clear (MadoAttachment *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoAttachment, mado_attachment_clear)

G_END_DECLS
