/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* An entry of the hand-over ledger (管理簿・確認記録票): a medium, a password notice, paper or a program on its way
 * from one person in charge to another, and back. */
extern const MadoKind mado_handover_kind;

G_END_DECLS
