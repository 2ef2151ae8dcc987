/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* What somebody has typed and not yet saved, by the name of the form: it is there again after a crash. */

gboolean mado_typing_keep (
    MadoDatabase *database, const char *key, MadoId entity, GBytes *text, MadoInstant now, GError **error);
gboolean mado_typing_find (MadoDatabase *database, const char *key, GBytes **out_text, GError **error);
GArray *mado_typing_list (MadoDatabase *database, const char *form, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_typing_forget (MadoDatabase *database, const char *key, GError **error);

G_END_DECLS
