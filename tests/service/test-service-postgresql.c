/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program on real PostgreSQL: ward and office each in a database, made by madoguchi-ctl. */

#include <signal.h>

#include "mado-test-cluster.h"
#include "service-world.h"

static char *
make_place (MadoTestCluster *cluster, const char *group)
{
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);

  return g_strdup_printf ("[%s]\nbackend=postgresql\nconnection=%s\n", group, conninfo);
}

static void
push_once (Terminal *terminal, TlsClient *client, const char *receipt, const char *control_no)
{
  const gint64 dseq = (gint64) terminal->journal->len + 1;
  g_autoptr (MadoPushReply) reply = NULL;

  terminal_receive_case (terminal, receipt, control_no);
  reply = world_push (terminal, client, dseq, dseq);
  g_assert_nonnull (reply);
  g_assert_cmpint (reply->received, ==, dseq);
}

static void
test_works_and_falls (void)
{
  MadoTestCluster *cluster = mado_test_cluster_new (NULL);
  g_autofree char *ward = make_place (cluster, "ward shinjuku");
  g_autofree char *office = make_place (cluster, "office");
  g_autofree char *groups = g_strconcat (ward, office, NULL);
  World world = { 0 };
  g_auto (Papers) papers = { 0 };
  TlsClient *client;
  Terminal *terminal;
  MadoHelloReply hello;

  world_set_up (&world, groups);
  world_start (&world);
  world_enrol (&world, "t-v-01", &papers);
  client = world_connect (&world, &papers);
  terminal = world_begin_terminal (&world, client, "v-01", "verifier");
  push_once (terminal, client, "form:1", "0000000001");
  g_assert_cmpint (world_end (&world, SIGKILL), ==, -1);
  tls_client_free (client);

  world_start (&world);
  client = world_connect (&world, &papers);
  g_assert_true (world_hello (terminal, client, &hello));
  g_assert_cmpint (hello.received, ==, 1);
  push_once (terminal, client, "form:2", "0000000002");
  tls_client_free (client);
  terminal_free (terminal);
  world_tear_down (&world, groups);
  mado_test_cluster_free (cluster);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-postgresql/works-and-falls", test_works_and_falls);

  return g_test_run ();
}
