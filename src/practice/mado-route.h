/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* How far it is from each state of a programme to a payment, and which transitions lead there. It never changes. */
typedef struct _MadoRoute MadoRoute;

MadoRoute *mado_route_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_route_free (MadoRoute *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRoute, mado_route_free)

/* Where a transition leads somebody who wants to be paid. */
typedef enum {
  MADO_ROUTE_ASIDE,  /* something happens, or nothing is gained by it */
  MADO_ROUTE_AROUND, /* it may lead on where the straight way is closed */
  MADO_ROUTE_ON,
} MadoRouteWay;

MadoRouteWay mado_route_judge (const MadoRoute *self, const MadoTransition *transition, const char *from);

G_END_DECLS
