/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this program runs on, for whoever keeps terminals up to date. */

void mado_software_look (void);
const char *mado_software_get_system (void);

G_END_DECLS
