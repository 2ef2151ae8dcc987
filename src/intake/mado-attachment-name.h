/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the name of a file says to which application it belongs. */

GStrv mado_attachment_name_list_numbers (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_attachment_name_is_safe (const char *path);
gboolean mado_attachment_name_is_litter (const char *path);

G_END_DECLS
