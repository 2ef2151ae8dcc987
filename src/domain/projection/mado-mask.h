/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* A masked value is an object with "masked": true, so no item takes it for a value: enough is left of it to compare it
 * with what somebody reads out on the telephone. */

yyjson_mut_val *mado_mask_value (const MadoItem *item, yyjson_val *value, yyjson_mut_doc *doc);

G_END_DECLS
