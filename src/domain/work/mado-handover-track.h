/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"
#include "mado-handover-statement.h"

G_BEGIN_DECLS

/* The track of a hand-over: one signed entry a step. */

#define MADO_HANDOVER_GIVING "giving"
#define MADO_HANDOVER_RECEIVING "receiving"

gboolean mado_handover_has_arrived (const char *state);

yyjson_mut_val *mado_handover_track_sign (MadoAction *action, const char *step, const char *side);
yyjson_mut_val *mado_handover_track_attest (MadoAction *action, const MadoHandoverStatement *statement);
const char *mado_handover_track_find_side (const MadoAction *action);
gint64 mado_handover_track_get_time (yyjson_val *entry);
yyjson_mut_val *mado_handover_track_find (const MadoAction *action, const char *member, const char *id);
gboolean mado_handover_track_has_signed (const MadoAction *action, const char *account, const char *side);

G_END_DECLS
