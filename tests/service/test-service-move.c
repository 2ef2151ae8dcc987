/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward goes elsewhere while the service serves it and terminals push: between two PostgreSQL clusters, and between a
 * file and a server. No push is refused or lost, and the log goes on where it was. */

#include <signal.h>
#include <string.h>

#include "mado-test-cluster.h"
#include "mado-ward-standing.h"
#include "service-world.h"

#define N_DESKS 2
#define N_PUSHES 25 /* of each desk, before and after */
#define SOON 5000   /* microseconds */

static MadoTestCluster *clusters[2];

/* Somebody who pushes all the time. */
typedef struct {
  World *world;
  Papers papers;
  TlsClient *client;
  Terminal *terminal;
  gint n_pushed; /* atomic */
  gint is_last;  /* atomic */
  GThread *thread;
} Desk;

/* What terminals note down lies in one book. */
G_LOCK_DEFINE_STATIC (notes);

static void
push_once (Desk *self)
{
  const gint64 dseq = (gint64) self->terminal->journal->len + 1;
  static guint n_cases;
  g_autoptr (MadoPushReply) reply = NULL;

  G_LOCK (notes);
  n_cases++;
  g_autofree char *receipt = g_strdup_printf ("form:%u", n_cases);
  g_autofree char *control_no = g_strdup_printf ("%010u", n_cases);

  terminal_receive_case (self->terminal, receipt, control_no);
  G_UNLOCK (notes);
  reply = world_push (self->terminal, self->client, dseq, dseq);
  g_assert_nonnull (reply);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, dseq);
}

static gpointer
push_all_the_time (gpointer data)
{
  Desk *self = data;

  while (!g_atomic_int_get (&self->is_last)) {
    push_once (self);
    g_atomic_int_inc (&self->n_pushed);
  }

  return NULL;
}

static void
open_desk (Desk *self, World *world, guint number)
{
  g_autofree char *account = g_strdup_printf ("v-%02u", number);
  g_autofree char *name = g_strconcat ("t-", account, NULL);

  self->world = world;
  world_enrol (world, name, &self->papers);
  self->client = world_connect (world, &self->papers);
  self->terminal = world_begin_terminal (world, self->client, account, "verifier");
}

static void
begin_to_push (Desk *self)
{
  g_atomic_int_set (&self->is_last, FALSE);
  self->thread = g_thread_new ("desk", push_all_the_time, self);
}

static void
end_pushing (Desk *self)
{
  g_atomic_int_set (&self->is_last, TRUE);
  g_thread_join (self->thread);
}

static void
await_pushes (Desk *self)
{
  const gint wanted = g_atomic_int_get (&self->n_pushed) + N_PUSHES;

  while (g_atomic_int_get (&self->n_pushed) < wanted)
    g_usleep (SOON);
}

static void
close_desk (Desk *self)
{
  terminal_free (self->terminal);
  tls_client_free (self->client);
  papers_clear (&self->papers);
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static char *
dup_database (guint cluster)
{
  g_autofree char *database = mado_test_cluster_create_database (clusters[cluster]);

  return mado_test_cluster_dup_conninfo (clusters[cluster], database);
}

static char *
dup_place_in_cluster (guint cluster)
{
  g_autofree char *conninfo = dup_database (cluster);

  return g_strconcat ("postgresql:", conninfo, NULL);
}

/* What was left is what the new place began with: the same log, up to there. */
static void
assert_went_on (World *world, const char *from, const char *to)
{
  g_autoptr (MadoBackend) old = world_open_place (world, from, NULL);
  g_autoptr (MadoBackend) now = world_open_place (world, to, NULL);
  g_autoptr (MadoTurn) there = mado_turn_begin_anyhow (old, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) here = mado_turn_begin (now, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoTurn) refused = NULL;
  MadoWardStanding standing;
  MadoStreamStand left, stand;

  g_assert_nonnull (there);
  g_assert_nonnull (here);
  g_assert_true (mado_ward_standing_load (old, &standing, NULL));
  g_assert_cmpint (standing, ==, MADO_WARD_LEFT);
  g_assert_true (old->type->find_stream (old, "shinjuku/ninpu-r7", &left, NULL));
  g_assert_true (now->type->find_stream (now, "shinjuku/ninpu-r7", &stand, NULL));
  g_assert_cmpint (left.head.seq, >, N_DESKS * N_PUSHES);
  g_assert_cmpint (stand.head.seq, >, left.head.seq);
  g_assert_cmpint (stand.epoch, ==, left.epoch);
  g_assert_true (now->type->find_entry (now, stand.number, left.head.seq, &entry, NULL));
  g_assert_true (mado_hash_equals (&entry->chain, &left.head.chain));
}

static void
ask_ctl (World *world, const char *noun, const char *verb, const char *ward, const char *place)
{
  int status = -1;
  g_autofree char *said = world_ctl (world, &status, noun, verb, ward, place, NULL);

  if (status != 0)
    g_error ("%s %s: %s", noun, verb, said);
}

/* --- on the way -------------------------------------------------------------------------------------------------- */

static void
assert_nothing_is_lost (Desk *desks)
{
  gint64 n_entries = 1; /* the programme */
  MadoHelloReply hello;

  for (guint i = 0; i < N_DESKS; i++) {
    g_assert_true (world_hello (desks[i].terminal, desks[i].client, &hello));
    g_assert_cmpint (hello.received, ==, (gint64) desks[i].terminal->journal->len);
    g_assert_true (hello.is_witness_true);
    n_entries += hello.received;
  }
  g_assert_cmpint (hello.head.seq, ==, n_entries);
}

static void
move_under_load (World *world, Desk *desks, const char *from, const char *to)
{
  for (guint i = 0; i < N_DESKS; i++)
    begin_to_push (&desks[i]);
  for (guint i = 0; i < N_DESKS; i++)
    await_pushes (&desks[i]);
  ask_ctl (world, "service", "migrate", "shinjuku", to);
  for (guint i = 0; i < N_DESKS; i++)
    await_pushes (&desks[i]);
  for (guint i = 0; i < N_DESKS; i++)
    end_pushing (&desks[i]);
  assert_nothing_is_lost (desks);
  assert_went_on (world, from, to);
}

static void
restart (World *world, Desk *desks)
{
  g_assert_cmpint (world_end (world, SIGTERM), ==, 0);
  world_start (world);
  for (guint i = 0; i < N_DESKS; i++) {
    tls_client_free (desks[i].client);
    desks[i].client = world_connect (world, &desks[i].papers);
    push_once (&desks[i]);
  }
  assert_nothing_is_lost (desks);
}

/* @other: (nullable): a ward beside it; @ways: (array zero-terminated=1): where shinjuku is made, and where it goes. */
static void
travel (const char *groups, const char *other, const char *const *ways)
{
  World world = { 0 };
  Desk desks[N_DESKS] = { 0 };

  world_set_up (&world, groups);
  if (other != NULL)
    ask_ctl (&world, "service", "ward", other, NULL);
  world_start (&world);
  for (guint i = 0; i < N_DESKS; i++)
    open_desk (&desks[i], &world, i + 1);
  for (; ways[1] != NULL; ways++)
    move_under_load (&world, desks, ways[0], ways[1]);
  restart (&world, desks);
  ask_ctl (&world, "audit", "verify", "shinjuku", NULL);
  for (guint i = 0; i < N_DESKS; i++)
    close_desk (&desks[i]);
  world_tear_down (&world, groups);
}

/* Wards of one service are spread over two clusters, and one of them goes over to the other. */
static void
test_from_cluster_to_cluster (void)
{
  g_autofree char *first = dup_database (0);
  g_autofree char *other = dup_database (1);
  g_autofree char *from = g_strconcat ("postgresql:", first, NULL);
  g_autofree char *to = dup_place_in_cluster (1);
  g_autofree char *groups = g_strdup_printf ("[ward shinjuku]\nbackend=postgresql\nconnection=%s\n"
                                             "[ward chuo]\nbackend=postgresql\nconnection=%s\n",
                                             first, other);

  travel (groups, "chuo", (const char *const[]) { from, to, NULL });
}

static void
test_from_a_file_to_a_cluster_and_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-move-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a.ward", NULL);
  g_autofree char *from = g_strconcat ("sqlcipher:", file, NULL);
  g_autofree char *over = dup_place_in_cluster (0);
  g_autofree char *back = g_strconcat ("sqlcipher:", folder, "/b.ward", NULL);
  g_autofree char *groups = g_strdup_printf ("[ward shinjuku]\nfile=%s\n", file);

  travel (groups, NULL, (const char *const[]) { from, over, back, NULL });
  world_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (clusters); i++)
    clusters[i] = mado_test_cluster_new (NULL);
  g_test_add_func ("/service-move/from-cluster-to-cluster", test_from_cluster_to_cluster);
  g_test_add_func ("/service-move/from-a-file-to-a-cluster-and-back", test_from_a_file_to_a_cluster_and_back);
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (clusters); i++)
    mado_test_cluster_free (clusters[i]);

  return status;
}
