/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

#define MADO_RECEIPT_PAPER "paper" /* in front of a receipt number, where a web form has its own */

char *mado_receipt_claim (const MadoProgramme *programme, const char *receipt) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_receipt_is_of_form (const char *receipt, const char *form);

G_END_DECLS
