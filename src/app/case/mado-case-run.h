/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mado-id.h"

G_BEGIN_DECLS

/* A page that has cases in an order: one is opened after the other. Emits "opened" with the id of the case (a MadoId,
 * for the length of the call) and where it stands there, for people; "placed" with the same when others came or went.
 */
#define MADO_TYPE_CASE_RUN (mado_case_run_get_type ())
G_DECLARE_INTERFACE (MadoCaseRun, mado_case_run, MADO, CASE_RUN, GObject)

struct _MadoCaseRunInterface {
  GTypeInterface parent_interface;

  gboolean (*step) (MadoCaseRun *self, int direction);
  MadoId (*peek) (MadoCaseRun *self); /* (nullable) */
};

gboolean mado_case_run_step (MadoCaseRun *self, int direction);
MadoId mado_case_run_peek (MadoCaseRun *self);
void mado_case_run_emit_opened (MadoCaseRun *self, MadoId id, const char *position);
void mado_case_run_emit_placed (MadoCaseRun *self, MadoId id, const char *position);

G_END_DECLS
