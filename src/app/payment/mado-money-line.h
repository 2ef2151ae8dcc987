/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-id.h"

G_BEGIN_DECLS

/* A row of a table of money: its texts, the case that it is about, and which row of what is shown it is. Never
 * changes. */
#define MADO_TYPE_MONEY_LINE (mado_money_line_get_type ())
G_DECLARE_FINAL_TYPE (MadoMoneyLine, mado_money_line, MADO, MONEY_LINE, GObject)

#define MADO_MONEY_LINE_MAX_CELLS 5

MadoMoneyLine *mado_money_line_new (MadoId id, guint index) G_GNUC_WARN_UNUSED_RESULT;
void mado_money_line_take (MadoMoneyLine *self, guint cell, char *text);

MadoId mado_money_line_get_id (MadoMoneyLine *self);
guint mado_money_line_get_index (MadoMoneyLine *self);
const char *mado_money_line_get_text (gpointer line, guint cell);

G_END_DECLS
