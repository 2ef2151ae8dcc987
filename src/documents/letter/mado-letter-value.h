/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* How the value of an item is written on paper. */

gboolean mado_letter_value_has_part (const MadoItem *item, const char *part);
char *mado_letter_value_write (const MadoItem *item, const char *part, yyjson_val *shown) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
