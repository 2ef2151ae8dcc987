/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From a byte of a JSON text to the name of its place. The text need be well formed only up to that byte, so
 * whoever refuses a text can say where. */

char *mado_json_find_pointer (const char *text, gsize length, gsize offset) G_GNUC_WARN_UNUSED_RESULT;
gsize mado_json_find_depth (const char *text, gsize length, guint depth);

G_END_DECLS
