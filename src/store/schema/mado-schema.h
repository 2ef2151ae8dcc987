/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"

G_BEGIN_DECLS

/* The tables of a file, brought from whatever release wrote it to this one. */

typedef struct {
  guint number;    /* from 1, without gaps; the script leaves it in PRAGMA user_version */
  const char *sql; /* without BEGIN and COMMIT */
} MadoMigration;

GArray *mado_schema_load (GResource *resource, const char *folder) G_GNUC_WARN_UNUSED_RESULT;
const MadoMigration *mado_schema_get_migrations (gsize *out_n_migrations);
gboolean mado_schema_load_version (MadoDatabase *database, gint64 *out_version, GError **error);
gboolean mado_schema_migrate (MadoDatabase *database,
                              const MadoMigration *migrations,
                              gsize n_migrations,
                              const char *backup_path,
                              GError **error);

G_END_DECLS
