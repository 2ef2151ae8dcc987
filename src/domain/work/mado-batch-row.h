/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-exchange.h"
#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* What a batch promises of a case, as a number: that of the whole batch is the sum of its rows, whatever their order.
 */

MadoHash mado_batch_hash_row (MadoId id, gint64 amount, const MadoPacket *packet, yyjson_mut_val *items);
MadoHash mado_batch_add_hashes (MadoHash a, MadoHash b);
MadoHash mado_batch_negate_hash (MadoHash hash);

G_END_DECLS
