/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* What a programme is measured by, day by day. */
typedef enum {
  MADO_MILESTONE_NONE,
  MADO_MILESTONE_RECEIVED, /* the case came in */
  MADO_MILESTONE_DECIDED,  /* somebody who may has decided about it */
} MadoMilestone;

#define MADO_N_MILESTONES (MADO_MILESTONE_DECIDED + 1)

MadoMilestone mado_milestone_find (const MadoProgramme *programme, const MadoTransition *transition);
const char *mado_milestone_get_name (MadoMilestone milestone);

G_END_DECLS
