/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-index.h"
#include "mado-records.h"

G_BEGIN_DECLS

/* Cases by their receipt numbers. Of all claims these are the ones that a terminal sees, so that an application that
 * comes twice is known before the service says so. */

extern const MadoIndex mado_receipt_index;

char *mado_receipt_dup_claim (const MadoProgramme *programme, const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_receipt_find_holder (MadoDatabase *database, const char *claim, MadoId *out_holder, GError **error);
gboolean mado_receipt_check (MadoDatabase *reader,
                             const MadoProgramme *programme,
                             gboolean *out_is_right,
                             GError **error);
MadoRecords mado_receipt_get_records (MadoDatabase *database);

G_END_DECLS
