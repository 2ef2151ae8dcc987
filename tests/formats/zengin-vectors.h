/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mado-finding.h"

G_BEGIN_DECLS

/* Our vectors of 全銀 files, and findings as a line of text. */

JsonNode *zengin_vectors_load (void);
GBytes *zengin_vectors_get_bytes (JsonObject *vector);
GByteArray *zengin_vectors_load_sound_file (void);
char *zengin_vectors_describe (const MadoFindings *findings);

G_END_DECLS
