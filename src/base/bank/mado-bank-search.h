/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bank-master.h"

G_BEGIN_DECLS

GPtrArray *mado_bank_master_search (const MadoBankMaster *self,
                                    const MadoBankEntry *bank,
                                    const char *text,
                                    guint limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
