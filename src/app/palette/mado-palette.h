/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The box that goes to any case and any command. Emits "case-chosen" with the id of a case (a MadoId, for the length of
 * the call), and "command-chosen" with an action; it is closed by then. */
#define MADO_TYPE_PALETTE (mado_palette_get_type ())
G_DECLARE_FINAL_TYPE (MadoPalette, mado_palette, MADO, PALETTE, AdwDialog)

AdwDialog *mado_palette_new (MadoSession *session, GListModel *commands);

G_END_DECLS
