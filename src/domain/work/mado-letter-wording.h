/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A version of what one of the programme's letters says, from whoever wrote it to whoever approved it. */
extern const MadoKind mado_letter_wording_kind;

#define MADO_LETTER_WORDING_DRAFT "draft"
#define MADO_LETTER_WORDING_APPROVED "approved"
#define MADO_LETTER_WORDING_RETIRED "retired"

G_END_DECLS
