/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream.h"

G_BEGIN_DECLS

/* Time and chance as they really are. */
MadoChanceAndTime mado_service_get_means (void);

G_END_DECLS
