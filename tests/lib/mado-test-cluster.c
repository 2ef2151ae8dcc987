/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two servers and who is who. */

#include "mado-test-cluster.h"

#include <glib/gstdio.h>

#define PAUSE (5 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT G_TIME_SPAN_MINUTE

struct _MadoTestCluster {
  char *folder;
  MadoTestServer *primary;
  MadoTestServer *standby; /* (nullable) */
  guint n_databases;
};

/**
 * mado_test_cluster_new:
 * @parent_folder: (nullable): where its folder is made; %NULL: where temporary files are, which may be memory
 *
 * Returns: (transfer full): a cluster whose primary runs
 */
MadoTestCluster *
mado_test_cluster_new (const char *parent_folder)
{
  MadoTestCluster *self = g_new0 (MadoTestCluster, 1);
  g_autofree char *pattern =
      g_build_filename (parent_folder != NULL ? parent_folder : g_get_tmp_dir (), "mado-cluster-XXXXXX", NULL);

  self->folder = g_mkdtemp (g_steal_pointer (&pattern));
  g_assert_nonnull (self->folder);
  self->primary = mado_test_server_new (self->folder, "first");
  mado_test_server_start (self->primary);

  return self;
}

/**
 * mado_test_cluster_free:
 * @self: (nullable) (transfer full): a cluster; nothing of it stays
 */
void
mado_test_cluster_free (MadoTestCluster *self)
{
  if (self == NULL)
    return;

  mado_test_server_free (self->standby);
  mado_test_server_free (self->primary);
  (void) g_rmdir (self->folder); /* ignored: a temporary folder */
  g_free (self->folder);
  g_free (self);
}

/**
 * mado_test_cluster_get_primary:
 * @self: a cluster
 *
 * Returns: (transfer none): the server that was made first, whatever became of it, until it follows the other
 */
MadoTestServer *
mado_test_cluster_get_primary (const MadoTestCluster *self)
{
  return self->primary;
}

/**
 * mado_test_cluster_get_standby:
 * @self: a cluster
 *
 * Returns: (transfer none) (nullable): the server that was added, until the other follows it
 */
MadoTestServer *
mado_test_cluster_get_standby (const MadoTestCluster *self)
{
  return self->standby;
}

/**
 * mado_test_cluster_create_database:
 * @self: a cluster
 *
 * Returns: (transfer full): the name of a new database
 */
char *
mado_test_cluster_create_database (MadoTestCluster *self)
{
  char *name = g_strdup_printf ("ward_%u", self->n_databases++);
  g_autofree char *sql = g_strconcat ("CREATE DATABASE ", name, NULL);

  g_free (mado_test_server_run (self->primary, sql));

  return name;
}

/**
 * mado_test_cluster_dup_conninfo:
 * @self: a cluster
 * @database: the name of a database
 *
 * Returns: (transfer full): how libpq gets there, whichever of the servers is up
 */
char *
mado_test_cluster_dup_conninfo (const MadoTestCluster *self, const char *database)
{
  if (self->standby == NULL)
    return mado_test_server_dup_conninfo (self->primary, database);

  return g_strdup_printf ("host=%s,%s port=5432 user=mado dbname=%s", mado_test_server_get_socket (self->primary),
                          mado_test_server_get_socket (self->standby), database);
}

/* In quotes: "first" alone is a word of that setting. */
static void
start_standby (const MadoTestCluster *self)
{
  g_autofree char *line =
      g_strdup_printf ("synchronous_standby_names = '\"%s\"'", mado_test_server_get_name (self->standby));

  mado_test_server_start (self->standby);
  mado_test_server_configure (self->primary, line);
  mado_test_cluster_await_standby (self);
}

/**
 * mado_test_cluster_add_standby:
 * @self: a cluster without one
 *
 * From now on the primary commits nothing that the standby does not have.
 */
void
mado_test_cluster_add_standby (MadoTestCluster *self)
{
  self->standby = mado_test_server_new_standby (self->folder, "second", self->primary);
  start_standby (self);
}

/**
 * mado_test_cluster_await_standby:
 * @self: a cluster whose servers both run
 */
void
mado_test_cluster_await_standby (const MadoTestCluster *self)
{
  static const char count[] = "SELECT count (*) FROM pg_stat_replication WHERE sync_state = 'sync'";
  const gint64 deadline = g_get_monotonic_time () + LONGEST_WAIT;
  g_autofree char *n_found = mado_test_server_run (self->primary, count);

  while (g_strcmp0 (n_found, "1") != 0) {
    if (g_get_monotonic_time () > deadline)
      g_error ("the standby does not follow, or the primary does not wait for it");
    g_usleep (PAUSE);
    g_free (n_found);
    n_found = mado_test_server_run (self->primary, count);
  }
}

/**
 * mado_test_cluster_promote:
 * @self: a cluster
 *
 * The standby takes the primary's place, whether that is still there or not.
 */
void
mado_test_cluster_promote (MadoTestCluster *self)
{
  g_free (mado_test_server_run (self->standby, "SELECT pg_promote (true, 60)"));
}

/**
 * mado_test_cluster_change_places:
 * @self: a cluster whose standby was promoted, and whose old primary does not run
 * @rewinds: whether what only the old primary has is undone; otherwise it is made anew
 *
 * The old primary follows the new one, at its old address, and nothing is committed that it does not have.
 */
void
mado_test_cluster_change_places (MadoTestCluster *self, gboolean rewinds)
{
  MadoTestServer *old = self->primary;

  self->primary = self->standby;
  self->standby = old;
  mado_test_server_follow (old, self->primary, rewinds);
  start_standby (self);
}
