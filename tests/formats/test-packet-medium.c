/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Media that are full, pulled, broken, or lie. The calls of the layer come here first (the linker's --wrap); one of
 * them fails, or gives back something else than lies there. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "mado-packet-content.h"
#include "mado-packet-error.h"
#include "mado-packet-folder.h"
#include "mado-packet-medium.h"

typedef enum {
  HONEST,
  FLIPS,  /* a byte */
  SHORT,  /* ends early */
  LONGER, /* has more behind the end */
} Manner;

static struct {
  int countdown; /* calls until one fails; below 0: none */
  int code;      /* errno of the one that fails */
  gboolean struck;
  Manner manner;
  gsize at; /* where it lies */
  gsize n_read;
  gboolean knows_no_renameat2;
} medium;

static gboolean
strike (void)
{
  if (medium.countdown < 0)
    return FALSE;
  medium.countdown--;
  if (medium.countdown >= 0)
    return FALSE;
  medium.struck = TRUE;
  errno = medium.code;

  return TRUE;
}

ssize_t __real_read (int fd, void *bytes, size_t length);
ssize_t __wrap_read (int fd, void *bytes, size_t length);
ssize_t __wrap___read_chk (int fd, void *bytes, size_t length, size_t room);
ssize_t __real_write (int fd, const void *bytes, size_t length);
ssize_t __wrap_write (int fd, const void *bytes, size_t length);
int __real_fsync (int fd);
int __wrap_fsync (int fd);
int __real_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
int __wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);

ssize_t
__wrap_read (int fd, void *bytes, size_t length)
{
  ssize_t n;

  if (strike ())
    return -1;
  n = __real_read (fd, bytes, length);
  if (medium.manner == FLIPS && n > 0 && medium.at >= medium.n_read && medium.at < medium.n_read + (gsize) n)
    ((guint8 *) bytes)[medium.at - medium.n_read] ^= 0x10;
  if (medium.manner == SHORT && medium.n_read + (gsize) n > medium.at)
    n = medium.n_read < medium.at ? (ssize_t) (medium.at - medium.n_read) : 0;
  if (medium.manner == LONGER && n == 0) {
    medium.manner = HONEST;
    n = 1;
  }
  medium.n_read += (gsize) MAX (n, 0);

  return n;
}

ssize_t
__wrap___read_chk (int fd, void *bytes, size_t length, size_t room)
{
  g_assert_cmpuint (length, <=, room);

  return __wrap_read (fd, bytes, length);
}

/* At most a third at once: a write may always be short. */
ssize_t
__wrap_write (int fd, const void *bytes, size_t length)
{
  return strike () ? -1 : __real_write (fd, bytes, MIN (length, length / 3 + 1000));
}

int
__wrap_fsync (int fd)
{
  return strike () ? -1 : __real_fsync (fd);
}

int
__wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  if (medium.knows_no_renameat2) {
    errno = EINVAL;
    return -1;
  }

  return strike () ? -1 : __real_renameat2 (from_folder, from, to_folder, to, flags);
}

/* --- a folder ---------------------------------------------------------------------------------------------------- */

static void
be_honest (void)
{
  memset (&medium, 0, sizeof medium);
  medium.countdown = -1;
}

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("mado-packet-XXXXXX", NULL);

  g_assert_nonnull (folder);
  be_honest ();

  return folder;
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static GBytes *
make_content (gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (rand);

  return g_bytes_new_take (bytes, length);
}

/* --- tests ------------------------------------------------------------------------------------------------------- */

static void
what_is_written_is_there (void)
{
  static const gsize lengths[] = { 0, 1, 4096, 1048575, 1048576, 1048577, 3000000 };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (lengths); i++) {
    g_autofree char *folder = make_folder ();
    g_autofree char *path = g_build_filename (folder, "P-1.zip", NULL);
    g_autoptr (GBytes) content = make_content (lengths[i / 2]);
    g_autoptr (GError) error = NULL;

    medium.knows_no_renameat2 = i % 2 == 1;
    mado_packet_medium_write (folder, "P-1.zip", content, &error);
    g_assert_no_error (error);

    g_autoptr (GBytes) read = mado_packet_medium_read (path, 3000000, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (read, content));
    g_assert_cmpuint (count_names (folder), ==, 1);
    g_assert_false (mado_packet_medium_write (folder, "P-1.zip", content, &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_EXISTS);
    remove_file (folder, "P-1.zip");
    g_assert_cmpint (g_rmdir (folder), ==, 0);
  }
}

/* Each call fails once, with each code: then nothing is there, and the error says what is the matter. */
static void
a_medium_that_fails_has_nothing_on_it (void)
{
  static const struct {
    int code;
    MadoPacketError error;
  } faults[] = { { EIO, MADO_PACKET_ERROR_MEDIUM },
                 { ENODEV, MADO_PACKET_ERROR_MEDIUM },
                 { ENOSPC, MADO_PACKET_ERROR_FULL },
                 { EDQUOT, MADO_PACKET_ERROR_FULL },
                 { EROFS, MADO_PACKET_ERROR_READ_ONLY } };
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) content = make_content (1500000);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    int n = 0;

    for (gboolean struck = TRUE; struck; n++) {
      g_autoptr (GError) error = NULL;
      gboolean is_made;

      be_honest ();
      medium.countdown = n;
      medium.code = faults[i].code;
      is_made = mado_packet_medium_write (folder, "P-1.zip", content, &error);
      struck = medium.struck;
      g_assert_true (is_made == !struck);
      g_assert_cmpuint (count_names (folder), ==, is_made);
      if (struck)
        g_assert_true (g_error_matches (error, MADO_PACKET_ERROR, (int) faults[i].error) ||
                       g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MEDIUM));
    }
    g_assert_cmpint (n, >, 8);
    remove_file (folder, "P-1.zip");
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
a_medium_that_lies_is_found_out (void)
{
  static const gsize places[] = { 0, 1, 4095, 1048575, 1048576, 1499999 };
  static const Manner manners[] = { FLIPS, SHORT, LONGER };
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) content = make_content (1500000);

  for (gsize i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (manners); i++) {
    g_autoptr (GError) error = NULL;

    be_honest ();
    medium.manner = manners[i % G_N_ELEMENTS (manners)];
    medium.at = places[i / G_N_ELEMENTS (manners)];
    g_assert_false (mado_packet_medium_write (folder, "P-1.zip", content, &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_READ_BACK);
    g_assert_cmpuint (count_names (folder), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The system's own limit instead of a pretended one. */
static void
a_full_medium_has_nothing_on_it (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) content = make_content (100000);
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 65536;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  gboolean is_made = mado_packet_medium_write (folder, "P-1.zip", content, &error);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (is_made);
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FULL);
  g_assert_cmpuint (count_names (folder), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
a_medium_that_is_not_there_is_named (void)
{
  g_autoptr (GBytes) content = make_content (1);
  g_autoptr (GError) error = NULL;

  be_honest ();
  g_assert_false (mado_packet_medium_write ("/nonexistent/medium", "P-1.zip", content, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (mado_packet_medium_read ("/nonexistent/medium/P-1.zip", 10, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING);
}

/* Opened files: all, or none and no folder. */
/* Before anything is written: a medium takes minutes. */
static void
a_name_that_is_taken_is_told_first (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GBytes) content = make_content (5000);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_packet_medium_write (folder, "P-1.zip", content, &error));
  g_assert_false (mado_packet_medium_put (folder, ".P-1.part", "P-1.zip", content, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_EXISTS);
  g_assert_cmpuint (count_names (folder), ==, 1);
  remove_file (folder, "P-1.zip");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Somebody else gave a file the name while ours was written. */
static void
what_came_meanwhile_is_not_written_over (void)
{
  for (gint old = FALSE; old <= TRUE; old++) {
    g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "P-1.zip", NULL);
    g_autoptr (GBytes) ours = make_content (5000), theirs = make_content (70), read = NULL;
    g_autoptr (GError) error = NULL;

    medium.knows_no_renameat2 = old;
    g_assert_true (mado_packet_medium_put (folder, ".P-1.part", "P-1.zip", ours, &error));
    g_assert_true (mado_packet_medium_write (folder, "P-1.zip", theirs, &error));
    g_assert_false (mado_packet_medium_publish (folder, ".P-1.part", "P-1.zip", &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_EXISTS);
    g_clear_error (&error);
    read = mado_packet_medium_read (path, 5000, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (read, theirs));
    g_assert_cmpuint (count_names (folder), ==, 1);
    remove_file (folder, "P-1.zip");
    g_assert_cmpint (g_rmdir (folder), ==, 0);
  }
  be_honest ();
}

static void
a_folder_has_all_files_or_is_not_there (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *opened = g_build_filename (folder, "opened", NULL);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  g_autoptr (GBytes) bytes = make_content (5000);

  g_ptr_array_add (contents, mado_packet_content_new (MADO_PACKET_DATA_NAME, bytes));
  g_ptr_array_add (contents, mado_packet_content_new (MADO_PACKET_READ_ME_NAME, bytes));
  for (gboolean struck = TRUE, n = 0; struck; n++) {
    g_autoptr (GError) error = NULL;
    gboolean is_saved;

    be_honest ();
    medium.countdown = n;
    medium.code = EIO;
    is_saved = mado_packet_folder_save (opened, contents, &error);
    struck = medium.struck;
    g_assert_true (is_saved == !struck);
    g_assert_cmpuint (count_names (folder), ==, is_saved);
  }
  g_assert_cmpuint (count_names (opened), ==, 2);

  g_autoptr (GError) error = NULL;

  be_honest ();
  g_assert_false (mado_packet_folder_save (opened, contents, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_EXISTS);
  g_assert_cmpuint (count_names (folder), ==, 1);
  remove_file (opened, MADO_PACKET_DATA_NAME);
  remove_file (opened, MADO_PACKET_READ_ME_NAME);
  g_assert_cmpint (g_rmdir (opened), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/medium/what-is-written-is-there", what_is_written_is_there);
  g_test_add_func ("/packet/medium/a-name-that-is-taken-is-told-first", a_name_that_is_taken_is_told_first);
  g_test_add_func ("/packet/medium/what-came-meanwhile-is-not-written-over", what_came_meanwhile_is_not_written_over);
  g_test_add_func ("/packet/medium/one-that-fails-has-nothing-on-it", a_medium_that_fails_has_nothing_on_it);
  g_test_add_func ("/packet/medium/one-that-lies-is-found-out", a_medium_that_lies_is_found_out);
  g_test_add_func ("/packet/medium/a-full-one-has-nothing-on-it", a_full_medium_has_nothing_on_it);
  g_test_add_func ("/packet/medium/one-that-is-not-there-is-named", a_medium_that_is_not_there_is_named);
  g_test_add_func ("/packet/folder/has-all-files-or-is-not-there", a_folder_has_all_files_or_is_not_there);

  return g_test_run ();
}
