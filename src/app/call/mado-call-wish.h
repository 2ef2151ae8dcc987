/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-wish.h"

G_BEGIN_DECLS

/* A wish that says what was written elsewhere: a call, a saying. */
MadoWish *mado_call_wish_new (const char *kind, MadoId entity, yyjson_doc *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
