/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-index.h"

G_BEGIN_DECLS

extern const MadoIndex *const mado_indexes[];

G_END_DECLS
