/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* Where a right to a payment stands. The order is the life's. */
#define MADO_RIGHT_OPEN "open"         /* asked for, but nobody knows yet whose it is */
#define MADO_RIGHT_ATTACHED "attached" /* another case holds it: this one is its twin */
#define MADO_RIGHT_HELD "held"         /* another case holds it: a person has to look */
#define MADO_RIGHT_CLAIMED "claimed"   /* this case holds it */
#define MADO_RIGHT_ORDERED "ordered"   /* in a plan; the amount is frozen */
#define MADO_RIGHT_PAID "paid"
#define MADO_RIGHT_FAILED "failed"     /* the transfer came back; it is ordered again under the same claim */
#define MADO_RIGHT_RELEASED "released" /* given up: somebody else may claim it */

yyjson_mut_val *mado_case_get_rights (const MadoAction *action);
yyjson_mut_val *mado_case_find_right (const MadoAction *action, const char *id, const char *row);
gboolean mado_case_right_holds_claim (yyjson_mut_val *right);
gboolean mado_case_right_is_frozen (yyjson_mut_val *right);
gboolean mado_case_leave_rights (MadoAction *action);
gboolean mado_case_step_right (MadoAction *action, const char *step);
gboolean mado_case_give_up_right (MadoAction *action);

gboolean mado_case_has_right_under_way (const MadoAction *action);

G_END_DECLS
