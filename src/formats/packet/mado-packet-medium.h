/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"

G_BEGIN_DECLS

/* A folder on a medium. A file that is written there is read back and compared before it gets its name: under its name
 * it is whole, or not at all. What takes several steps puts it there first, and gives it its name at the end. */

#define MADO_PACKET_MEDIUM_MAX_SIZE (512 * 1024 * 1024) /* of the image of a disc with a packet on it */

gboolean mado_packet_medium_write (const char *folder, const char *name, GBytes *content, GError **error);
gboolean mado_packet_medium_put (
    const char *folder, const char *part, const char *name, GBytes *content, GError **error);
gboolean mado_packet_medium_publish (const char *folder, const char *part, const char *name, GError **error);
gboolean mado_packet_medium_remove (const char *folder, const char *name, const MadoHash *digest, GError **error);
char *mado_packet_medium_name_part (const char *name) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_packet_medium_read (const char *path, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
