/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-hash.h"

G_BEGIN_DECLS

/* Papers of a case of which a place was covered for good: what they showed before must be nowhere any more. The body of
 * the case keeps the hash of what went, who wanted it gone, and when. */

#define MADO_CASE_COVERED "covered"

gboolean mado_case_is_covered_in (yyjson_mut_val *covered, const char *hash);
gboolean mado_case_has_covered (const MadoEntity *entity, const MadoHash *hash);
GArray *mado_case_list_covered (const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
