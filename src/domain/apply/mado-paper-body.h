/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* What an operation says of a picture or paper that it attaches to something: the hash of its bytes, their type, and
 * the name of the file. The bytes go their own way, by their hash. */

gboolean mado_paper_body_check (MadoAction *action);
void mado_paper_body_copy (MadoAction *action, yyjson_mut_val *attachment);
gboolean mado_paper_body_is_in (yyjson_mut_val *attachments, const char *item, const char *hash);

G_END_DECLS
