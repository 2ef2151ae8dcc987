/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* The photos and scans at an entry of the ledger, for its page: looked at, chosen, or dropped there. */

GtkWidget *mado_photo_group_new (GtkWidget *page, MadoLedger *ledger, MadoEntity *handover, gboolean may_sign);
void mado_photo_group_drop (GtkWidget *page, MadoLedger *ledger, MadoId id, const GSList *files);

G_END_DECLS
