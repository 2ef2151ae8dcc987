/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* What is said of a step; each is empty where there is nothing to say. */
typedef struct {
  const char *reason;
  const char *text; /* what is missing */
  const char *day;  /* on which it came in */
  const char *due;
  const char *tell; /* how the applicant is told of what is missing */
} MadoMoveWords;

/* Asks why a case takes a step, where it matters on which day it came in, and where something is missing what, and
 * until when. Emits "decided" with the words. */
#define MADO_TYPE_MOVE_DIALOG (mado_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoMoveDialog, mado_move_dialog, MADO, MOVE_DIALOG, AdwDialog)

gboolean mado_move_dialog_is_needed (const MadoTransition *transition);
AdwDialog *mado_move_dialog_new (MadoSession *session, const MadoTransition *transition, MadoId id);
void mado_move_dialog_forget (MadoMoveDialog *self);

G_END_DECLS
