/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sync.h"
#include "store-sample.h"
#include "terminal-sample.h"

G_BEGIN_DECLS

/* A terminal with everything that it has: an encrypted profile, and its line. */
typedef struct {
  StoreSample sample;
  Terminal *hand; /* that writes operations */
  char *token;
  MadoDesk *desk;
  MadoCourier *courier; /* (nullable): it goes nowhere */
  MadoSync *sync;       /* (nullable): as the courier */
} Seat;

#define SEAT_SMALL_CACHE 2048 /* KiB: where many share the machine */

Seat *seat_new (Terminal *hand, guint cache) G_GNUC_WARN_UNUSED_RESULT;
void seat_free (Seat *self);
void seat_connect (Seat *self, MadoCourier *courier);
void seat_sign_in (Seat *self);
void seat_do (Seat *self, MadoStoreWork work, gpointer request);
void seat_save_cases (Seat *self, guint n_cases);
guint seat_count_open (Seat *self);
gint64 seat_count_rows (Seat *self);
gboolean seat_is_current (const Seat *self, gint64 position);

G_END_DECLS
