/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is in the way between this terminal and the service, as far as the terminal can tell. Each has another remedy,
 * and most another person who has to do it. */
#define MADO_TYPE_OBSTACLE (mado_obstacle_get_type ())
GType mado_obstacle_get_type (void);

typedef enum {
  MADO_OBSTACLE_NONE,
  MADO_OBSTACLE_UNREACHABLE,         /* nobody answers, at any address */
  MADO_OBSTACLE_BUSY,                /* the service answers that it cannot do it now */
  MADO_OBSTACLE_STANDBY,             /* it is there, and is not the one that takes operations */
  MADO_OBSTACLE_STRANGER,            /* whoever answers is not the service */
  MADO_OBSTACLE_SERVICE_CERTIFICATE, /* the service's certificate is over */
  MADO_OBSTACLE_OWN_CERTIFICATE,     /* this terminal's is */
  MADO_OBSTACLE_CLOCK,               /* this terminal's clock is wrong */
  MADO_OBSTACLE_TURNED_AWAY,         /* the service hangs up on this terminal, and says nothing */
  MADO_OBSTACLE_REVOKED,             /* the terminal has to hand in what it has, and wipe itself */
  MADO_OBSTACLE_SIGN_IN,             /* nobody is signed in, or not any more */
  MADO_OBSTACLE_NO_ROLE,             /* somebody is, who has nothing to do in this programme today */
  MADO_OBSTACLE_PROGRAMME,           /* what it judges by is not what it should be, or cannot be read here */
  MADO_OBSTACLE_OUTDATED,            /* the service speaks none of our protocols */
  MADO_OBSTACLE_GARBLED,             /* it says something that cannot be read */
  MADO_OBSTACLE_DISK,                /* what came could not be kept here */
} MadoObstacle;

#define MADO_N_OBSTACLES (MADO_OBSTACLE_DISK + 1)

/* Where an obstacle keeps somebody from what he asked for: its code is the obstacle. */
#define MADO_OBSTACLE_ERROR (mado_obstacle_error_quark ())
GQuark mado_obstacle_error_quark (void);

const char *mado_obstacle_get_name (MadoObstacle self);
const char *mado_obstacle_get_remedy (MadoObstacle self);

G_END_DECLS
