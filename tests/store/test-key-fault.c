/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key file whose disk fails, or whose process dies, at every call on the way: afterwards the old key opens or the new
 * one, and never neither. The linker puts the functions below between the store and the system. */

#include "mado-key-file.h"
#include "mado-store-error.h"
#include "store-sample.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum {
  FAULT_NONE,
  FAULT_ERROR, /* the call fails */
  FAULT_SHORT, /* a write stops half way, and the next finds the disk full */
  FAULT_DEATH, /* the process ends in place of the call */
} Fault;

static Fault fault;
static guint calls_left;
static gboolean has_hit;
static GString *calls; /* (nullable): a letter for each */

static gboolean
is_due (char call)
{
  if (calls != NULL)
    g_string_append_c (calls, call);
  if (fault == FAULT_NONE || calls_left-- > 1)
    return FALSE;
  has_hit = TRUE;
  if (fault == FAULT_DEATH)
    _exit (0);
  errno = EIO;

  return TRUE;
}

int __real_fdatasync (int fd);
int __real_fsync (int fd);
int __real_open64 (const char *path, int flags, ...);
int __real_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int __real_unlink (const char *path);
gssize __real_write (int fd, const void *bytes, gsize length);
int __wrap_fdatasync (int fd);
int __wrap_fsync (int fd);
int __wrap_open64 (const char *path, int flags, ...);
int __wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int __wrap_unlink (const char *path);
gssize __wrap_write (int fd, const void *bytes, gsize length);

int
__wrap_fdatasync (int fd)
{
  return is_due ('d') ? -1 : __real_fdatasync (fd);
}

int
__wrap_fsync (int fd)
{
  return is_due ('s') ? -1 : __real_fsync (fd);
}

int
__wrap_open64 (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode = 0;

  va_start (arguments, flags);
  if ((flags & O_CREAT) != 0)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);

  return is_due ('o') ? -1 : __real_open64 (path, flags, mode);
}

int
__wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
  return is_due ('r') ? -1 : __real_renameat2 (from_folder, from, to_folder, to, flags);
}

int
__wrap_unlink (const char *path)
{
  return is_due ('u') ? -1 : __real_unlink (path);
}

gssize
__wrap_write (int fd, const void *bytes, gsize length)
{
  if (!is_due ('w'))
    return __real_write (fd, bytes, length);
  if (fault == FAULT_SHORT && length > 1) {
    calls_left = 1;
    return __real_write (fd, bytes, length / 2);
  }
  errno = ENOSPC;

  return -1;
}

typedef gboolean (*Attempt) (const StoreSample *sample, const MadoSecret *data_key);

static gboolean
save (const StoreSample *sample, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");

  return mado_key_file_save (path, sample->profile.id, data_key, &sample->shares, &store_sample_cost, NULL);
}

static MadoKeyShares
get_next_shares (const StoreSample *sample)
{
  MadoKeyShares next = sample->shares;

  next.password = sample->other_password;

  return next;
}

static gboolean
change (const StoreSample *sample, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  const MadoKeyShares next = get_next_shares (sample);

  return mado_key_file_change (path, sample->profile.id, &sample->shares, &next, &store_sample_cost, NULL);
}

static gboolean
destroy (const StoreSample *sample, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");

  return mado_key_file_destroy (path, NULL);
}

static gboolean
opens (const StoreSample *sample, const MadoKeyShares *shares, const MadoSecret *data_key)
{
  g_autofree char *path = store_sample_name (sample, ".key");
  g_autoptr (MadoSecret) opened = mado_key_file_open (path, sample->profile.id, shares, NULL);

  return opened != NULL && mado_secret_equals (opened, data_key);
}

/* In a process of its own, which the fault may end. Exit status 1: it said that all went well; 2: it failed; either and
 * 4: the fault was never reached. */
static int
run_with_fault (const StoreSample *sample, const MadoSecret *data_key, Attempt attempt, Fault kind, guint nth)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0) {
    int code;

    fault = kind;
    calls_left = nth;
    code = attempt (sample, data_key) ? 1 : 2;
    _exit (code | (has_hit ? 0 : 4));
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

static void
sweep (StoreSample *sample,
       gboolean begins_with_key,
       Attempt attempt,
       void (*check) (StoreSample *sample, const MadoSecret *data_key, int status))
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);

  for (Fault kind = FAULT_ERROR; kind <= FAULT_DEATH; kind++) {
    gboolean has_ended = FALSE;
    guint n = 1;

    for (; !has_ended; n++) {
      int status;

      g_assert_true (!begins_with_key || save (sample, data_key));
      status = run_with_fault (sample, data_key, attempt, kind, n);
      check (sample, data_key, status & 3);
      has_ended = (status & 4) != 0;
      g_assert_true (destroy (sample, data_key));
      g_assert_cmpuint (store_sample_count_files (sample), ==, 0);
    }
    g_assert_cmpuint (n, >, 4);
  }
}

static void
check_saved (StoreSample *sample, const MadoSecret *data_key, int status)
{
  gboolean is_there = opens (sample, &sample->shares, data_key);

  g_assert_true (is_there || status != 1);
  if (!is_there)
    g_assert_true (save (sample, data_key)); /* nothing is in the way of another try */
}

static void
test_a_key_is_saved_whole_or_not_at_all (StoreSample *sample, gconstpointer data)
{
  sweep (sample, FALSE, save, check_saved);
}

static void
check_changed (StoreSample *sample, const MadoSecret *data_key, int status)
{
  MadoKeyShares next = get_next_shares (sample);
  gboolean old_opens = opens (sample, &sample->shares, data_key), new_opens = opens (sample, &next, data_key);

  g_assert_true (old_opens != new_opens);
  g_assert_true (new_opens || status != 1);
  if (old_opens)
    g_assert_true (change (sample, data_key));
  g_assert_true (opens (sample, &next, data_key));
}

static void
test_one_of_both_passwords_always_opens_it (StoreSample *sample, gconstpointer data)
{
  sweep (sample, TRUE, change, check_changed);
}

static void
check_destroyed (StoreSample *sample, const MadoSecret *data_key, int status)
{
  g_autofree char *path = store_sample_name (sample, ".key");

  g_assert_true (status != 1 || !g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (destroy (sample, data_key));
  g_assert_false (opens (sample, &sample->shares, data_key));
}

static void
test_a_destruction_says_when_it_failed (StoreSample *sample, gconstpointer data)
{
  sweep (sample, TRUE, destroy, check_destroyed);
}

/* What a power cut needs, and no fault can show: a file is on the disk before it has its name, and its folder before
 * the old one is overwritten. */
static void
test_the_order_on_the_way_to_the_disk (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);

  calls = g_string_new (NULL);
  g_assert_true (save (sample, data_key));
  g_assert_cmpstr (calls->str, ==, "uowosros");
  g_string_truncate (calls, 0);
  g_assert_true (change (sample, data_key));
  g_assert_cmpstr (calls->str, ==, "oouowosroswd");
  g_string_truncate (calls, 0);
  g_assert_true (destroy (sample, data_key));
  g_assert_cmpstr (calls->str, ==, "oowduos");
  g_string_free (g_steal_pointer (&calls), TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/key-fault/a-key-is-saved-whole-or-not-at-all", test_a_key_is_saved_whole_or_not_at_all);
  store_sample_add ("/key-fault/one-of-both-passwords-always-opens-it", test_one_of_both_passwords_always_opens_it);
  store_sample_add ("/key-fault/a-destruction-says-when-it-failed", test_a_destruction_says_when_it_failed);
  store_sample_add ("/key-fault/the-order-on-the-way-to-the-disk", test_the_order_on_the_way_to_the_disk);

  return g_test_run ();
}
