/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-replica.h"

G_BEGIN_DECLS

extern const MadoIndexChange mado_indexes[];

G_END_DECLS
