/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-test-server.h"

G_BEGIN_DECLS

/* A primary, and beside it, where wanted, a standby without which nothing is committed. */

typedef struct _MadoTestCluster MadoTestCluster;

MadoTestCluster *mado_test_cluster_new (const char *parent_folder) G_GNUC_WARN_UNUSED_RESULT;
void mado_test_cluster_free (MadoTestCluster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTestCluster, mado_test_cluster_free)

MadoTestServer *mado_test_cluster_get_primary (const MadoTestCluster *self);
MadoTestServer *mado_test_cluster_get_standby (const MadoTestCluster *self);

char *mado_test_cluster_create_database (MadoTestCluster *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_test_cluster_dup_conninfo (const MadoTestCluster *self, const char *database) G_GNUC_WARN_UNUSED_RESULT;

void mado_test_cluster_add_standby (MadoTestCluster *self);
void mado_test_cluster_await_standby (const MadoTestCluster *self);
void mado_test_cluster_promote (MadoTestCluster *self);
void mado_test_cluster_change_places (MadoTestCluster *self, gboolean rewinds);

G_END_DECLS
