/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* The case that comes next, read before somebody asks for it, so that it is there at once. Nobody has seen it: who
 * opens it is written down when he does. Emits "came" when it was read, or could not be. */
#define MADO_TYPE_CASE_AHEAD (mado_case_ahead_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseAhead, mado_case_ahead, MADO, CASE_AHEAD, GObject)

MadoCaseAhead *mado_case_ahead_new (MadoSession *session);
void mado_case_ahead_expect (MadoCaseAhead *self, MadoId id);
void mado_case_ahead_read (MadoCaseAhead *self);
gboolean mado_case_ahead_is_coming (MadoCaseAhead *self, MadoId id);
MadoCaseSheet *mado_case_ahead_take (MadoCaseAhead *self, MadoId id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
