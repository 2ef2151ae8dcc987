/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* 返還: money that was paid and comes back, or is to come back: asked for by one person, approved by another, and
 * counted in as it arrives, until nothing is open. */
extern const MadoKind mado_recovery_kind;

#define MADO_RECOVERY_ASKED "asked"       /* waits for the second person */
#define MADO_RECOVERY_OPEN "open"         /* approved: something is still to come */
#define MADO_RECOVERY_SETTLED "settled"   /* all of it came */
#define MADO_RECOVERY_DECLINED "declined" /* the second person did not agree */
#define MADO_RECOVERY_WAIVED "waived"     /* what has not come is given up */

const char *const *mado_recovery_get_causes (void);

G_END_DECLS
