/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_cover (MadoAction *action);

G_END_DECLS
