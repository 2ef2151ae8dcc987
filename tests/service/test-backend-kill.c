/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A PostgreSQL server that is killed under load, again and again: what it acknowledged is there when it comes back.
 * MADO_KILLS says how often, MADO_SEED when. */

#include "pg-load.h"

#include <stdlib.h>

#define N_KILLS 50
#define N_KILLS_LONG 1000
#define SEED 20250401

static guint
read_number (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) strtoul (text, NULL, 10) : otherwise;
}

static void
test_what_was_acknowledged_survives_every_kill (void)
{
  const guint n_kills = read_number ("MADO_KILLS", g_getenv ("MADO_LONG") != NULL ? N_KILLS_LONG : N_KILLS);
  const guint32 seed = read_number ("MADO_SEED", SEED);
  g_autoptr (MadoTestCluster) cluster = mado_test_cluster_new (NULL);
  PgLoad load;

  pg_load_set_up (&load, cluster, seed);
  for (guint i = 0; i < n_kills; i++) {
    pg_load_run_until_killed (&load);
    mado_test_server_start (mado_test_cluster_get_primary (cluster));
    pg_load_check (&load);
  }
  g_test_message ("%u kills, %d turns, seed %u", n_kills, (int) load.stand.head.seq, seed);
  g_assert_cmpint (load.stand.head.seq, >=, n_kills); /* or there was no load */
  pg_load_tear_down (&load);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backend/postgresql/what-was-acknowledged-survives-every-kill",
                   test_what_was_acknowledged_survives_every_kill);

  return g_test_run ();
}
