/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bank-master.h"
#include "mado-zengin-reader.h"

G_BEGIN_DECLS

MadoDate mado_zengin_find_transfer_date (int mmdd, MadoDate file_date);
void mado_zengin_preflight (const MadoZenginFile *file,
                            MadoDate file_date,
                            const MadoBankMaster *master,
                            MadoFindings *findings);

G_END_DECLS
