/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *mado_payment_code_get_message (const char *code);

G_END_DECLS
