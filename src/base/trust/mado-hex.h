/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one text form of hashes, public keys and signatures: lower-case hexadecimal digits, which a person can compare
 * and read out over the telephone. */

char *mado_hex_from_bytes (const guint8 *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_hex_to_bytes (const char *hex, guint8 *out_bytes, gsize length, GError **error);

G_END_DECLS
