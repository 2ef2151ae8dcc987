/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* What was erased because its term is over, or may be soon: in numbers, for whoever keeps the register and has no
 * ledger to sign. It is proposed and approved there (mado-term-dialog.h). */
extern const MadoPageKind mado_erasures_page_kind;

G_END_DECLS
