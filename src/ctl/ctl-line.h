/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-door.h"
#include "mado-desk.h"
#include "mado-sync.h"

G_BEGIN_DECLS

/* A profile of a terminal at its service, without a window: opened by whoever signed in, made where this is the first
 * time, and exchanged with the service. The names of a profile's files are ACCOUNT.PROGRAMME. */

#define MADO_CTL_LINE_OPTIONS MADO_CTL_DOOR_PROOF, { "wait", "SECONDS", "for so long at most; 60 unless told" }

typedef struct {
  MadoCtlDoor door;
  char *path; /* of the profile */
  const char *programme;
  guint patience; /* seconds */
  GStrv roles;
  MadoDesk *desk; /* (nullable) */
} MadoCtlLine;

/* How far an exchange came. */
typedef struct {
  MadoLineState state;
  MadoObstacle obstacle;
  guint n_unsent, n_papers_unsent;
  gint64 position, behind;
} MadoCtlStanding;

void mado_ctl_line_clear (MadoCtlLine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCtlLine, mado_ctl_line_clear)

gboolean mado_ctl_line_name (MadoCtlLine *self, const char *file, GError **error);
gboolean mado_ctl_line_begin (MadoCtlLine *self, MadoCtlCall *call, MadoCtlStatus *out_status);
gboolean mado_ctl_line_exchange (MadoCtlLine *self, MadoCtlStanding *out_standing);
void mado_ctl_line_answer (MadoCtlCall *call, const MadoCtlStanding *standing);

G_END_DECLS
