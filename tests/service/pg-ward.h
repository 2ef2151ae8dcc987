/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "backend-sample.h"
#include "mado-backend-postgresql.h"
#include "mado-test-cluster.h"

G_BEGIN_DECLS

/* A ward in a database of its own in a cluster of a test's own. */
typedef struct {
  MadoTestCluster *cluster;
  char *database;
  char *conninfo;
  guint patience; /* as MadoPostgresqlPlace has it */
} PgWard;

void pg_ward_set_up (PgWard *self, MadoTestCluster *cluster);
void pg_ward_tear_down (PgWard *self);
MadoBackend *pg_ward_open (PgWard *self, MadoBackendAccess access) G_GNUC_WARN_UNUSED_RESULT;

gint64 pg_ward_add_stream (MadoBackend *writer);
gboolean pg_ward_append (MadoBackend *writer, gint64 stream, gint64 seq, GError **error);
gint64 pg_ward_count (MadoBackend *reader, gint64 stream);

G_END_DECLS
