/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-money-line.h"

G_BEGIN_DECLS

/* A table of money, of any length. Emits "opened" with the place of a row that somebody wants to open, and
 * "chosen" when another is selected. */
#define MADO_TYPE_MONEY_TABLE (mado_money_table_get_type ())
G_DECLARE_FINAL_TYPE (MadoMoneyTable, mado_money_table, MADO, MONEY_TABLE, AdwBin)

void mado_money_table_head (MadoMoneyTable *self, const char *title, const char *const *columns, guint wide);
void mado_money_table_show (MadoMoneyTable *self, GListStore *lines, const char *nothing);

guint mado_money_table_get_n_lines (MadoMoneyTable *self);
MadoMoneyLine *mado_money_table_get_line (MadoMoneyTable *self, guint place);
void mado_money_table_select (MadoMoneyTable *self, guint place);
MadoMoneyLine *mado_money_table_get_selected (MadoMoneyTable *self);

G_END_DECLS
