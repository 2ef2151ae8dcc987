/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A call, or somebody at the counter: what was asked, what was said, and whatever is still owed to the caller. */
extern const MadoKind mado_inquiry_kind;

G_END_DECLS
