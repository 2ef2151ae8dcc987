/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that hold one object a line, as `practice make` writes them. */

/* @number: from 1. Returns: FALSE where the file is not read any further. */
typedef gboolean (*MadoCtlLine) (gpointer user_data, const char *line, gsize length, guint64 number, GError **error);

gboolean mado_ctl_read_lines (const char *path, MadoCtlLine take, gpointer user_data, GError **error);

G_END_DECLS
