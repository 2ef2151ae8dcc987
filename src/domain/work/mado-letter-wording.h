/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-version.h"

G_BEGIN_DECLS

/* A version of what one of the programme's letters says, from whoever wrote it to whoever approved it. */
extern const MadoKind mado_letter_wording_kind;

G_END_DECLS
