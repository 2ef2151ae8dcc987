/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file is called stands in lists, logs and windows, so nothing may stand in it that must not be there. */

gboolean mado_file_name_holds_my_number (const char *name);
char *mado_file_name_show (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
