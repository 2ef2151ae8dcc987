/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_attach (MadoAction *action);
gboolean mado_case_may_attach (MadoAction *action, const MadoItem *item);

G_END_DECLS
