/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include <glib.h>

G_BEGIN_DECLS

#define MADO_HANDOVER_PHOTO_MOST (20 * 1024 * 1024) /* bytes */

/* A photo or a scan on its way to an entry of the ledger. */
typedef struct {
  const char *name; /* of the file */
  const char *type; /* "image/png", "image/jpeg", "application/pdf" */
  GBytes *bytes;
} MadoHandoverPhoto;

yyjson_mut_doc *mado_handover_photo_write (const MadoHandoverPhoto *self, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
