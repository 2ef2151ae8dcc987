/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service does not start where that would be unsafe, and says what to do. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-service-outlook.h"
#include "service-world.h"

#define UNSAFE 78
#define CONFIGURED(allow, folder, free, more) "listen=127.0.0.1:0\naddress=127.0.0.1:8443\n" allow folder free more
#define ALLOW "allow=127.0.0.1/32\n"
#define FOLDER "folder=data\n"
#define FREE "free-disk-mib=64\n"

static char *
get_path (World *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* --- what can be wrong, and its mending -------------------------------------------------------------------------- */

static void
overwrite (World *self, const char *name, const char *content)
{
  g_autofree char *path = get_path (self, name);

  g_assert_true (g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
set_mode (World *self, const char *name, int mode)
{
  g_autofree char *path = get_path (self, name);

  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
drop (World *self, const char *name)
{
  g_autofree char *path = get_path (self, name);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
open_key (World *self)
{
  set_mode (self, "service.key", 0640);
}

static void
open_authority_key (World *self)
{
  set_mode (self, "authority.key", 0644);
}

static void
open_configuration (World *self)
{
  set_mode (self, "service.conf", 0666);
}

static void
open_folder (World *self)
{
  set_mode (self, "data", 0755);
}

static void
lose_authority (World *self)
{
  drop (self, "authority.pem");
}

static void
lose_folder (World *self)
{
  g_autofree char *from = get_path (self, "data");
  g_autofree char *to = get_path (self, "elsewhere");

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
empty_secret (World *self)
{
  overwrite (self, "secret", "");
}

static void
set_default_secret (World *self)
{
  overwrite (self, "secret", "0000000000000000000000000000000000000000000000000000000000000000\n");
}

static void
set_other_secret (World *self)
{
  overwrite (self, "secret", "00112233445566778899aabbccddeeff0f1e2d3c4b5a69788796a5b4c3d2e1f0\n");
}

static void
swap_certificate (World *self)
{
  g_autofree char *path = get_path (self, "authority.pem");
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  overwrite (self, "service.pem", content);
}

static void
allow_nobody (World *self)
{
  world_configure (self, CONFIGURED ("", FOLDER, FREE, ""), WORLD_WARD);
}

static void
allow_everybody (World *self)
{
  world_configure (self, CONFIGURED ("allow=0.0.0.0/0;::/0\n", FOLDER, FREE, ""), WORLD_WARD);
}

static void
want_a_larger_disk (World *self)
{
  world_configure (self, CONFIGURED (ALLOW, FOLDER, "free-disk-mib=2000000000\n", ""), WORLD_WARD);
}

static void
misspell (World *self)
{
  world_configure (self, CONFIGURED (ALLOW, FOLDER, FREE, "alow=127.0.0.1/32\n"), WORLD_WARD);
}

static void
exaggerate (World *self)
{
  world_configure (self, WORLD_BASE, WORLD_WARD "[limits]\nconnections=-1\n");
}

static void
lend_for_a_year (World *self)
{
  world_configure (self, WORLD_BASE, WORLD_WARD "lease-days-ninpu-r7=365\n");
}

static void
work_backwards (World *self)
{
  world_configure (self, WORLD_BASE, WORLD_WARD "[audit]\nopens=20\ncloses=8\n");
}

static void
serve_nobody (World *self)
{
  world_configure (self, WORLD_BASE, "");
}

static void
serve_a_ward_that_is_not_there (World *self)
{
  world_configure (self, WORLD_BASE, WORLD_WARD "[ward chuo]\n");
}

static void
keep_a_password (World *self)
{
  world_configure (self, WORLD_BASE,
                   WORLD_WARD "[ward chuo]\nbackend=postgresql\nconnection=host=127.0.0.1 port=1 password=sesame\n");
}

static const struct {
  const char *name;
  void (*spoil) (World *self);
  const char *what;
  const char *remedy;
} cases[] = {
  { "a-key-that-others-may-read", open_key, "read or write the key of the service", "chmod 600" },
  { "the-authority's-too", open_authority_key, "read or write the key of the authority", "chmod 600" },
  { "a-configuration-that-others-may-write", open_configuration, "may change the configuration", "chmod go-w" },
  { "a-folder-that-others-may-look-into", open_folder, "look into the folder", "chmod 700" },
  { "no-authority", lose_authority, "certificate of the authority cannot be read", "service init" },
  { "no-folder", lose_folder, "there is no folder", "mkdir" },
  { "an-empty-secret", empty_secret, "not 64 hexadecimal digits", "service init" },
  { "a-secret-that-nobody-drew", set_default_secret, "not drawn by chance", "service init" },
  { "another-secret", set_other_secret, "office cannot be opened", "backup" },
  { "a-certificate-of-another-key", swap_certificate, "is of another key", "service renew" },
  { "nobody-is-allowed", allow_nobody, "who may connect is not limited", "allow=" },
  { "everybody-is-allowed", allow_everybody, "who may connect is not limited", "allow=" },
  { "a-disk-that-is-nearly-full", want_a_larger_disk, "nearly full", "make room" },
  { "a-word-misspelled", misspell, "nobody knows what \"alow\"", "sample" },
  { "a-limit-out-of-bounds", exaggerate, "\"connections\" in [limits] is not a number", "sample" },
  { "a-lease-out-of-bounds", lend_for_a_year, "\"lease-days-ninpu-r7\" in [ward shinjuku] is not a number from 1 to 60",
    "sample" },
  { "hours-that-end-before-they-begin", work_backwards, "\"opens\" in [audit] is not before \"closes\"", "sample" },
  { "no-ward", serve_nobody, "no ward to serve", "[ward shinjuku]" },
  { "a-ward-that-is-not-there", serve_a_ward_that_is_not_there, "the ward \"chuo\" cannot be opened", "service ward" },
  { "a-password-in-the-configuration", keep_a_password, "a password stands in the configuration", "passfile" },
};

static void
test_does_not_start (World *self, gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  int status = -1;
  g_autofree char *checked = NULL;

  cases[i].spoil (self);
  g_assert_cmpint (world_run_to_its_end (self), ==, UNSAFE);
  if (!world_has_said (self, cases[i].what) || !world_has_said (self, cases[i].remedy))
    g_error ("it said: %s", self->said->str);
  g_assert_false (world_has_said (self, "ready on port"));
  g_assert_false (world_has_said (self, "sesame"));
  checked = world_ctl (self, &status, "service", "check", NULL);
  g_assert_cmpint (status, ==, 1);
  g_assert_nonnull (strstr (checked, "remedy"));
}

static void
set_up_case (World *self, G_GNUC_UNUSED gconstpointer data)
{
  world_set_up (self, NULL);
}

/* --- and where nothing is wrong ---------------------------------------------------------------------------------- */

static void
test_starts_on_a_socket_that_is_handed_over (World *self, G_GNUC_UNUSED gconstpointer data)
{
  world_start_on_socket (self);
  g_auto (Papers) papers = { 0 };

  world_enrol (self, "t-v-01", &papers);
}

static int
get_status (World *self, const char *noun, const char *verb, const char *argument)
{
  int status = -1;

  g_free (world_ctl (self, &status, noun, verb, argument, NULL));

  return status;
}

static void
test_what_is_there_is_never_made_again (World *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = get_path (self, "authority.pem");

  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_cmpint (get_status (self, "service", "init", NULL), ==, 0);
  g_assert_cmpint (get_status (self, "service", "ward", "shinjuku"), ==, 1);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_renewed_certificate_is_believed (World *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;

  world_start (self);
  world_enrol (self, "t-v-01", &papers);
  g_assert_cmpint (get_status (self, "service", "renew", NULL), ==, 0);
  g_assert_cmpint (world_end (self, 15), ==, 0);
  world_start (self);
  client = world_connect (self, &papers);
  g_assert_cmpuint (world_try (client, "", "GET", "/v1/health", ""), ==, 200);
}

/* Whether something of @subject has to be done within the days that are looked ahead, @days from now on. */
static gboolean
is_foreseen (World *self, const char *subject, const char *what, int days)
{
  const MadoInstant then = { g_get_real_time () + days * G_TIME_SPAN_DAY };
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (GPtrArray) soon = mado_service_faults_new ();
  g_autoptr (MadoServiceGround) ground = mado_service_check (self->configuration, faults);

  g_assert_nonnull (ground);
  mado_service_look_ahead (ground, then, soon);
  for (guint i = 0; i < soon->len; i++) {
    const MadoServiceFault *fault = mado_service_faults_get (soon, i);

    if (strcmp (fault->subject, subject) == 0 && strstr (fault->what, what) != NULL)
      return *fault->remedy != '\0';
  }

  return FALSE;
}

static void
test_an_end_is_said_thirty_days_before (World *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (Papers) papers = { 0 };

  world_start (self);
  world_enrol (self, "t-v-01", &papers);
  g_assert_false (is_foreseen (self, "certificates", "service's certificate", 769));
  g_assert_true (is_foreseen (self, "certificates", "service's certificate", 771));
  g_assert_false (is_foreseen (self, "certificates", "t-v-01", 0));
  g_assert_true (is_foreseen (self, "certificates", "t-v-01", 7300));
  g_assert_true (is_foreseen (self, "backup", "nobody said where", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/service-start/not-with/", cases[i].name, NULL);

    g_test_add (path, World, GUINT_TO_POINTER (i), set_up_case, test_does_not_start, world_tear_down);
  }
  g_test_add ("/service-start/on-a-socket-that-is-handed-over", World, NULL, world_set_up,
              test_starts_on_a_socket_that_is_handed_over, world_tear_down);
  g_test_add ("/service-start/what-is-there-is-never-made-again", World, NULL, world_set_up,
              test_what_is_there_is_never_made_again, world_tear_down);
  g_test_add ("/service-start/an-end-is-said-thirty-days-before", World, NULL, world_set_up,
              test_an_end_is_said_thirty_days_before, world_tear_down);
  g_test_add ("/service-start/a-renewed-certificate-is-believed", World, NULL, world_set_up,
              test_a_renewed_certificate_is_believed, world_tear_down);

  return g_test_run ();
}
