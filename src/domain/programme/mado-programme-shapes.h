/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

G_BEGIN_DECLS

const MadoShape *mado_programme_get_shape (void);

G_END_DECLS
