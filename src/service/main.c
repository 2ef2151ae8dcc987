/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The central service: madoguchi-service [--config FILE]. */

#include <locale.h>
#include <stdio.h>

#include "mado-config.h"
#include "mado-service-run.h"

/* Accounts are kept nowhere yet: so nobody is signed in. */
static gboolean
let_nobody_in (gpointer user_data,
               MadoBackend *backend,
               const char *stream,
               const char *terminal,
               const char *token,
               MadoVisitor **out_visitor,
               GError **error)
{
  *out_visitor = NULL;

  return TRUE;
}

static gboolean
find_no_roles (gpointer user_data,
               MadoBackend *backend,
               const char *stream,
               const char *account,
               char ***out_roles,
               GError **error)
{
  *out_roles = g_new0 (char *, 1);

  return TRUE;
}

int
main (int argc, char **argv)
{
  static const MadoHouseKeepers keepers = { .gate = { let_nobody_in, NULL }, .accounts = { find_no_roles, NULL } };
  g_autofree char *path = NULL;
  gboolean is_version = FALSE;
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path, "the configuration; else " MADO_SERVICE_SETTINGS_PATH, "FILE" },
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

  return mado_service_run (path != NULL ? path : MADO_SERVICE_SETTINGS_PATH, &keepers);
}
