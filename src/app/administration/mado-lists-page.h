/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The lists that everybody looks things up in, banks with their branches and postal codes: of which day they are, and a
 * newer one, shown against the one in use before it is taken. All terminals of the ward take it from the service. */
extern const MadoPageKind mado_lists_page_kind;

G_END_DECLS
