/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mado_address_text_fold_width (const char *text);
char *mado_address_text_fold (const char *text);
gsize mado_address_text_read_number (const char *text, GString *digits);

G_END_DECLS
