/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

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
