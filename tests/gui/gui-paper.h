/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Papers that somebody might have scanned. */

void gui_paper_draw (const char *path);

G_END_DECLS
