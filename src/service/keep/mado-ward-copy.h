/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-digest.h"

G_BEGIN_DECLS

/* A ward in another place, whole: streams, logs, entities, claims, devices, attachments, records, looks. In bounded
 * memory, whatever the ward's size, and from one backend to any other. */

gboolean mado_ward_copy (MadoBackend *from, MadoBackend *to, gint64 *out_count, GError **error);
gboolean mado_ward_compare (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error);
gboolean mado_ward_compare_since (MadoBackend *from, MadoBackend *to, const MadoWardMark *since, GError **error);

G_END_DECLS
