/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The central service: madoguchi-service [--config FILE]. */

#include <locale.h>
#include <stdio.h>

#include "mado-config.h"
#include "mado-password.h"
#include "mado-service-child.h"
#include "mado-service-means.h"
#include "mado-service-run.h"

int
main (int argc, char **argv)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autoptr (MadoDoorkeeper) doorkeeper = mado_doorkeeper_new (&means, mado_password_get_default_cost ());
  const MadoHouseKeepers keepers = {
    .gate = mado_doorkeeper_get_gate (doorkeeper),
    .accounts = mado_doorkeeper_get_accounts (doorkeeper),
    .doorkeeper = doorkeeper,
  };
  g_autofree char *path = NULL;
  gboolean is_version = FALSE, saves = FALSE, drills = FALSE;
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path, "the configuration; else " MADO_SERVICE_SETTINGS_PATH, "FILE" },
    { MADO_SERVICE_CHILD_SAVES, 0, 0, G_OPTION_ARG_NONE, &saves, "save all wards, and end", NULL },
    { MADO_SERVICE_CHILD_DRILLS, 0, 0, G_OPTION_ARG_NONE, &drills, "try whether they come back, and end", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &is_version, "the version of this program", NULL },
    {},
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- the central service of Madoguchi");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    fprintf (stderr, "madoguchi-service: %s\n", error->message);
    return 2;
  }
  if (is_version) {
    printf ("madoguchi-service %s\n", MADO_VERSION);
    return 0;
  }

  if (path == NULL)
    path = g_strdup (MADO_SERVICE_SETTINGS_PATH);

  return saves || drills ? mado_service_child_work (path, drills ? MADO_SERVICE_DRILLS : MADO_SERVICE_SAVES)
                         : mado_service_run (path, &keepers);
}
