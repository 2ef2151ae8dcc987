/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What goes over the line: text as it is, or packed with zstd where that is worth it. */

#define MADO_PARCEL_WORTH_IT 4096                /* bytes: less is sent as it is */
#define MADO_PARCEL_MAX_LENGTH (8 * 1024 * 1024) /* bytes of text: no record is longer */

typedef struct {
  GBytes *bytes;
  gboolean is_packed; /* Content-Encoding: zstd */
} MadoParcel;

gboolean mado_parcel_pack (GBytes *text, MadoParcel *out_parcel, GError **error);
gboolean mado_parcel_pack_from (GBytes *text, gsize least, MadoParcel *out_parcel, GError **error);
GBytes *mado_parcel_unpack (const MadoParcel *self, gsize max_length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_parcel_clear (MadoParcel *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoParcel, mado_parcel_clear)

G_END_DECLS
