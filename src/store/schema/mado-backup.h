/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* A copy of the whole file under the same key. */

gboolean mado_backup_make (MadoDatabase *database, const char *path, GError **error);

G_END_DECLS
