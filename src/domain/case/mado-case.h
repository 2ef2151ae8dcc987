/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A case: what one person or household wants of a programme, from reception to payment or refusal. */
extern const MadoKind mado_case_kind;

G_END_DECLS
