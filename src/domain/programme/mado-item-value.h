/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* Why a value is not taken. */
typedef enum {
  MADO_ITEM_VALUE_GOOD,
  MADO_ITEM_VALUE_WRONG,     /* not of the item's type, or outside its limits */
  MADO_ITEM_VALUE_MY_NUMBER, /* holds a 個人番号 */
} MadoItemValueFault;

MadoItemValueFault mado_item_check_value (const MadoItem *self, yyjson_val *value);
gboolean mado_item_text_is_plain (const char *text, gsize max_characters);

G_END_DECLS
