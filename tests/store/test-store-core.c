/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process that has the store open, with people searched for, sorted, imported or migrated in its memory, crashes: it
 * leaves no core, and nothing that can be read anywhere. One that never had a secret, as a control, does as the machine
 * is set up. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "replica-service.h"
#include "replica-terminal.h"
#include "search-sample.h"

#define NAME "見本花子"
#define PASSWORD "correct horse" /* of every sample */

static const char *const words[] = { NAME, PASSWORD, "SQLite format 3" };

static void
die (void)
{
  signal (SIGSEGV, SIG_DFL); /* not SIGABRT, with which an assertion ends */
  raise (SIGSEGV);
}

/* Parts of a name come together in memory alone, so that the program itself is no finding. */
static void
die_plain (void)
{
  g_autofree char *name = g_strconcat ("見本", "花子", NULL);

  g_test_message ("%s", name);
  die ();
}

static void
die_in_search_and_sort (void)
{
  SearchSample sample;
  g_autofree char *found = NULL;

  search_sample_set_up (&sample, "ninpu-r7");
  search_sample_put_items (&sample, 1, "\"name\": {\"kanji\": \"" NAME "\"}");
  search_sample_put_items (&sample, 2, "\"name\": {\"kanji\": \"例示夏実\"}");
  found = search_sample_find (&sample, "見本");
  g_assert_cmpstr (found, !=, "");
  search_sample_run (&sample, "SELECT CAST (text AS TEXT) FROM body ORDER BY CAST (text AS TEXT) DESC");
  die ();
}

static void
set_up_with_people (ReplicaTerminal *self)
{
  const ReplicaApplication application = { "0000000001", NAME, "1997-01-01", "船大工" };
  g_autoptr (MadoOperation) reception = NULL;

  replica_terminal_set_up (self, NULL);
  reception = replica_office_receive (self->office, &application);
  replica_terminal_save (self, reception);
}

/* What a service has is here, and the loading goes on. */
static void
die_in_import (void)
{
  ReplicaTerminal terminal = { 0 };
  ReplicaService *service;
  MadoHelloReply hello;

  set_up_with_people (&terminal);
  service = replica_service_new (terminal.office->programme);
  replica_service_receive (service, terminal.replica, &terminal.office->person,
                           replica_office_get_now (terminal.office));
  hello = replica_service_greet (service, terminal.replica);
  g_assert_true (mado_replica_begin_loading (terminal.replica, &hello, NULL));
  g_assert_true (replica_service_load (service, terminal.replica, &terminal.office->person, NULL));
  die ();
}

/* The people are in a table of a later version, and its transaction is open. */
static void
die_in_migration (void)
{
  ReplicaTerminal terminal = { 0 };

  set_up_with_people (&terminal);
  g_assert_true (mado_database_run_script (terminal.database,
                                           "BEGIN IMMEDIATE; CREATE TABLE later (text TEXT) STRICT;"
                                           "INSERT INTO later SELECT CAST (text AS TEXT) FROM body ORDER BY text",
                                           NULL));
  die ();
}

/* In a folder of its own, where cores go unless the machine has another place for them. */
static int
crash (const char *folder, void (*work) (void))
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    struct rlimit limit;

    if (getrlimit (RLIMIT_CORE, &limit) != 0 || g_chdir (folder) != 0 || !g_setenv ("TMPDIR", folder, TRUE))
      _exit (1);
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit (RLIMIT_CORE, &limit) != 0)
      _exit (1);
    work ();
    _exit (1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSEGV);

  return status;
}

/* How many files have one of the words, in a folder and below, all of which goes away. */
static guint
search_and_remove (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_found = 0;
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *content = NULL;
    gsize size = 0;

    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      n_found += search_and_remove (path);
      continue;
    }
    g_assert_true (g_file_get_contents (path, &content, &size, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      n_found += memmem (content, size, words[i], strlen (words[i])) != NULL;
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return n_found;
}

static char *
make_folder (void)
{
  char *folder = g_strdup ("/tmp/mado-core-XXXXXX"); /* not as GLib would: it remembers where */

  g_assert_nonnull (g_mkdtemp (folder));

  return folder;
}

static void
test_no_core_of_an_open_store (void)
{
  static void (*const works[]) (void) = { die_in_search_and_sort, die_in_import, die_in_migration };
  g_autofree char *plain = make_folder ();
  int of_plain = crash (plain, die_plain);
  guint n_in_plain = search_and_remove (plain);

  g_test_message ("without a secret: %s, names in %u files", WCOREDUMP (of_plain) ? "a core" : "no core", n_in_plain);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++) {
    g_autofree char *store = make_folder ();
    int of_store = crash (store, works[i]);

    g_assert_false (WCOREDUMP (of_store));
    g_assert_cmpuint (search_and_remove (store), ==, 0);
  }
}

static void
test_who_had_a_secret_has_no_limit_to_raise (void)
{
  struct rlimit limit;

  mado_secret_free (mado_secret_new (1));
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, <=, 1);
  g_assert_cmpuint (limit.rlim_max, <=, 1);
}

/* What a debugger's dump, which asks no limit, leaves out: the flag "dd" of the pages of a secret. */
static void
test_secrets_are_marked_as_not_to_be_dumped (void)
{
  g_autoptr (MadoSecret) secret = mado_secret_new (32);
  guint64 place = (guint64) (guintptr) mado_secret_get_bytes (secret);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_here = FALSE, is_marked = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    char *end = NULL;
    guint64 from = g_ascii_strtoull (lines[i], &end, 16);

    if (end != lines[i] && *end == '-')
      is_here = place >= from && place < g_ascii_strtoull (end + 1, NULL, 16);
    if (is_here && g_str_has_prefix (lines[i], "VmFlags:"))
      is_marked = strstr (lines[i], " dd") != NULL;
  }
  g_assert_true (is_marked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* the first one first: its control needs a process that never had a secret */
  g_test_add_func ("/store-core/an-open-store-leaves-none", test_no_core_of_an_open_store);
  g_test_add_func ("/store-core/who-had-a-secret-has-no-limit-to-raise", test_who_had_a_secret_has_no_limit_to_raise);
  g_test_add_func ("/store-core/secrets-are-marked-as-not-to-be-dumped", test_secrets_are_marked_as_not_to_be_dumped);

  return g_test_run ();
}
