/* SPDX-License-Identifier: GPL-3.0-or-later */

/* spoil-store PROFILE PASSWORD SQL: runs statements on an encrypted profile, so that tests of the command line have
 * files with faults that nothing of ours would write. The terminal's share lies beside it. */

#include <string.h>

#include "mado-profile.h"

static MadoSecret *
keep (const char *bytes, gsize length)
{
  MadoSecret *secret = mado_secret_new (length);

  memcpy (mado_secret_get_bytes (secret), bytes, length);

  return secret;
}

static MadoSecret *
load_share (const char *profile)
{
  g_autofree char *folder = g_path_get_dirname (profile);
  g_autofree char *path = g_build_filename (folder, "terminal.share", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) ? keep (bytes, length) : NULL;
}

int
main (int argc, char **argv)
{
  g_return_val_if_fail (argc == 4, 2);

  g_autoptr (MadoSecret) password = keep (argv[2], strlen (argv[2]));
  g_autoptr (MadoSecret) share = load_share (argv[1]);
  const MadoProfilePlace place = { .path = argv[1] };
  const MadoKeyShares shares = { .password = password, .terminal_share = share };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_profile_open (&place, &(MadoProfile) { 0 }, &shares, &error);

  if (database == NULL || !mado_database_run_script (database, argv[3], &error)) {
    g_printerr ("spoil-store: %s\n", error->message);
    return 1;
  }

  return 0;
}
