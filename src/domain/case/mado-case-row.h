/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

yyjson_val *mado_case_get_before (const MadoAction *action);
yyjson_val *mado_case_find_row_before (const MadoAction *action, const char *list, const char *row);
yyjson_mut_val *mado_case_find_row (const MadoAction *action, const char *list, const char *row, gsize *out_index);

gboolean mado_case_has_other_items (const MadoAction *action);

gboolean mado_case_add_row (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed);
gboolean mado_case_remove_row (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed);

G_END_DECLS
