/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-canonical-json.h"

G_BEGIN_DECLS

/* What both ways of writing share, for src/base/json/ alone. */

#define MADO_CANONICAL_JSON_LARGEST G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1, where a double is still exact */

void mado_canonical_json_write_string (GString *out, const char *text, gsize length);
int mado_canonical_json_compare_names (const char *a, gsize a_length, const char *b, gsize b_length);

G_END_DECLS
