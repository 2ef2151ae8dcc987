/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A letter or a notification on its way to somebody. That it was sent is not that it arrived. */
extern const MadoKind mado_notice_kind;

G_END_DECLS
