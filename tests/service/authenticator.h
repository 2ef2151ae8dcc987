/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-totp.h"

G_BEGIN_DECLS

/* Somebody's telephone: it shows the codes of what it scanned. */
void authenticator_show (const char *uri, MadoInstant now, int step, char out_code[MADO_TOTP_DIGITS + 1]);

G_END_DECLS
