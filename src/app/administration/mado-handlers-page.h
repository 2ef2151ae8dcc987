/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The register of responsible persons and handlers: who works with the data, for whom, from when to when, trained when,
 * and reported to the ward when. */
extern const MadoPageKind mado_handlers_page_kind;

G_END_DECLS
