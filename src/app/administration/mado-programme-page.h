/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The programme that is worked by, and a file that is to follow it: checked with every fault at its place, held
 * against the one at work, and a copy for the next year. Nobody publishes over the line: that is done at the service,
 * with the key of whoever answers for it. */
extern const MadoPageKind mado_programme_page_kind;

G_END_DECLS
