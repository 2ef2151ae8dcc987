/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"

G_BEGIN_DECLS

/* What all tables that come in about money have in common. */

char *mado_payment_table_decode (GBytes *bytes, MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
char *mado_payment_table_dup_yen (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
