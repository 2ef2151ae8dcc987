/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder on a medium. A file that is written there is read back and compared before it gets its name: under its name
 * it is whole, or not at all. */

gboolean mado_packet_medium_write (const char *folder, const char *name, GBytes *content, GError **error);
GBytes *mado_packet_medium_read (const char *path, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
