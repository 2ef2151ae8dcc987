/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-standing.h"

G_BEGIN_DECLS

/* A ward in a PostgreSQL database of its own, which may have a standby that takes its place. */

/* Where a database is. With several hosts in @conninfo, the one that can be written to is found among them. */
typedef struct {
  const char *conninfo; /* as libpq reads it: "host=… dbname=…" */
  guint patience;       /* milliseconds that an answer may take; 0: MADO_POSTGRESQL_PATIENCE */
} MadoPostgresqlPlace;

#define MADO_POSTGRESQL_PATIENCE 30000

gboolean mado_backend_postgresql_create (const MadoPostgresqlPlace *place, MadoWardStanding standing, GError **error);
MadoBackend *mado_backend_postgresql_open (const MadoPostgresqlPlace *place,
                                           MadoBackendAccess access,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
