/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* Who may come in, as what, and what waits for a second person. */
extern const MadoPageKind mado_accounts_page_kind;

G_END_DECLS
