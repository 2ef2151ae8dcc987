/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* Something went wrong with personal data, or nearly: reported by whoever notices, told at once, never taken away. */
extern const MadoKind mado_incident_kind;

G_END_DECLS
