/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-secret.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#define LOCKS_ARE_REAL FALSE /* the sanitizer lets mlock() do nothing and say that all is well */
#else
#define LOCKS_ARE_REAL TRUE
#endif

static void
test_source_is_wiped (void)
{
  char source[] = "correct horse";
  const char zeros[sizeof source] = { 0 };
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (source, strlen (source));

  g_assert_cmpmem (mado_secret_get_bytes (secret), mado_secret_get_length (secret), "correct horse", 13);
  g_assert_cmpmem (source, sizeof source, zeros, sizeof zeros);
}

static void
test_comparing (void)
{
  char one[] = "abc", same[] = "abc", other[] = "abd", shorter[] = "ab";
  g_autoptr (MadoSecret) a = mado_secret_new_wiping (one, 3);
  g_autoptr (MadoSecret) b = mado_secret_new_wiping (same, 3);
  g_autoptr (MadoSecret) c = mado_secret_new_wiping (other, 3);
  g_autoptr (MadoSecret) d = mado_secret_new_wiping (shorter, 2);
  g_autoptr (MadoSecret) none = mado_secret_new (0);

  g_assert_true (mado_secret_equals (a, b));
  g_assert_false (mado_secret_equals (a, c));
  g_assert_false (mado_secret_equals (a, d));
  g_assert_false (mado_secret_equals (a, none));
  g_assert_true (mado_secret_equals (none, none));
}

static void
test_random_secrets_differ (void)
{
  g_autoptr (MadoSecret) one = mado_secret_new_random (1000);
  g_autoptr (MadoSecret) other = mado_secret_new_random (1000);
  g_autoptr (MadoSecret) zeros = mado_secret_new (16);

  g_assert_false (mado_secret_equals (one, other));
  g_assert_cmpint (memcmp (mado_secret_get_bytes (one) + 984, mado_secret_get_bytes (zeros), 16), !=, 0);
}

/* The flags that the kernel keeps for the mapping around @address: "lo" locked, "dd" not dumped. */
static char *
load_flags (const void *address)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_there = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    char *next = NULL;
    guint64 begin = g_ascii_strtoull (*line, &next, 16);

    if (next > *line && *next == '-')
      is_there = (guintptr) address >= begin && (guintptr) address < g_ascii_strtoull (next + 1, NULL, 16);
    else if (is_there && g_str_has_prefix (*line, "VmFlags:"))
      return g_strconcat (*line + strlen ("VmFlags:"), " ", NULL);
  }

  return NULL;
}

static void
test_memory_is_locked_and_not_dumped (void)
{
  g_autoptr (MadoSecret) secret = mado_secret_new_random (32);
  g_autofree char *flags = load_flags (mado_secret_get_bytes (secret));

  g_assert_nonnull (strstr (flags, " dd "));
  if (LOCKS_ARE_REAL)
    g_assert_cmpint (strstr (flags, " lo ") != NULL, ==, mado_secret_is_locked (secret));
}

static void
test_without_leave_to_lock_it_works_and_says_so (void)
{
  const struct rlimit nothing = { 0, 0 };

  if (!LOCKS_ARE_REAL || geteuid () == 0) {
    g_test_skip ("nothing keeps us from locking here"); /* root may lock whatever the limit says */
    return;
  }
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    return;
  }
  g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &nothing), ==, 0);
  g_autoptr (MadoSecret) secret = mado_secret_new_random (32);
  g_autofree char *flags = load_flags (mado_secret_get_bytes (secret));

  g_assert_false (mado_secret_is_locked (secret));
  g_assert_nonnull (strstr (flags, " dd "));
  g_assert_null (strstr (flags, " lo "));
}

static void
test_freed_memory_is_gone (void)
{
  for (gsize length = 0; length < 10000; length += 2500) {
    MadoSecret *secret = mado_secret_new_random (length);
    const guint8 *last = mado_secret_get_bytes (secret) + length - 1;
    g_autofree char *before = load_flags (last), *after = NULL;

    g_assert_nonnull (before);
    mado_secret_free (secret);
    after = load_flags (last);
    g_assert_null (after);
  }
}

/* Whether a child that reads the byte lives; it says how it ends by its own status. */
static gboolean
can_read (const volatile guint8 *byte)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0) {
    if (freopen ("/dev/null", "w", stderr) == NULL) /* a sanitizer's report would drown the test's own words */
      _exit (2);
    (void) *byte;
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
test_the_byte_behind_and_the_page_before_are_out_of_bounds (void)
{
  const gsize page = (gsize) sysconf (_SC_PAGESIZE);
  const gsize lengths[] = { 1, 32, page - 1, page, page + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (MadoSecret) secret = mado_secret_new (lengths[i]);
    const guint8 *bytes = mado_secret_get_bytes (secret);
    gsize n_pages = lengths[i] / page + 1;

    g_assert_true (can_read (bytes));
    g_assert_true (can_read (bytes + lengths[i] - 1));
    g_assert_false (can_read (bytes + lengths[i]));
    g_assert_false (can_read (bytes + lengths[i] - n_pages * page - 1));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/source-is-wiped", test_source_is_wiped);
  g_test_add_func ("/secret/comparing", test_comparing);
  g_test_add_func ("/secret/random-secrets-differ", test_random_secrets_differ);
  g_test_add_func ("/secret/memory-is-locked-and-not-dumped", test_memory_is_locked_and_not_dumped);
  g_test_add_func ("/secret/without-leave-to-lock-it-works-and-says-so",
                   test_without_leave_to_lock_it_works_and_says_so);
  g_test_add_func ("/secret/freed-memory-is-gone", test_freed_memory_is_gone);
  g_test_add_func ("/secret/the-byte-behind-and-the-page-before-are-out-of-bounds",
                   test_the_byte_behind_and_the_page_before_are_out_of_bounds);

  return g_test_run ();
}
