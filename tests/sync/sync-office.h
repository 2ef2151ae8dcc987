/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cut-wire.h"
#include "mado-sync.h"
#include "service-world.h"
#include "store-sample.h"

G_BEGIN_DECLS

/* Two terminals, with everything that they have, at the real service: its program, which is killed and goes elsewhere;
 * their encrypted profiles, their couriers, and what a window is told meanwhile. */

#define OFFICE_N_SEATS 2
#define OFFICE_N_PLACES 2

typedef struct {
  StoreSample sample;
  Papers papers;
  char *token;
  Terminal *hand; /* that writes operations */
  MadoDesk *desk;
  MadoCourier *courier;
  MadoSync *sync;
  guint states; /* a bit for each that was told */
} Seat;

typedef struct {
  World world;
  char *addresses[OFFICE_N_PLACES + 1];
  char *ways[OFFICE_N_PLACES + 1]; /* where terminals go */
  MadoCutWire *wire;               /* (nullable): between them and the service */
  Seat seats[OFFICE_N_SEATS];
  GPtrArray *cases;   /* (element-type MadoId) */
  gint64 n_published; /* programmes */
} Office;

typedef gboolean (*OfficeQuestion) (Office *office);

extern gint64 office_clock_fault; /* of the terminals, in microseconds */

/* @most_bytes: after how many, at most, the wire between terminals and service is cut each time; NULL: there is none */
void office_set_up (Office *self, gconstpointer most_bytes);
void office_tear_down (Office *self, gconstpointer most_bytes);
void office_start_service (Office *self, guint place);
void office_sign_everybody_in (Office *self);

MadoId office_receive_case (Office *office, Seat *self);
gboolean office_is_all_well (Office *self);
gboolean office_is_all_told (Office *self);
void office_await (Office *self, OfficeQuestion question);
void office_await_obstacle (Office *self, MadoObstacle obstacle);
void office_assert_same_everywhere (Office *self);

G_END_DECLS
