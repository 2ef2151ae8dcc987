/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attendance.h"
#include "mado-house.h"
#include "mado-service-child.h"
#include "mado-terminal-desk.h"
#include "mado-ward-directory.h"

G_BEGIN_DECLS

/* How the files of this folder share a house. */
struct _MadoHouse {
  const MadoServiceGround *ground;
  MadoHouseKeepers keepers;
  MadoChanceAndTime means;
  gint64 since; /* on the monotonic clock */
  MadoRebuffs *rebuffs;
  MadoAttendance *attendance;
  MadoTerminalRegister *terminals;
  MadoTerminalDesk *terminal_desk;
  MadoWardPlace *office_place;
  MadoWard *office;
  GPtrArray *names;         /* what the wards are looked up by */
  MadoServiceChild *child;  /* what it has done beside the daily work */
  gint is_moving;           /* atomic: a ward is on its way, or looked for */
  gint is_publishing;       /* atomic: a programme is, or is looked for */
  gint is_taking_unsent;    /* atomic: work that was handed in is taken, or looked for */
  GHashTable *wards;        /* (element-type utf8 MadoWard): it does not change while the house is open */
  GHashTable *signed_heads; /* (element-type utf8 GHashTable): of each ward, where its logs ended when it was signed */
  GHashTable *n_signed;     /* (element-type utf8 gint64): of each ward, lines that were signed */
  gint64 signed_at;         /* on the monotonic clock; 0: not yet */
  MadoHttpServer *server;
};

void mado_house_look_for_moves (MadoHouse *self);
void mado_house_look_for_publications (MadoHouse *self);
void mado_house_look_for_unsent (MadoHouse *self);
gboolean mado_house_look_for_signed (MadoHouse *self, GError **error);
void mado_house_look_after_heads (MadoHouse *self);
void mado_house_sign_heads (MadoHouse *self);
MadoServiceSide mado_house_get_service_side (MadoHouse *self);

extern const MadoHttpRoute mado_house_routes[]; /* for a MadoHouse */

G_END_DECLS
