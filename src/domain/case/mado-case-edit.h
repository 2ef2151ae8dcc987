/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_edit (MadoAction *action);
gboolean mado_case_correct (MadoAction *action);
gboolean mado_case_settle_conflict (MadoAction *action);

const MadoItem *mado_case_find_item (MadoAction *action, const char *id);
gboolean mado_case_check_value (MadoAction *action, const MadoItem *item, yyjson_val *value);
void mado_case_forget_seen (MadoAction *action, const char *section);
gboolean mado_case_write_edits (MadoAction *action, const GPtrArray *allowed);

G_END_DECLS
