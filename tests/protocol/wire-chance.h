/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-id.h"
#include "mado-log-place.h"
#include "mado-outcome.h"

G_BEGIN_DECLS

/* What records of the line have in them, drawn by chance: every choice, texts that need escapes, numbers that hardly
 * fit. */

guint64 wire_draw_nonce (GRand *chance);
gint64 wire_draw_number (GRand *chance, gint64 least);
void wire_fill (GRand *chance, guint8 *bytes, gsize length);
MadoHash wire_draw_hash (GRand *chance);
MadoInstant wire_draw_instant (GRand *chance);
MadoId wire_draw_id (GRand *chance);
const char *wire_draw_text (GRand *chance);
const char *wire_draw_code (GRand *chance);
MadoOutcomeKind wire_draw_outcome (GRand *chance);
MadoLogPlace wire_draw_place (GRand *chance);

G_END_DECLS
