/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* The rule of the two legs: whoever finds a medium must not find its password beside it. */

char *mado_handover_fold_number (const char *number) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_handover_is_notice (const MadoAction *action);
gboolean mado_handover_join_medium (MadoAction *action);
gboolean mado_handover_check_medium_received (MadoAction *action);
gboolean mado_handover_check_occasion (MadoAction *action, yyjson_mut_val *step);

G_END_DECLS
