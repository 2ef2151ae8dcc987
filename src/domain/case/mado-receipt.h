/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

char *mado_receipt_claim (const MadoProgramme *programme, const char *receipt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
