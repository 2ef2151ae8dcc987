/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* What the owner of a profile set on this terminal, by name. */

gboolean mado_settings_load (MadoDatabase *database, const char *key, char **out_value, GError **error);
gboolean mado_settings_save (MadoDatabase *database, const char *key, const char *value, GError **error);

G_END_DECLS
