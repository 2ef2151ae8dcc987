/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-payment-batch.h"
#include "mado-till.h"

G_BEGIN_DECLS

/* What is on record of a batch: figures, whose hands it went through, what went out and came back. */

void mado_batch_record_show (GtkBox *content,
                             MadoTill *till,
                             const MadoPaymentBatch *batch,
                             const MadoBatchTally *tally);
guint mado_batch_record_count_gone (MadoSession *session, const MadoPaymentBatch *batch);
gboolean mado_batch_record_has_file_gone (MadoSession *session, const MadoPaymentBatch *batch);
gboolean mado_batch_record_has_gone (MadoSession *session, const MadoPaymentBatch *batch, const MadoPacket *packet);

AdwPreferencesGroup *mado_batch_record_add_group (GtkBox *content, const char *title);
AdwActionRow *mado_batch_record_add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle);

G_END_DECLS
