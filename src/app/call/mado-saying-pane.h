/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-inquiries.h"

G_BEGIN_DECLS

/* What was agreed with the ward, to be looked for and taken. Emits "chosen" with a saying (a MadoSaying, for the length
 * of the call). */
#define MADO_TYPE_SAYING_PANE (mado_saying_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoSayingPane, mado_saying_pane, MADO, SAYING_PANE, AdwBin)

void mado_saying_pane_begin (MadoSayingPane *self, MadoInquiries *inquiries);

G_END_DECLS
