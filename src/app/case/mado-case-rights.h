/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* How a case stands before somebody, as far as it decides what can be done with it now. */
typedef struct {
  MadoSession *session;
  const MadoCaseSheet *sheet; /* (nullable): not read yet */
  gboolean is_typed_in;       /* an account is being typed */
  gboolean has_differences;   /* to a register */
  gboolean may_take_over;
  gboolean looks_on; /* somebody else has taken it over */
} MadoCaseStanding;

/* An action of the window that belongs to the case, and whether it can be done. */
typedef struct {
  const char *action;
  gboolean (*may) (const MadoCaseStanding *standing);
} MadoCaseRight;

extern const MadoCaseRight mado_case_rights[]; /* the last has no action */

gboolean mado_case_rights_allow (const MadoCaseStanding *standing, const char *action);

G_END_DECLS
