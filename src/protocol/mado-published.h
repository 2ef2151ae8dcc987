/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-header.h"
#include "mado-publication.h"

G_BEGIN_DECLS

#define MADO_PUBLISHED_MAX_PROGRAMME (1024 * 1024) /* bytes of a programme file */

/* GET /v1/s/WARD/PROGRAMME/programme/REVISION: a programme as it was published there, with what the log says of that.
 */
typedef struct {
  gint64 epoch;      /* a number is one publication only within an epoch: a restored log goes on otherwise */
  GBytes *header;    /* of its entry, which names its actor and his signature */
  GBytes *programme; /* the file, byte for byte */
} MadoPublished;

GBytes *mado_published_write (const MadoPublished *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_published_read (GBytes *text, MadoPublished *out_published, GError **error);
void mado_published_clear (MadoPublished *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoPublished, mado_published_clear)

gboolean mado_published_check (
    const MadoPublished *self, const char *stream, gint64 revision, gboolean *out_is_signed, GError **error);

G_END_DECLS
