/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever brings a ward to another place, or back from what was saved of it, is killed on the way: what is there then
 * is served only where it is whole, in a file and on a server. */

#include <string.h>

#include "mado-test-cluster.h"
#include "mado-ward-standing.h"
#include "service-world.h"

static MadoTestCluster *cluster;

/* What a ward is brought by, and where to. */
typedef struct {
  const char *verb; /* "migrate", "restore" */
  gboolean is_in_file;
} Errand;

typedef struct {
  World world;
  char *key;
  char *saved; /* the folder */
  guint n_places;
} Town;

static char *
run (Town *self, const char *fault, int *out_status, const Errand *errand, const char *place)
{
  char *said;

  self->world.ctl_fault = fault;
  said = strcmp (errand->verb, "migrate") == 0
             ? world_ctl (&self->world, out_status, "service", "migrate", "shinjuku", place, NULL)
             : world_ctl (&self->world, out_status, "service", "restore", "--key", self->key, "--to", place,
                          self->saved, "shinjuku", NULL);
  self->world.ctl_fault = NULL;

  return said;
}

static void
require (int status, const char *said)
{
  if (status != 0)
    g_error ("%s", said);
}

static void
set_up (Town *self)
{
  int status = -1;

  world_set_up (&self->world, NULL);
  self->key = g_build_filename (self->world.folder, "backup.key", NULL);
  self->saved = g_build_filename (self->world.folder, "saved", NULL);
  self->n_places = 0;
  g_assert_cmpint (g_mkdir_with_parents (self->saved, 0700), ==, 0);

  g_autofree char *made = world_ctl_alone (&self->world, &status, "service", "backup-key", self->key, NULL);

  require (status, made);

  g_autofree char *kept =
      world_ctl (&self->world, &status, "service", "backup", "--key", self->key, "shinjuku", self->saved, NULL);

  require (status, kept);
}

static void
tear_down (Town *self)
{
  world_tear_down (&self->world, NULL);
  g_free (self->key);
  g_free (self->saved);
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static char *
make_place (Town *self, gboolean is_in_file)
{
  g_autofree char *database = NULL;
  g_autofree char *conninfo = NULL;

  if (is_in_file)
    return g_strdup_printf ("sqlcipher:%s/ward-%u", self->world.folder, ++self->n_places);
  database = mado_test_cluster_create_database (cluster);
  conninfo = mado_test_cluster_dup_conninfo (cluster, database);

  return g_strconcat ("postgresql:", conninfo, NULL);
}

static gboolean
has_the_stream (MadoBackend *backend)
{
  MadoStreamStand stand = { 0 };

  g_assert_true (backend->type->find_stream (backend, "shinjuku/ninpu-r7", &stand, NULL));

  return stand.number != 0 && stand.head.seq == 1;
}

/* Returns: whether the ward may be worked with there; then all of it is there */
static gboolean
is_served (Town *self, const char *place)
{
  g_autoptr (MadoBackend) backend = world_open_place (&self->world, place, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTurn) turn = NULL;

  if (backend == NULL)
    return FALSE;
  turn = mado_turn_begin (backend, MADO_BACKEND_READ, &error);
  if (turn == NULL) {
    g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED);
    return FALSE;
  }
  g_assert_true (has_the_stream (backend));

  return TRUE;
}

/* --- killed ------------------------------------------------------------------------------------------------------ */

/* What was to be moved is moved by whoever asks again; what was to be restored is restored elsewhere. */
static void
do_it_again (Town *self, const Errand *errand, const char *place)
{
  const gboolean is_move = strcmp (errand->verb, "migrate") == 0;
  g_autofree char *elsewhere = is_move ? g_strdup (place) : make_place (self, errand->is_in_file);
  int status = -1;
  g_autofree char *said = run (self, NULL, &status, errand, elsewhere);

  require (status, said);
  g_assert_true (is_served (self, elsewhere));
}

/* Returns: whether anybody came there */
static gboolean
kill_at (Town *self, const Errand *errand, const char *fault)
{
  g_autofree char *place = make_place (self, errand->is_in_file);
  int status = 0;
  g_autofree char *said = run (self, fault, &status, errand, place);

  g_test_message ("%s: %d", fault, status);

  if (status != -1) {
    require (status, said);
    g_assert_true (is_served (self, place));
    return FALSE;
  }
  (void) is_served (self, place); /* ignored: whole or not served, either is good */
  do_it_again (self, errand, place);

  return TRUE;
}

static void
test_nothing_is_served_before_it_is_whole (gconstpointer data)
{
  static const char *const in_file[] = { "ward-made", "transaction-commits", "transaction-committed", NULL };
  static const char *const on_server[] = { "ward-made", "server-commits", "server-committed", NULL };
  const Errand *errand = data;
  const char *const *points = errand->is_in_file ? in_file : on_server;
  Town town = { 0 };

  set_up (&town);
  for (; *points != NULL; points++) {
    gboolean is_killed = TRUE;
    guint n_killed = 0;

    for (guint n = 1; is_killed; n += (n + 1) / 2) {
      g_autofree char *fault = g_strdup_printf ("%s:%u", *points, n);

      is_killed = kill_at (&town, errand, fault);
      n_killed += is_killed;
    }
    g_assert_cmpuint (n_killed, >, 0);
  }
  tear_down (&town);
}

int
main (int argc, char **argv)
{
  static const Errand errands[] = {
    { "migrate", TRUE }, { "migrate", FALSE }, { "restore", TRUE }, { "restore", FALSE }
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  cluster = mado_test_cluster_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (errands); i++) {
    g_autofree char *path = g_strdup_printf ("/service-fill/%s-to-a-%s/nothing-is-served-before-it-is-whole",
                                             errands[i].verb, errands[i].is_in_file ? "file" : "server");

    g_test_add_data_func (path, &errands[i], test_nothing_is_served_before_it_is_whole);
  }
  status = g_test_run ();
  mado_test_cluster_free (cluster);

  return status;
}
