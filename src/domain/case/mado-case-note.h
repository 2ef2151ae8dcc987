/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_note (MadoAction *action);
gboolean mado_case_see (MadoAction *action);
gboolean mado_case_protect (MadoAction *action);
gboolean mado_case_tell_apart (MadoAction *action);

G_END_DECLS
