/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-id.h"

G_BEGIN_DECLS

/* Members of a JSON object, read without surprise: what is not there, or of another type, is empty. */

const char *mado_json_get_text (yyjson_val *object, const char *name);
gint64 mado_json_get_number (yyjson_val *object, const char *name);
gboolean mado_json_get_flag (yyjson_val *object, const char *name);
MadoId mado_json_get_id (yyjson_val *object, const char *name);

G_END_DECLS
