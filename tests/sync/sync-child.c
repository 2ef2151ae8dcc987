/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens a seat's profile elsewhere than where it was made. */

#include "sync-child.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-papers-file.h"
#include "queue-sample.h"

#define TERMINAL "terminal"
#define SERVICE "service"
#define PASSWORD "correct horse" /* of the sample */

char *
sync_child_name_keys (Office *office)
{
  return g_build_filename (office->world.folder, "keys", NULL);
}

static void
keep (const char *folder, const char *name, const MadoSecret *share)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) mado_secret_get_bytes ((MadoSecret *) share),
                                      (gssize) mado_secret_get_length (share), NULL));
}

static MadoSecret *
find (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));

  g_autofree char *owned = bytes;

  return mado_secret_new_wiping (owned, length);
}

/**
 * sync_child_prepare:
 * @office: an office
 * @seat: one of its seats, at which nobody is signed in
 *
 * The papers of its terminal lie beside the profile, and its keys with the office. The profile is closed.
 */
void
sync_child_prepare (Office *office, Seat *seat)
{
  const Papers *own = &seat->papers;
  g_autofree char *papers_path = g_build_filename (seat->sample.folder, MADO_PAPERS_FILE_NAME, NULL);
  g_autofree char *keys = sync_child_name_keys (office);
  g_autofree char *key = g_strdup (own->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (MadoPapers) papers =
      mado_papers_new ((const char *const *) office->ways, own->authority, own->certificate, secret, NULL);

  g_assert_cmpint (g_mkdir (keys, 0700), ==, 0);
  keep (keys, TERMINAL, seat->sample.terminal_share);
  keep (keys, SERVICE, seat->sample.service_share);
  g_assert_true (mado_papers_file_save (papers_path, papers, NULL));
  mado_sync_stop (seat->sync);
  mado_desk_close (seat->desk);
}

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  return queue_sample_load_programme ("ninpu-r7.json");
}

/**
 * sync_child_open:
 * @folder: of a seat that was prepared, and where nobody has the profile open
 * @keys: where its keys are
 *
 * Returns: (transfer full): the profile, open
 */
MadoDesk *
sync_child_open (const char *folder, const char *keys)
{
  g_autofree char *path = g_build_filename (folder, "sample", NULL);
  g_autofree char *typed = g_strdup (PASSWORD);
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, strlen (typed));
  g_autoptr (MadoSecret) terminal = find (keys, TERMINAL), service = find (keys, SERVICE);
  const MadoDeskOpening opening = {
    .place = { .path = path },
    .shares = { password, terminal, service },
    .person = { "v-01", NULL },
    .find_programme = find_programme,
  };
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (&opening, &error);

  g_assert_no_error (error);

  return desk;
}

/**
 * sync_child_is_killed:
 * @office: an office
 * @seat: a seat that was prepared
 * @word: what the test's program is to do with it
 * @fault: where it is killed; "": nowhere
 *
 * Returns: whether it was
 */
gboolean
sync_child_is_killed (Office *office, Seat *seat, const char *word, const char *fault)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *keys = sync_child_name_keys (office);
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_setenv (launcher, "MADO_FAULT_AT", fault, TRUE);
  child = g_subprocess_launcher_spawn (launcher, NULL, own_path, word, seat->sample.folder, keys, NULL);
  g_assert_nonnull (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));

  return !g_subprocess_get_successful (child);
}
