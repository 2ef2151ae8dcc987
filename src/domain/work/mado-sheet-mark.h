/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mado_sheet_mark_build (const char *run, guint serial, guint copy) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_sheet_mark_is_of (const char *mark, const char *document);

G_END_DECLS
