/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* The periodic look at the logs: what stands out, and who has signed that off. */
extern const MadoPageKind mado_audit_page_kind;

G_END_DECLS
