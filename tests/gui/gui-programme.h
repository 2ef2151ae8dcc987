/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gui_programme_change (const char *programme, const char *said, const char *says);

G_END_DECLS
