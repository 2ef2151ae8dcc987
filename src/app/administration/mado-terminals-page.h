/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The terminals of the service: let come, placed, sent away. */
extern const MadoPageKind mado_terminals_page_kind;

G_END_DECLS
