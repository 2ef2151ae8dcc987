/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a file beside its place, brings it to the disk, and puts it there by one rename. */

#include "mado-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mado-fault-point.h"
#include "mado-store-error.h"

#define OWNER_ONLY 0600

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  for (gsize n_written = 0; n_written < length;) {
    gssize n = write (fd, bytes + n_written, length - n_written);

    if (n < 0 && errno != EINTR)
      return FALSE;
    n_written += n > 0 ? (gsize) n : 0;
  }

  return TRUE;
}

static gboolean
sync_path (const char *path)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);

  mado_fault_point ("file-written");

  return fd >= 0 && fsync (fd) == 0;
}

static gboolean
rename_file (const char *from, const char *to, unsigned flags)
{
  mado_fault_point ("file-synced");
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, flags) != 0)
    return FALSE;
  mado_fault_point ("file-renamed");

  return TRUE;
}

/* A rename is on the disk when its folder is. */
static gboolean
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder);
}

/* Flash may keep the old block all the same; what it held was locked by a key in any case. */
static gboolean
overwrite (int fd)
{
  g_autofree guint8 *zeros = NULL;
  struct stat status;

  if (fstat (fd, &status) != 0)
    return FALSE;
  zeros = g_malloc0 ((gsize) status.st_size);

  return write_all (fd, zeros, (gsize) status.st_size) && fdatasync (fd) == 0;
}

static gboolean
write_new (const char *path, GBytes *content)
{
  g_autofd int fd = -1;
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (content, &length);

  (void) unlink (path); /* ignored: mostly there is none; one that stays lets open() fail */
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, OWNER_ONLY);

  return fd >= 0 && write_all (fd, bytes, length);
}

/**
 * mado_durable_file_load:
 * @path: a file
 * @max_size: how much of it may be read
 * @error: %MADO_STORE_ERROR_MISSING and what else the system says
 *
 * Returns: (transfer full) (nullable): its content, or the first @max_size bytes
 */
GBytes *
mado_durable_file_load (const char *path, gsize max_size, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree guint8 *bytes = g_malloc (max_size);
  gsize n_read = 0;
  gssize n = fd < 0 ? -1 : 1;

  while (n > 0 && n_read < max_size) {
    n = read (fd, bytes + n_read, max_size - n_read);
    n_read += n > 0 ? (gsize) n : 0;
  }
  if (n < 0) {
    mado_store_error_set_errno (error, errno, "cannot read a file of the profile");
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&bytes), n_read);
}

/**
 * mado_durable_file_move:
 * @from: a file
 * @to: its place, in the same folder
 * @mode: whether something may be there
 * @error: set where the file may not be there after a power cut
 *
 * Returns: whether it is there, for good
 */
gboolean
mado_durable_file_move (const char *from, const char *to, MadoDurableFileMode mode, GError **error)
{
  const unsigned flags = mode == MADO_DURABLE_FILE_NEW ? RENAME_NOREPLACE : 0;

  if (!sync_path (from) || !rename_file (from, to, flags) || !sync_folder_of (to)) {
    mado_store_error_set_errno (error, errno, "cannot put the file in its place");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_durable_file_save:
 * @path: its place
 * @content: what it holds
 * @mode: whether something may be there
 * @error: set where either the old or the new file is there, whole
 *
 * Returns: whether the new one is there, for good
 */
gboolean
mado_durable_file_save (const char *path, GBytes *content, MadoDurableFileMode mode, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autofd int old = mode == MADO_DURABLE_FILE_REPLACE ? open (path, O_WRONLY | O_CLOEXEC) : -1;

  if (!write_new (beside, content)) {
    mado_store_error_set_errno (error, errno, "cannot write a file of the profile");
    (void) unlink (beside); /* ignored: the next one takes its place */
    return FALSE;
  }
  if (!mado_durable_file_move (beside, path, mode, error)) {
    (void) unlink (beside); /* ignored: as above */
    return FALSE;
  }
  mado_fault_point ("file-in-place");
  if (old >= 0)
    (void) overwrite (old); /* ignored: the new file holds, whether the old one can still be found or not */

  return TRUE;
}

/**
 * mado_durable_file_reserve:
 * @path: a place
 * @error: what the system says
 *
 * Lets a library that does not ask who may read find an empty file that only its owner may.
 *
 * Returns: whether a file is there
 */
gboolean
mado_durable_file_reserve (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, OWNER_ONLY);

  if (fd < 0)
    mado_store_error_set_errno (error, errno, "cannot make a file of the profile");

  return fd >= 0;
}

/**
 * mado_durable_file_remove:
 * @path: a file, or a place where none is
 * @error: what the system says
 *
 * Returns: whether none is there
 */
gboolean
mado_durable_file_remove (const char *path, GError **error)
{
  if (unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  mado_store_error_set_errno (error, errno, "cannot remove a file of the profile");

  return FALSE;
}

/**
 * mado_durable_file_destroy:
 * @path: a file, or a place where none is
 * @error: what the system says; the file may still be there
 *
 * Overwrites the file before it goes.
 *
 * Returns: whether it is gone, for good
 */
gboolean
mado_durable_file_destroy (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0 || !overwrite (fd) || unlink (path) != 0 || !sync_folder_of (path)) {
    mado_store_error_set_errno (error, errno, "cannot destroy a file of the profile");
    return FALSE;
  }

  return TRUE;
}
