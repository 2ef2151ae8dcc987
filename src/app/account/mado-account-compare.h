/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-account-entry.h"

G_BEGIN_DECLS

void mado_account_compare_show (GtkGrid *grid, const MadoAccountEntry *first, const MadoAccountEntry *second);

G_END_DECLS
