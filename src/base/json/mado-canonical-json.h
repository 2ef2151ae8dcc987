/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* The one spelling of a JSON value, for hashes and signatures: RFC 8785, with integers as the only numbers, so that
 * no reader of another make rounds a yen away. Text is never normalized: other bytes are another value. */

#define MADO_CANONICAL_JSON_MAX_LENGTH (4 * 1024 * 1024) /* bytes; four full pushes */
#define MADO_CANONICAL_JSON_MAX_DEPTH 64

GBytes *mado_canonical_json_from_text (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_canonical_json_from_value (const yyjson_mut_val *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_canonical_json_is_canonical (const char *text, gsize length);

G_END_DECLS
