/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* Enters what a receiver without the program has signed: a statement of a step, or the receipt of a packet. */

gboolean mado_handover_attest (
    MadoDesk *desk, GBytes *statement, const MadoSigningKey *key, MadoInstant now, MadoId wanted, GError **error);

G_END_DECLS
