/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left to the decoder once it is confined: to compute, and to write to what is open. */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mado-confinement.h"

/* What is tried in a process of its own, and whether it must fail. */
static gboolean
opens_a_file (void)
{
  return open ("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static gboolean
makes_a_file (void)
{
  return open ("/tmp/from-the-decoder", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0;
}

static gboolean
opens_a_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
becomes_two (void)
{
  return fork () >= 0;
}

static gboolean
becomes_another (void)
{
  char *const words[] = { (char *) "/bin/true", NULL };

  return execv (words[0], words) == 0 || errno != EPERM;
}

static gboolean
ends_others (void)
{
  return kill (getppid (), 0) == 0;
}

static gboolean
runs_what_it_wrote (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
takes_much_memory (void)
{
  return mmap (NULL, (size_t) 4 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
computes (void)
{
  void *memory = malloc (16 << 20);
  gboolean is_written = memory != NULL && write (STDERR_FILENO, "", 0) == 0;

  free (memory);

  return is_written;
}

static int
run_confined (gboolean (*attempt) (void))
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    if (!mado_confinement_enter ())
      _exit (2);
    _exit (attempt () ? 1 : 0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

static void
test_nothing_else_is_left (void)
{
  gboolean (*const attempts[]) (void) = {
    opens_a_file,      makes_a_file, opens_a_socket, becomes_two, becomes_another, ends_others, runs_what_it_wrote,
#if !defined(__SANITIZE_ADDRESS__)
    takes_much_memory,
#endif
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++) {
    int result = run_confined (attempts[i]);

    if (result != 0)
      g_error ("attempt %u ended with %d", (guint) i, result);
  }
}

static void
test_it_can_still_work (void)
{
  g_assert_cmpint (run_confined (computes), ==, 1);
}

/* The attempts themselves are good ones: unconfined, they succeed. */
static void
test_unconfined_it_would_do_all_that (void)
{
  g_assert_true (opens_a_file ());
  g_assert_true (opens_a_socket ());
  g_assert_true (ends_others ());
  g_assert_true (runs_what_it_wrote ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/confinement/nothing-else-is-left", test_nothing_else_is_left);
  g_test_add_func ("/confinement/it-can-still-work", test_it_can_still_work);
  g_test_add_func ("/confinement/unconfined-it-would-do-all-that", test_unconfined_it_would_do_all_that);

  return g_test_run ();
}
