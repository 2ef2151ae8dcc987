/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* What somebody types off paper into one field, brought into the one form in which the item is stored: by the same way
 * as a web form's values, so that both stand in a case alike. */

gboolean mado_intake_typed_takes (const MadoItem *item);
yyjson_mut_val *mado_intake_typed_read (
    const MadoItem *item, const char *text, const char *kana, yyjson_mut_doc *doc, const char **out_code);

G_END_DECLS
