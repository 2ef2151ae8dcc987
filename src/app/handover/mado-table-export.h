/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* The ledger as a spreadsheet, as its person may see it, to a place that is asked for. */

void mado_table_export_present (MadoLedger *ledger, GtkWidget *parent);

G_END_DECLS
