/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* How the service does: what has to be done soon, storage, what was saved and whether it comes back. Both can be done
 * from here. */
extern const MadoPageKind mado_service_page_kind;

G_END_DECLS
