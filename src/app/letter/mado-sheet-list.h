/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"
#include "mado-money-table.h"

G_BEGIN_DECLS

/* The sheets of a run in a table, in the order in which they are packed. */

void mado_sheet_list_head (MadoMoneyTable *table);
void mado_sheet_list_show (MadoMoneyTable *table, const MadoLetterPile *pile);

G_END_DECLS
