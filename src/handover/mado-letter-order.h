/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"

G_BEGIN_DECLS

/* The order of letters that a print shop makes of a medium: what the first step says. */
yyjson_mut_doc *mado_letter_order_write (const MadoEntity *medium,
                                         const char *number,
                                         const char *content,
                                         const char *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
