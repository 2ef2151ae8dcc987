/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of `madoguchi-ctl service …` stand on, one word at a time:
 *
 *   clusters                        starts two, says how they are reached, and ends with its standard input
 *   fill CONFIGURATION WARD STEPS   makes a ward where somebody worked
 *   hold CONFIGURATION WARD         has it open to write until its standard input ends */

#include <stdio.h>
#include <string.h>

#include "keep-sample.h"
#include "mado-service-papers.h"
#include "mado-ward-directory.h"

static void
await_end (void)
{
  fflush (stdout);
  while (getchar () != EOF) {
  }
}

static int
start_clusters (void)
{
  MadoTestCluster *clusters[2];

  for (gsize i = 0; i < G_N_ELEMENTS (clusters); i++) {
    clusters[i] = mado_test_cluster_new (NULL);
    for (guint j = 0; j < 8; j++) {
      g_autofree char *database = mado_test_cluster_create_database (clusters[i]);
      g_autofree char *conninfo = mado_test_cluster_dup_conninfo (clusters[i], database);

      printf ("%s\n", conninfo);
    }
  }
  puts ("");
  await_end ();
  for (gsize i = 0; i < G_N_ELEMENTS (clusters); i++)
    mado_test_cluster_free (clusters[i]);

  return 0;
}

static MadoBackend *
open_ward (const char *configuration, const char *name, gboolean is_new)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place = mado_ward_directory_find (settings, name, secret, &error);
  MadoBackend *backend;

  g_assert_no_error (error);
  if (is_new)
    mado_ward_place_create (place, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
  backend = mado_ward_place_open (place, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);

  return backend;
}

int
main (int argc, char **argv)
{
  const gboolean fills = argc == 5 && strcmp (argv[1], "fill") == 0;
  g_autoptr (MadoBackend) backend = NULL;

  if (argc == 2 && strcmp (argv[1], "clusters") == 0)
    return start_clusters ();
  g_assert_true (fills || (argc == 4 && strcmp (argv[1], "hold") == 0));
  backend = open_ward (argv[2], argv[3], fills);
  if (fills) {
    g_autoptr (KeepOffice) office = keep_office_new (backend, 41);

    keep_office_work (office, (guint) g_ascii_strtoull (argv[4], NULL, 10));
    return 0;
  }
  puts ("open");
  await_end ();

  return 0;
}
